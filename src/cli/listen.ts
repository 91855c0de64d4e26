import { decodeFrame } from '../decode';
import { Listener } from '../session/listen';
import { Connection, type ConnectionState } from '../transport/connection';
import { lineSettings, type SerialSettings, serialWire } from '../transport/serial';
import { tcpWire } from '../transport/tcp';
import type { OpenWire } from '../transport/wire';
import { print } from './print';

interface ListenOptions {
  line: string;
  request: SerialSettings['dataRequest'];
  country?: string;
}

/** Results go to standard output, what the connection does to standard error. */
export async function listenCommand(port: string, { line, request, country }: ListenOptions): Promise<void> {
  const options = country === undefined ? {} : { country };
  const connection = new Connection(wireTo(port, line, request), () => new Listener(), {
    found: (items) => {
      for (const item of items) print(item.kind === 'frame' ? decodeFrame(item.frame, options) : item);
    },
    state: (state) => process.stderr.write(`${described(state)}\n`),
  });
  connection.start();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void connection.stop());
}

export function wireTo(port: string, line: string, dataRequest: SerialSettings['dataRequest']): OpenWire {
  const address = /^tcp:\/\/(.+):(\d+)\/?$/.exec(port);
  if (address !== null) return tcpWire({ host: address[1]!, port: Number(address[2]) });
  return serialWire({ path: port, ...lineSettings(line), dataRequest });
}

function described(state: ConnectionState): string {
  if (state.phase !== 'lost') return state.phase;
  return `${state.error.message}; next attempt in ${state.retryIn / 1000} s`;
}

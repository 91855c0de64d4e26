import { decodeFrame } from '../decode';
import { Memory } from '../memory';
import { PROFILES } from '../profiles';
import { type DetectionStep, USUAL_LINES } from '../session/detect';
import { KmpPoll } from '../session/kmp-poll';
import { Listener } from '../session/listen';
import { Connection, type ConnectionState } from '../transport/connection';
import { detectLine } from '../transport/detect-line';
import { lineSettings, type SerialSettings, serialWire } from '../transport/serial';
import { tcpWire } from '../transport/tcp';
import type { OpenWire } from '../transport/wire';
import { type DecodingOptions, decoding } from './decoding';
import { print } from './print';

interface ListenOptions extends DecodingOptions {
  line: string;
  request: SerialSettings['dataRequest'];
  probe?: true;
}

/** Results go to standard output, what the connection does to standard error. */
export async function listenCommand(port: string, options: ListenOptions): Promise<void> {
  const line = options.probe ? await probe(port, options) : options.line;
  if (line !== undefined) listen(port, line, options);
}

function listen(port: string, line: string, listening: ListenOptions): void {
  const options = { ...decoding(listening), memory: new Memory() };
  const connection = new Connection(
    wireTo(port, line, listening.request),
    () => (options.link === 'kmp' ? new KmpPoll() : new Listener(options)),
    {
      found: (items) => {
        for (const item of items) print(item.kind === 'frame' ? decodeFrame(item.frame, options) : item);
      },
      state: (state) => process.stderr.write(`${described(state)}\n`),
    },
  );
  connection.start();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void connection.stop());
}

export function wireTo(port: string, line: string, dataRequest: SerialSettings['dataRequest']): OpenWire {
  const address = /^tcp:\/\/(.+):(\d+)\/?$/.exec(port);
  if (address !== null) return tcpWire({ host: address[1]!, port: Number(address[2]) });
  return serialWire({ path: port, ...lineSettings(line), dataRequest });
}

/** The line setting at which telegrams come; undefined, and exit code 1, where there is none. */
async function probe(port: string, { request, country }: ListenOptions): Promise<string | undefined> {
  const lines = [...(PROFILES.get(country ?? '')?.lines ?? []), ...USUAL_LINES];
  let told = '';
  const tell = ({ line }: DetectionStep) => {
    if (line !== told) process.stderr.write(`listening with ${line}\n`);
    told = line;
  };
  const openWith = (line: string) => wireTo(port, line, request);
  const outcome = await detectLine(lines, openWith, tell, new AbortController().signal);
  if (outcome.kind === 'found') return outcome.line;
  const reason = outcome.kind === 'silent' ? 'nothing arrives' : 'bytes arrive, but no telegram';
  process.stderr.write(`${reason}\n`);
  process.exitCode = 1;
  return undefined;
}

function described(state: ConnectionState): string {
  if (state.phase !== 'lost') return state.phase;
  return `${state.error.message}; next attempt in ${state.retryIn / 1000} s`;
}

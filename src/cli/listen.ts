import type { RadioMode } from '../base/receivers';
import { type DecodeOptions, decodeFramed } from '../decode';
import { Memory } from '../memory';
import { PROFILES } from '../profiles';
import { USUAL_LINES } from '../session/detect';
import { KmpPoll } from '../session/kmp-poll';
import { Listener } from '../session/listen';
import { ReceiverTalker, SET_UPS } from '../session/receivers';
import type { Talker } from '../session/talker';
import { Connection, type ConnectionState } from '../transport/connection';
import { detectLine } from '../transport/detect-line';
import { detectReceiver } from '../transport/detect-receiver';
import { lineSettings, type SerialSettings, serialWire } from '../transport/serial';
import { tcpWire } from '../transport/tcp';
import type { OpenWire } from '../transport/wire';
import { type DecodingOptions, decoding } from './decoding';
import { print } from './print';

interface ListenOptions extends DecodingOptions {
  /** The usual one where none is given. */
  line?: string;
  request: SerialSettings['dataRequest'];
  probe?: true;
  mode: RadioMode;
}

/** Results go to standard output, what the connection does to standard error. */
export async function listenCommand(port: string, options: ListenOptions): Promise<void> {
  const { receiver } = options;
  const usual = receiver === undefined || receiver === 'auto' ? undefined : SET_UPS.get(receiver)?.lines[0];
  const found = options.probe ? await probe(port, options) : { line: options.line ?? usual ?? '115200 8N1' };
  if (found !== undefined) listen(port, { ...options, ...found });
}

function listen(port: string, listening: ListenOptions & { line: string }): void {
  const options = { ...decoding(listening), memory: new Memory() };
  const connection = new Connection(
    wireTo(port, listening.line, listening.request),
    () => newTalker(options, listening.mode),
    {
      found: (items) => {
        for (const item of items) print(decodeFramed(item, options));
      },
      state: (state) => process.stderr.write(`${described(state)}\n`),
    },
  );
  connection.start();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void connection.stop());
}

function newTalker({ link, receiver }: DecodeOptions, mode: RadioMode): Talker {
  if (receiver !== undefined || link === 'wmbus') return new ReceiverTalker({ receiver: receiver ?? 'auto', mode });
  return link === 'kmp' ? new KmpPoll() : new Listener({ link });
}

export function wireTo(port: string, line: string, dataRequest: SerialSettings['dataRequest']): OpenWire {
  const address = /^tcp:\/\/(.+):(\d+)\/?$/.exec(port);
  if (address !== null) return tcpWire({ host: address[1]!, port: Number(address[2]) });
  return serialWire({ path: port, ...lineSettings(line), dataRequest });
}

/**
 * The line setting at which telegrams come, or the receiver that is on the port; undefined, and exit code 1, where there
 * is none.
 */
async function probe(port: string, { request, country, receiver }: ListenOptions) {
  let told = '';
  const tell = ({ line }: { line: string }) => {
    if (line !== told) process.stderr.write(`listening with ${line}\n`);
    told = line;
  };
  const openWith = (line: string) => wireTo(port, line, request);
  const forever = new AbortController().signal;
  const lines = [...(PROFILES.get(country ?? '')?.lines ?? []), ...USUAL_LINES];
  const outcome =
    receiver === undefined
      ? await detectLine(lines, openWith, tell, forever)
      : await detectReceiver(openWith, tell, forever);
  if (outcome.kind === 'found') {
    const { line } = outcome;
    if (!('receiver' in outcome)) return { line };
    process.stderr.write(`found ${outcome.receiver} with ${line}\n`);
    return { line, receiver: outcome.receiver };
  }
  process.stderr.write(`${UNFOUND[outcome.kind]}\n`);
  process.exitCode = 1;
  return undefined;
}

const UNFOUND = {
  silent: 'nothing arrives',
  'no-telegram': 'bytes arrive, but no telegram',
  'no-receiver': 'bytes arrive, but no receiver answers',
} as const;

function described(state: ConnectionState): string {
  if (state.phase !== 'lost') return state.phase;
  return `${state.error.message}; next attempt in ${state.retryIn / 1000} s`;
}

import { MeterError } from '../base/errors';
import type { Note } from '../base/frame';
import { upperHex } from '../base/hex';
import { addressText, type MbusAddress } from '../base/mbus-address';
import type { Application } from '../base/mbus-ci';
import type { MeterObject } from '../base/telegram';
import { readTransport } from '../security/oms/header';
import { parseRecords, UNREADABLE } from './records';
import { expandCompact, formatInFrame } from './records/compact';
import type { RecordFormats } from './records/formats';

/** A clear message of M-Bus. */
export interface MbusMessage {
  readonly objects: MeterObject[];
  /** Whose data they are; undefined where neither the header nor `sender` tells. */
  readonly meter: MbusAddress | undefined;
}

export interface MbusOptions {
  /** Who sent the message, as the link layer says. */
  readonly sender?: MbusAddress | undefined;
  /** How far the bytes are to be believed: see {@link parseRecords}. */
  readonly checked: boolean | 'whole';
  /** Without them, compact frames stay what they are. */
  readonly formats?: RecordFormats | undefined;
  readonly note?: Note | undefined;
}

type Reader = (data: Buffer, meter: MbusAddress | undefined, options: MbusOptions) => MeterObject[];

/**
 * Reads a message of M-Bus from its control information field on, wired or wireless, with security mode 0 (EN
 * 13757-7). What the header says of the meter's state is the object `status`.
 *
 * Throws `meter-error` where the meter itself tells one; `unsupported` for control information that nobody reads;
 * `truncated`, `malformed`, `checksum` of its records.
 */
export function parseMbus(message: Buffer, options: MbusOptions): MbusMessage {
  const transport = readTransport(message);
  const { application, content, status, protection, meter = options.sender } = transport;
  if (protection.mode !== 0) throw new MeterError('no-key', 'the message is encrypted');
  const objects = READERS[application](content, meter, options);
  if (status !== undefined) objects.unshift({ name: 'status', value: status });
  return { objects, meter };
}

const READERS: Readonly<Record<Application, Reader>> = {
  records: readFull,
  compact: readCompact,
  format: readFormat,
  none: () => [],
  command: asBytes('command'),
  selection: asBytes('applicationSelection'),
  error: applicationError,
  alarm: asBytes('alarm'),
  dlms: asBytes('dlms'),
  manufacturer: asBytes('manufacturerData'),
};

function asBytes(name: string): Reader {
  return (data) => [{ name, value: upperHex(data) }];
}

/** What a meter says that cannot answer (EN 13757-7, application errors). */
const APPLICATION_ERRORS: readonly string[] = [
  'unspecified',
  'control information not implemented',
  'buffer too long',
  'too many records',
  'premature end of record',
  'more than ten DIFEs',
  'more than ten VIFEs',
  'reserved',
  'application busy',
  'too many readouts',
];

function applicationError(data: Buffer): never {
  const number = data[0] ?? 0;
  const message = `the meter answers with an error: ${APPLICATION_ERRORS[number] ?? `number ${number}`}`;
  throw new MeterError('meter-error', message, { details: { number } });
}

function readFull(data: Buffer, meter: MbusAddress | undefined, options: MbusOptions): MeterObject[] {
  const { objects } = parseRecords(data, options.checked, options.note);
  if (meter !== undefined && objects.at(-1)?.name !== UNREADABLE) options.formats?.showFull(addressText(meter), data);
  return objects;
}

function readFormat(data: Buffer, meter: MbusAddress | undefined, { formats }: MbusOptions): MeterObject[] {
  const format = formatInFrame(withoutFillers(data));
  if (meter !== undefined) formats?.showFormat(addressText(meter), format);
  return [];
}

/** The object of a compact frame whose format the meter has not shown yet. */
export const UNKNOWN_FORMAT = 'unknownFormat';

/** Until the meter has shown the format, the object {@link UNKNOWN_FORMAT} holds its signature, and no other is there. */
function readCompact(data: Buffer, meter: MbusAddress | undefined, { formats }: MbusOptions): MeterObject[] {
  const expansion = expandCompact(withoutFillers(data), (signature) =>
    meter === undefined ? undefined : formats?.get(addressText(meter), signature),
  );
  if (expansion.kind === 'records') return parseRecords(expansion.apl, true).objects;
  const { signature } = expansion;
  return [{ name: UNKNOWN_FORMAT, value: signature.toString(16).padStart(4, '0').toUpperCase() }];
}

const FILLER = 0x2f;

/** As encryption leaves them in front. */
function withoutFillers(data: Buffer): Buffer {
  let start = 0;
  while (data[start] === FILLER) start++;
  return data.subarray(start);
}

/*
 * The command interface of Amber Wireless and Würth modules (Metis-I, reference manual): FF, command, length of the payload,
 * payload, and all of it combined by exclusive or. What answers a command has its highest bit set.
 */

export const AMBER_START = 0xff;
export const AMBER_HEADER = 3;

export const AMBER = { received: 0x03, setMode: 0x04, reset: 0x05, set: 0x09, get: 0x0a, firmware: 0x0c } as const;
const ANSWERS = 0x80;

/** Parameters in its memory. */
export const PARAMETER = { commandOutput: 0x05, rssi: 0x45 } as const;

/** How long the payload of an answer is; that to {@link AMBER.get} says so itself. */
const ANSWER_LENGTHS: ReadonlyMap<number, number> = new Map([
  [AMBER.setMode, 1],
  [AMBER.reset, 1],
  [AMBER.set, 1],
  [0x0b, 4], // serial number
  [AMBER.firmware, 3],
]);

/** The bytes of a command. */
export function encodeAmber(command: number, payload: readonly number[] = []): Buffer {
  const bytes = Buffer.of(AMBER_START, command, payload.length, ...payload, 0);
  bytes[bytes.length - 1] = sumOf(bytes, bytes.length - 1);
  return bytes;
}

/** Of the message that begins with these bytes; {@link AMBER_HEADER} of them tell. */
export function amberLength(bytes: Buffer): number {
  return AMBER_HEADER + bytes[2]! + 1;
}

/** The payload of the message that `bytes` begin with; undefined where it is not whole or its sum does not fit. */
export function amberPayload(bytes: Buffer): Buffer | undefined {
  if (bytes.length <= AMBER_HEADER || bytes[0] !== AMBER_START) return undefined;
  const end = amberLength(bytes) - 1;
  if (bytes.length <= end || sumOf(bytes, end) !== bytes[end]) return undefined;
  return bytes.subarray(AMBER_HEADER, end);
}

/** Whether `bytes` may go on to be an answer. */
export function mayBeAmberAnswer(bytes: Buffer): boolean {
  const [start, command, length, , count] = bytes;
  if (start !== AMBER_START) return false;
  if (command === undefined) return true;
  if (command === (ANSWERS | AMBER.get)) return length === undefined || count === undefined || count === length - 2;
  const usual = command & ANSWERS ? ANSWER_LENGTHS.get(command ^ ANSWERS) : undefined;
  return usual !== undefined && (length === undefined || length === usual);
}

/** What answers `command` at the beginning of `bytes`; undefined where nothing does. */
export function amberAnswer(bytes: Buffer, command: number): Buffer | undefined {
  return bytes[1] === (ANSWERS | command) && mayBeAmberAnswer(bytes) ? amberPayload(bytes) : undefined;
}

/** What the answer to {@link AMBER.get} says of a parameter; undefined where it says nothing. */
export function parameterIn(payload: Buffer, parameter: number): number | undefined {
  const at = parameter - payload[0]!;
  return at < 0 ? undefined : payload[2 + at];
}

function sumOf(bytes: Buffer, end: number): number {
  let sum = 0;
  for (let at = 0; at < end; at++) sum ^= bytes[at]!;
  return sum;
}

/*
 * The Embit Binary Interface (Embit, EBI overview): length of all with the high byte first, message, payload, sum of all
 * bytes before. What answers a message has its highest bit set.
 */

export const EBI_HEADER = 3;

export const EBI = {
  deviceInformation: 0x01,
  deviceState: 0x04,
  reset: 0x05,
  channel: 0x11,
  energySave: 0x13,
  networkStart: 0x31,
  received: 0xe0,
} as const;
const ANSWERS = 0x80;

/** How long the answers are. */
const ANSWER_LENGTHS: ReadonlyMap<number, number> = new Map([
  [EBI.deviceInformation, 6],
  [EBI.deviceState, 5],
  [EBI.reset, 5],
  [EBI.channel, 5],
  [EBI.energySave, 5],
  [EBI.networkStart, 5],
]);

/** The bytes of a message to the module. */
export function encodeEbi(message: number, payload: readonly number[] = []): Buffer {
  const length = EBI_HEADER + payload.length + 1;
  const bytes = Buffer.of(length >> 8, length & 0xff, message, ...payload, 0);
  bytes[length - 1] = sumOf(bytes, length - 1);
  return bytes;
}

/** The payload of the message that `bytes` begin with; undefined where it is not whole or its sum does not fit. */
export function ebiPayload(bytes: Buffer): Buffer | undefined {
  if (bytes.length <= EBI_HEADER) return undefined;
  const end = bytes.readUInt16BE(0) - 1;
  if (bytes.length <= end || sumOf(bytes, end) !== bytes[end]) return undefined;
  return bytes.subarray(EBI_HEADER, end);
}

/** Whether `bytes`, three at least, may go on to be an answer. */
export function mayBeEbiAnswer(bytes: Buffer): boolean {
  const message = bytes[2]!;
  return (message & ANSWERS) !== 0 && ANSWER_LENGTHS.get(message ^ ANSWERS) === bytes.readUInt16BE(0);
}

/** What answers `message` at the beginning of `bytes`; undefined where nothing does. */
export function ebiAnswer(bytes: Buffer, message: number): Buffer | undefined {
  if (bytes.length < EBI_HEADER || bytes[2] !== (ANSWERS | message) || !mayBeEbiAnswer(bytes)) return undefined;
  return ebiPayload(bytes);
}

function sumOf(bytes: Buffer, end: number): number {
  let sum = 0;
  for (let at = 0; at < end; at++) sum += bytes[at]!;
  return sum & 0xff;
}

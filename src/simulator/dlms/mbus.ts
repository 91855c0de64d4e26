const START = 0x68;
const STOP = 0x16;
/** Send user data, to everybody (EN 13757-2, clauses 5.5 and 5.6). */
const SND_UD = 0x53;
const BROADCAST = 0xff;
/** The segment bits of the control information field (EN 13757-3, clause 5): the last one; its number. */
const FINAL = 0x10;
/** From the management logical device to client 103 (TINETZ, "Kundenschnittstelle", clause 3). */
const STSAP = 0x01;
const DTSAP = 0x67;

/** What a long frame may count between its second start byte and its checksum (EN 13757-2). */
const MAX_LENGTH = 250;
const HEADER = 5;

/**
 * An APDU in long frames of wired M-Bus (EN 13757-2, clause 5.3): 68 L L 68, C, A, CI, STSAP, DTSAP, data, checksum, 16.
 * CI carries the number of the segment, which has four bits; throws a `RangeError` where they are not enough.
 */
export function mbusFrames(apdu: Buffer): Buffer {
  const size = MAX_LENGTH - HEADER;
  const count = Math.ceil(apdu.length / size);
  if (count > FINAL) throw new RangeError(`${apdu.length} bytes do not fit into ${FINAL} segments`);
  const frames = Array.from({ length: count }, (_, i) => {
    const data = apdu.subarray(i * size, (i + 1) * size);
    return longFrame(i === count - 1 ? FINAL | i : i, data);
  });
  return Buffer.concat(frames);
}

function longFrame(ci: number, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.of(SND_UD, BROADCAST, ci, STSAP, DTSAP), data]);
  const sum = body.reduce((total, byte) => (total + byte) & 0xff, 0);
  return Buffer.concat([Buffer.of(START, body.length, body.length, START), body, Buffer.of(sum, STOP)]);
}

import { crc16X25 } from '../../base/crc';

/** Both ends of a line, as a make has them: the bytes of the addresses in hexadecimal digits, and the control field. */
export interface HdlcLink {
  readonly destination: string;
  readonly source: string;
  readonly control: number;
}

const FLAG = 0x7e;
/** Frame format type 3; the bit that says that more segments follow; what eleven bits of length can say. */
const TYPE_3 = 0xa000;
const SEGMENTED = 0x0800;
const MAX_LENGTH = 0x07ff;
/** Format, HCS and FCS, two bytes each, and the control field. */
const OVERHEAD = 7;
/** Two of the longest ones. */
const ADDRESSES = 8;
const FINAL = 0x10;

/** The logical link control bytes of what a meter sends (IEC 62056-46, clause 6.2). */
export const LLC = Buffer.from('E6E700', 'hex');

/**
 * A frame of format type 3 (IEC 62056-46, clause 6.4.4): format and length, addresses, control, HCS, information, FCS,
 * between flags. Both check sequences are CRC-16/X-25, low byte first. `more`: segments follow; throws a `RangeError`
 * where one frame cannot hold the information.
 */
export function hdlcFrame(link: HdlcLink, information: Buffer, more = false): Buffer {
  const addresses = Buffer.from(link.destination + link.source, 'hex');
  const length = OVERHEAD + addresses.length + information.length;
  if (length > MAX_LENGTH) throw new RangeError(`${information.length} bytes do not fit into one frame`);
  const header = Buffer.concat([
    bigEndian(TYPE_3 | (more ? SEGMENTED : 0) | length),
    addresses,
    Buffer.of(link.control),
  ]);
  const checked = Buffer.concat([header, checkSequence(header), information]);
  return Buffer.concat([Buffer.of(FLAG), checked, checkSequence(checked), Buffer.of(FLAG)]);
}

/**
 * An APDU behind the LLC bytes, in segments of at most `size` bytes of information: in one frame where that is enough.
 * Only the last one is final.
 */
export function hdlcFrames(link: HdlcLink, apdu: Buffer, size = MAX_LENGTH - OVERHEAD - ADDRESSES): Buffer {
  const information = Buffer.concat([LLC, apdu]);
  const frames: Buffer[] = [];
  for (let at = 0; at < information.length; at += size) {
    const more = at + size < information.length;
    const control = more ? link.control & ~FINAL : link.control;
    frames.push(hdlcFrame({ ...link, control }, information.subarray(at, at + size), more));
  }
  return Buffer.concat(frames);
}

function bigEndian(value: number): Buffer {
  return Buffer.of(value >> 8, value & 0xff);
}

function checkSequence(bytes: Buffer): Buffer {
  const crc = crc16X25(bytes, 0, bytes.length);
  return Buffer.of(crc & 0xff, crc >> 8);
}

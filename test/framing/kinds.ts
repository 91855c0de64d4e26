import {
  blocks,
  ciphered,
  encryptedP1,
  hdlc,
  hex,
  LLC,
  mbus,
  mbusSegments,
  notification,
  segments,
  unflagged,
  untitled,
  wrapper,
} from './frames';
import { DSMR3, SIMULATED, withEvenParity } from './telegrams';

/** A message in one kind of frame. */
export interface Kind {
  readonly name: string;
  readonly bytes: Buffer;
  readonly message: Buffer;
}

const NOTIFICATION = notification();
const LONG = ciphered(270);
const OVERFLOWING = ciphered(239);

function overHdlc(block: Buffer, index: number): Buffer {
  return hdlc(index === 0 ? Buffer.concat([LLC, block]) : block);
}

/** Kinds that tell where they begin and carry a check. */
export const CHECKED: readonly Kind[] = [
  { name: 'P1', bytes: SIMULATED, message: SIMULATED.subarray(0, -7) },
  { name: 'encrypted P1', bytes: encryptedP1(untitled(160)), message: encryptedP1(untitled(160)).subarray(0, -7) },
  { name: 'HDLC', bytes: hdlc(Buffer.concat([LLC, NOTIFICATION])), message: NOTIFICATION },
  { name: 'long HDLC', bytes: hdlc(Buffer.concat([LLC, LONG])), message: LONG },
  { name: 'segmented HDLC', bytes: Buffer.concat(segments(LONG, 120)), message: LONG },
  { name: 'blocks over HDLC', bytes: Buffer.concat(blocks(LONG, 110).map(overHdlc)), message: LONG },
  { name: 'M-Bus', bytes: Buffer.concat(mbusSegments(NOTIFICATION)), message: NOTIFICATION },
  { name: 'M-Bus of 257 bytes', bytes: mbus(Buffer.concat([hex('53FF100167'), OVERFLOWING])), message: OVERFLOWING },
  { name: 'segmented M-Bus', bytes: Buffer.concat(mbusSegments(LONG)), message: LONG },
];

/** Kinds that tell where they begin, but carry none: believed as long as the stream has never carried a checked one. */
export const UNCHECKED_P1: readonly Kind[] = [
  { name: 'DSMR 3', bytes: DSMR3, message: DSMR3.subarray(0, -3) },
  { name: 'DSMR 3 read as 8N1', bytes: withEvenParity(DSMR3), message: DSMR3.subarray(0, -3) },
];

/** Kinds that are found only where a frame must begin. */
export const CLEAN_ONLY: readonly Kind[] = [
  { name: 'HDLC without flags', bytes: unflagged(Buffer.concat([LLC, NOTIFICATION])), message: NOTIFICATION },
  { name: 'the wrapper', bytes: wrapper(LONG), message: LONG },
  { name: 'a data-notification', bytes: NOTIFICATION, message: NOTIFICATION },
  { name: 'general-glo-ciphering', bytes: LONG, message: LONG },
  { name: 'bare blocks', bytes: Buffer.concat(blocks(LONG, 110)), message: LONG },
  { name: 'LLC and a data-notification', bytes: Buffer.concat([LLC, NOTIFICATION]), message: NOTIFICATION },
];

export const KINDS: readonly Kind[] = [...CHECKED, ...UNCHECKED_P1, ...CLEAN_ONLY];

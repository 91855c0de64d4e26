import { FIRST_BLOCK } from '../wmbus-blocks';
import { configurationBehind } from '../wmbus-layers';

/** Of AES. */
const BLOCK = 16;

/**
 * Where the encrypted blocks of a telegram without CRCs end, as its headers say (EN 13757-7): what most telegrams end
 * with. It may lie behind `telegram`. Undefined where there are no such blocks, or not enough bytes to tell.
 */
export function encryptedEnd(telegram: Buffer): number | undefined {
  const at = configurationBehind(telegram, FIRST_BLOCK);
  if (at === undefined || at + 2 >= telegram.length) return undefined;
  const field = telegram.readUInt16LE(at);
  const header = HEADER_LENGTHS.get((field >> 8) & 0x1f)?.(field, telegram[at + 2]!);
  const blocks = (field >> 4) & 0x0f;
  return header === undefined || blocks === 0 ? undefined : at + header + blocks * BLOCK;
}

/** Key version, and the counter, in the configuration of mode 7 (EN 13757-7:2018, clause 7.7.5). */
const HAS_KEY_VERSION = 0x40;
const HAS_COUNTER = 0x2000;

/** By security mode: how long the configuration field is, with its extension. */
const HEADER_LENGTHS: ReadonlyMap<number, (field: number, extension: number) => number> = new Map([
  [5, () => 2],
  [7, (field: number, extension: number) => 3 + (extension & HAS_KEY_VERSION ? 1 : 0) + (field & HAS_COUNTER ? 4 : 0)],
]);

import type { Cursor } from '../../base/cursor';
import { MeterError } from '../../base/errors';

/** How the configuration field says that the content is protected. */
export type Protection =
  | { readonly mode: 0 }
  | {
      readonly mode: 5;
      /** Encrypted blocks of 16 bytes; what follows them is clear. */
      readonly blocks: number;
    }
  | {
      readonly mode: 7;
      readonly blocks: number;
      /** 4 bytes, low byte first, where the header itself has it. */
      readonly counter: Buffer | undefined;
    };

/** The modes that no key of 16 bytes opens here (EN 13757-7). */
const OTHER_MODES: ReadonlyMap<number, string> = new Map([
  [1, "the maker's own encryption"],
  [2, 'DES without initialisation vector'],
  [3, 'DES'],
  [4, 'AES-128-CBC without initialisation vector'],
  [6, 'a reserved mode'],
  [8, 'AES-128-CTR with CMAC'],
  [9, 'AES-128-GCM'],
  [10, 'AES-128-CCM'],
  [13, 'TLS'],
]);

/** Key derivation in the extension of the configuration field: A, of EN 13757-7. */
const DERIVATION_A = 1;
const HAS_KEY_VERSION = 0x40;
const HAS_COUNTER = 0x2000;

/**
 * The configuration field and its extension (EN 13757-7:2018, for mode 7 clause 7.7.5). Throws
 * `truncated`, and `unsupported` for modes that are not read.
 */
export function readProtection(cursor: Cursor): Protection {
  const field = cursor.take(2).readUInt16LE();
  const mode = (field >> 8) & 0x1f;
  const blocks = (field >> 4) & 0x0f;
  if (mode === 0) return { mode };
  if (mode === 5) return { mode, blocks };
  if (mode !== 7) {
    const name = OTHER_MODES.get(mode) ?? 'a mode of no standard';
    throw new MeterError('unsupported', `security mode ${mode}: ${name}`, {
      details: { reason: 'security-mode', mode, name },
    });
  }
  const extension = cursor.u8();
  const derivation = (extension >> 4) & 3;
  if (derivation !== DERIVATION_A) {
    throw new MeterError('unsupported', `security mode 7 with key derivation ${derivation}`, {
      details: { reason: 'key-derivation', mode: derivation },
    });
  }
  if (extension & HAS_KEY_VERSION) cursor.skip(1);
  return { mode, blocks, counter: field & HAS_COUNTER ? cursor.take(4) : undefined };
}

import type { Cursor } from '../../base/cursor';
import { MeterError } from '../../base/errors';
import type { RecordFunction } from '../../base/telegram';

/** What the data information block says of a record (EN 13757-3, clause 6.3). */
export interface Dib {
  /** Length and coding of the data: the low four bits of the DIF. */
  readonly dataField: number;
  readonly function: RecordFunction;
  /** 0 is the present value; below 2^41. */
  readonly storage: number;
  readonly tariff: number;
  readonly subUnit: number;
}

const FUNCTIONS = ['instantaneous', 'maximum', 'minimum', 'error'] as const;

/** The bit that says that another extension follows; the same in data and in value information. */
export const EXTENSION = 0x80;

/** EN 13757-3, clauses 6.3.2 and 6.4.1. */
export const MAX_EXTENSIONS = 10;

/** The data field of DIFs that begin no record (EN 13757-3, table 6). */
const SPECIAL = 0x0f;

/**
 * The data information block at the cursor, which has its DIF and then its DIFEs. Throws `truncated` where it ends
 * within, `malformed` for a DIF that begins no record and for more than ten DIFEs.
 */
export function readDib(cursor: Cursor): Dib {
  const start = cursor.at;
  const dif = cursor.u8();
  if ((dif & SPECIAL) === SPECIAL) throw new MeterError('malformed', 'a DIF that is reserved', { offset: start });
  let [storage, tariff, subUnit] = [(dif >> 6) & 1, 0, 0];
  let more = dif & EXTENSION;
  for (let count = 0; more !== 0; count++) {
    if (count === MAX_EXTENSIONS) throw new MeterError('malformed', 'more than ten DIFEs', { offset: start });
    const dife = cursor.u8();
    // Beyond 32 bits, so not by shifting.
    storage += (dife & 0x0f) * 2 ** (1 + 4 * count);
    tariff += ((dife >> 4) & 3) * 4 ** count;
    subUnit += ((dife >> 6) & 1) * 2 ** count;
    more = dife & EXTENSION;
  }
  return { dataField: dif & 0x0f, function: FUNCTIONS[(dif >> 4) & 3]!, storage, tariff, subUnit };
}

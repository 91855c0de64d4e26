import { BLANK, CLOSING_BRACKET, MINUS, PLUS, POINT, STAR } from '../base/ascii';
import { fromMantissa, MAX_DECIMALS } from '../base/decimal';
import { unitOf } from '../base/units';
import { Spellings } from './spellings';

/** A number with its unit, and where the bracket behind it closes. */
export interface Measured {
  value: number | string;
  unit: string;
  end: number;
}

const MAX_UNIT = 8;
const units = new Spellings();

/**
 * The content of a bracket of the form `Mv*U` (IEC 62056-21, clause 6.3.2) that opens just before `start`; undefined
 * where it has another form. With `starless` the `*` may be missing before a unit that is known. A number of more than 15 significant digits stays the text of a decimal number.
 */
export function measuredValue(bytes: Buffer, start: number, starless = false): Measured | undefined {
  let at = start;
  const negative = bytes[at] === MINUS;
  if (negative || bytes[at] === PLUS) at++;
  const firstDigit = at;
  let mantissa = 0;
  let significant = 0;
  let point = -1;
  for (; ; at++) {
    const digit = bytes[at]! - 0x30;
    if (digit >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit;
      if (mantissa !== 0) significant++;
    } else if (bytes[at] === POINT && point < 0) {
      point = at;
    } else {
      break;
    }
  }
  const starred = bytes[at] === STAR;
  if (!(starred || starless) || at === firstDigit || at === point + 1) return undefined;
  const unitStart = starred ? at + 1 : at;
  const unitEnd = endOfUnit(bytes, unitStart);
  if (unitEnd === unitStart) return undefined;
  const unit = units.at(bytes, unitStart, unitEnd);
  if (!starred && unitOf(unit) === undefined) return undefined;
  const decimals = point < 0 ? 0 : at - point - 1;
  if (significant > MAX_DECIMALS || decimals > MAX_DECIMALS) {
    return { value: bytes.toString('latin1', start, at), unit, end: unitEnd };
  }
  const magnitude = fromMantissa(mantissa, decimals);
  return { value: negative && magnitude !== 0 ? -magnitude : magnitude, unit, end: unitEnd };
}

/** Where the closing bracket stands; `start` where none is near, or something else than a unit stands before it. */
function endOfUnit(bytes: Buffer, start: number): number {
  const limit = Math.min(bytes.length, start + MAX_UNIT + 1);
  for (let at = start; at < limit && bytes[at]! > BLANK && bytes[at] !== STAR; at++) {
    if (bytes[at] === CLOSING_BRACKET) return at;
  }
  return start;
}

import type { ReadKeys } from './key-doctor';

/*
 * Tauron's portal shows a QR code whose text has the meter's factory number, its radio address and its key, with `;`
 * between them. In which order nobody has published, so that each field is told by its shape.
 */

const KEY = /^[0-9A-F]{32}$/i;
const FULL_ADDRESS = /^[0-9A-F]{16}$/i;
const NUMBER = /^\d{8}$/;
/** A factory number. */
const OTHER = /^[\p{L}\d ./-]{1,40}$/u;

/**
 * The key in the text of a QR code, and the meter's address; undefined where it is none of that kind. Where two fields
 * may be the address and differ, none is taken: the key is then tried on every meter.
 */
export function readQr(text: string): ReadKeys | undefined {
  const fields = text
    .trim()
    .split(';')
    .map((field) => field.trim())
    .filter((field) => field !== '');
  const [key, ...more] = fields.filter((field) => KEY.test(field));
  const others = fields.filter((field) => !KEY.test(field));
  if (key === undefined || more.length > 0 || others.length === 0) return undefined;
  if (!text.includes(';') || !others.every((field) => OTHER.test(field))) return undefined;
  const meter = theOne(others, FULL_ADDRESS) ?? theOne(others, NUMBER);
  return { encryption: key.toUpperCase(), ...(meter !== undefined && { meter: meter.toUpperCase() }) };
}

function theOne(fields: readonly string[], shape: RegExp): string | undefined {
  const found = new Set(fields.filter((field) => shape.test(field)));
  return found.size === 1 ? [...found][0] : undefined;
}

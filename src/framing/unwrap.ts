/**
 * The bytes in what another program hands over: bytes, an array of them, hexadecimal digits, a telegram as text, or
 * JSON that holds one of these. Undefined where there are none.
 */
export function unwrap(payload: unknown): Uint8Array | undefined {
  return unwrapped(payload, 0, new Set());
}

/**
 * The same where the bytes may be text themselves: brokers and files know nothing else. Only for bytes that begin
 * something, as a piece of a P1 telegram may well be all hexadecimal digits.
 */
export function unwrapWhole(payload: unknown): Uint8Array | undefined {
  const bytes = unwrap(payload);
  if (bytes === undefined || !mayBeText(bytes)) return bytes;
  return unwrap(Buffer.from(bytes).toString('latin1')) ?? bytes;
}

/** Hexadecimal digits or JSON; the first byte of a frame is neither. */
function mayBeText(bytes: Uint8Array): boolean {
  return bytes.length >= MIN_HEX_DIGITS && TEXT_BEGINS.test(String.fromCharCode(bytes[0]!, bytes[1]!));
}

const TEXT_BEGINS = /^(\s*\{|[0-9A-Fa-f]{2})/;

/** JSON may be nested so deep; the bytes lie near the top of every bridge's message. */
const MAX_DEPTH = 4;

/** `seen`: objects that hold themselves in many places would take as long as the power of these to {@link MAX_DEPTH}. */
function unwrapped(payload: unknown, depth: number, seen: Set<object>): Uint8Array | undefined {
  if (payload instanceof Uint8Array) return payload;
  if (typeof payload === 'string') return fromText(payload, depth, seen);
  if (depth === MAX_DEPTH || typeof payload !== 'object' || payload === null || seen.has(payload)) return undefined;
  seen.add(payload);
  if (Array.isArray(payload)) {
    return payload.length > 0 && payload.every(isByte) ? Uint8Array.from(payload) : undefined;
  }
  for (const member of Object.values(payload)) {
    const bytes = unwrapped(member, depth + 1, seen);
    if (bytes !== undefined) return bytes;
  }
  return undefined;
}

function isByte(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 0xff;
}

function fromText(text: string, depth: number, seen: Set<object>): Uint8Array | undefined {
  const trimmed = text.trim();
  if (trimmed.startsWith('{')) return fromJson(trimmed, depth, seen);
  const hex = hexBytes(trimmed);
  if (hex !== undefined) return hex;
  // Within JSON most texts are no telegrams; a message that is all text may be any piece of one.
  if (depth > 0 && !trimmed.startsWith('/')) return undefined;
  return Buffer.from(TRIMMED_END.test(text) ? `${text}\r\n` : text, 'latin1');
}

/** A telegram whose last line end was trimmed on the way. */
const TRIMMED_END = /(^|\n)![0-9A-Fa-f]{0,4}$/;

function fromJson(text: string, depth: number, seen: Set<object>): Uint8Array | undefined {
  if (depth === MAX_DEPTH) return undefined;
  try {
    return unwrapped(JSON.parse(text), depth + 1, seen);
  } catch {
    return undefined;
  }
}

/** Fewer digits are more likely a number or an id than a telegram. */
const MIN_HEX_DIGITS = 16;

/** Digits in pairs, spaces and line ends between them as tools print them. */
export function hexBytes(text: string): Uint8Array | undefined {
  if (!/^[0-9A-Fa-f\s]+$/.test(text)) return undefined;
  const digits = text.replaceAll(/\s/g, '');
  return digits.length >= MIN_HEX_DIGITS && digits.length % 2 === 0 ? Buffer.from(digits, 'hex') : undefined;
}

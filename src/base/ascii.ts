/** The characters that frame P1 telegrams (IEC 62056-21, clause 6.3; ISO/IEC 646). */
export const LF = 0x0a;
export const CR = 0x0d;
export const BLANK = 0x20;
export const BANG = 0x21;
export const OPENING_BRACKET = 0x28;
export const CLOSING_BRACKET = 0x29;
export const STAR = 0x2a;
export const PLUS = 0x2b;
export const MINUS = 0x2d;
export const POINT = 0x2e;
export const SLASH = 0x2f;
export const COLON = 0x3a;

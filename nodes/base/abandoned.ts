/** A dialog that has not asked for so long, in ms, has been closed. */
export const ABANDONED_AFTER = 10_000;

import type { Heard } from '../wmbus';

/** A telegram that a line holds, which may be damaged. */
export interface HeardLine {
  /** From L on. */
  readonly telegram: Buffer;
  readonly heard: Heard;
  /** The line ends within a byte. */
  readonly isCut?: boolean;
  /** Where in the line another one begins, and how to read it there. */
  readonly next?: { readonly at: number; readonly form: LineForm };
}

/** Reads a line without its end; undefined where it is not of this form. */
export type LineForm = (line: string) => HeardLine | undefined;

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/*
 * Telegrams of real meters with what they say, kept outside the package: see CONTRIBUTING.md.
 */

/** A telegram or a stream of the corpus. */
export interface CorpusRow {
  id: string;
  country: string;
  standard: string;
  transport: string;
  encoding: 'utf8' | 'hex';
  data: string;
  /** Null where the telegram has no CRC, or the row holds several telegrams. */
  crc_ok: boolean | null;
  expect: ExpectedObject[];
  notes: string;
  /** Where the row holds several telegrams. */
  stream?: { crc?: string | null; crc_ok?: boolean; complete?: boolean }[];
}

export interface ExpectedObject {
  obis: string;
  value: number | string;
  unit: string | null;
  timestamp?: string;
  entries?: ExpectedEntry[];
}

/** A power failure, or the peak of a month. */
export type ExpectedEntry =
  | { end: string; duration: string }
  | { period_end: string; occurred: string; value: number; unit: string };

const FOLDER = resolve(process.env.HAN_CORPUS ?? '../shared/corpus');

/** The rows of a file of the corpus; undefined where there is none on this machine. */
export function corpusRows(file: string): CorpusRow[] | undefined {
  return corpusLines<CorpusRow>(file);
}

/**
 * The lines of a file of the corpus, each of which is JSON, but for `NaN`, where a real number is none; undefined where
 * there is none on this machine.
 */
export function corpusLines<T>(file: string): T[] | undefined {
  const path = join(FOLDER, file);
  if (!existsSync(path)) return undefined;
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line.replace(/\bNaN\b/g, 'null')) as T);
}

export function bytesOf({ data, encoding }: CorpusRow): Buffer {
  return Buffer.from(data, encoding);
}

/** A file of the corpus; undefined where there is none on this machine. */
export function corpusFile(file: string): Buffer | undefined {
  const path = join(FOLDER, file);
  return existsSync(path) ? readFileSync(path) : undefined;
}

import { PROFILES } from '../../src/profiles';
import { readingOf } from '../../src/profiles/read';
import type { Reading } from '../../src/profiles/reading';
import { parsed } from '../parse/parsed';

const NL = PROFILES.get('NL')!;

/** The Dutch reading of data lines. */
export function readingOfLines(...lines: string[]): Reading {
  return readingOf(parsed(...lines), NL);
}

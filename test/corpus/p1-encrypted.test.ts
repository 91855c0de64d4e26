import assert from 'node:assert/strict';
import type { MeterKeys } from '../../src/base/keys';
import { decode, type Result } from '../../src/decode';
import { bytesOf, type CorpusRow, corpusLines } from './corpus';
import { missing } from './said';

/** An encrypted telegram of the corpus. */
interface EncryptedRow extends CorpusRow {
  keys: { encryption_key: string | null; authentication_key: string | null };
  gcm_tag_ok: boolean | null;
  truncated?: boolean;
}

const rows = corpusLines<EncryptedRow>('p1.jsonl')?.filter(({ transport }) => transport === 'p1-encrypted');

function keysOf({ keys: { encryption_key, authentication_key } }: EncryptedRow): MeterKeys[] {
  if (encryption_key === null) return [];
  return [{ encryption: encryption_key, ...(authentication_key !== null && { authentication: authentication_key }) }];
}

function outcome(row: EncryptedRow, keys = keysOf(row)): readonly Result[] {
  return decode(bytesOf(row), { country: row.country, keys });
}

function codesIn(results: readonly Result[]): string[] {
  return results.map((result) => (result.kind === 'error' ? result.error.code : result.kind));
}

/** What a telegram says whose key fits: nothing where the CRC inside does not. */
function assertOpens(row: EncryptedRow): void {
  const results = outcome(row);
  if (row.crc_ok === false) {
    assert.deepEqual(codesIn(results), ['checksum']);
    return;
  }
  const [telegram] = results;
  assert.ok(telegram?.kind === 'telegram', codesIn(results).join());
  assert.deepEqual(missing(telegram, row.expect), []);
  if (row.gcm_tag_ok) assert.equal(telegram.security?.authenticated, true);
}

function assertClosed(row: EncryptedRow): void {
  const [keys] = keysOf(row);
  const wrong = Buffer.from(keys!.encryption!, 'hex');
  wrong[0]! ^= 1;
  assert.deepEqual(codesIn(outcome(row, [{ ...keys, encryption: wrong.toString('hex') }])), ['wrong-key']);
}

describe('corpus: encrypted P1', () => {
  if (rows === undefined) it.skip('corpus absent');

  for (const row of rows ?? []) {
    it(row.id, () => {
      if (row.truncated || row.notes.includes('CORRUPT')) return assert.deepEqual(codesIn(outcome(row)), ['truncated']);
      if (row.keys.encryption_key === null) return assert.deepEqual(codesIn(outcome(row)), ['no-key']);
      if (row.gcm_tag_ok === false) return assert.ok(!codesIn(outcome(row)).includes('telegram'));
      assertOpens(row);
      assertClosed(row);
    });
  }
});

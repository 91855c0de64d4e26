import assert from 'node:assert/strict';
import type { Framed } from '../../src/base/frame';
import { byteByByte, found } from '../framing/outcomes';
import { bytesOf, type CorpusRow, corpusLines } from './corpus';

/** A row of `dlms.jsonl`, as far as framing goes. */
interface DlmsRow {
  id: string;
  transport: string;
  /** In hexadecimal digits, in order of arrival. */
  data: string[];
  checks_ok: boolean | null;
}

const dlms = corpusLines<DlmsRow>('dlms.jsonl')?.filter(({ transport }) => transport !== 'kmp');
const encrypted = corpusLines<CorpusRow & { truncated?: boolean }>('p1.jsonl')?.filter(
  ({ transport }) => transport === 'p1-encrypted',
);

/** Good frames of which no message comes, or not only one. */
const NO_MESSAGE: ReadonlyMap<string, readonly string[]> = new Map([
  ['hdlc-empty-info', ['discarded']],
  ['ch-lg-e450-gbt-first-gh949', ['truncated']],
  ['at-lg-e450-stmk-enc-1', ['truncated']],
  ['at-lg-e450-stmk-enc-2', ['truncated']],
  ['ch-lg-e450-gbt-restart-scs', ['truncated', 'frame']],
]);

/** Damaged ones that show no header that fits: nothing says that a frame began. */
const NO_HEADER: ReadonlySet<string> = new Set([
  'hass-ams-kaifa-se-invalid-pkg-size',
  'hass-ams-kaifa-se-invalid-frame-flag',
  'hass-ams-kaifa-se-incorrect-header-crc',
  'hass-ams-kaifa-invalid-pkg-size',
  'hass-ams-aidon-se-3ph-incorrect-header-crc',
  'hass-ams-aidon-hourly-incorrect-header-crc',
  'hass-ams-kamstrup-incorrect-header-crc',
  'hass-ams-kamstrup-wrong-size',
  'se-aidon-missampled-em003',
]);

/** Ended before their time; all other damage is a check that does not fit. */
const CUT: ReadonlySet<string> = new Set([
  'se-aidon-truncated-gh146',
  'no-kamstrup-3ph-em001-5',
  'dk-kamstrup-25list-gh111',
  'at-sagemcom-t210d-lostbytes-gh301',
]);

const LINKS: Readonly<Record<string, string>> = {
  hdlc: 'hdlc',
  'mbus-wired': 'mbus',
  wrapper: 'wrapper',
  apdu: 'apdu',
};

function kinds(items: readonly Framed[]): string[] {
  return items.map((item) => (item.kind === 'error' ? item.error.code : item.kind));
}

/** What comes out of a row whose checks do not fit. Bytes behind a damaged frame may be discarded. */
function damage({ id }: DlmsRow): string[] {
  if (NO_HEADER.has(id)) return ['discarded'];
  return [CUT.has(id) ? 'truncated' : 'checksum'];
}

function assertDamage(row: DlmsRow, items: readonly Framed[]): void {
  const [first, ...others] = kinds(items);
  assert.deepEqual([first], damage(row));
  assert.deepEqual(
    others.filter((kind) => kind !== 'discarded'),
    [],
  );
}

function assertWhole(items: readonly Framed[], bytes: Buffer, link: string): void {
  const [item] = items;
  assert.ok(item?.kind === 'frame', String(kinds(items)));
  assert.equal(items.length, 1);
  assert.equal(item.frame.link, link);
  assert.deepEqual(item.frame.wire, bytes);
}

function linkOf({ transport }: DlmsRow, bytes: Buffer): string {
  return bytes[0] === 0x2f ? 'p1' : LINKS[transport]!;
}

describe('corpus: framing of DLMS', () => {
  if (dlms === undefined) it.skip('corpus absent');

  for (const row of dlms ?? []) {
    it(row.id, () => {
      const chunks = row.data.map((piece) => Buffer.from(piece, 'hex'));
      const bytes = Buffer.concat(chunks);
      const items = found([bytes]);
      assert.deepEqual(found(chunks), items, 'piece by piece');
      assert.deepEqual(found(byteByByte([bytes])), items, 'byte by byte');
      const expected = NO_MESSAGE.get(row.id);
      if (row.checks_ok === false) assertDamage(row, items);
      else if (expected !== undefined) assert.deepEqual(kinds(items), expected);
      else assertWhole(items, bytes, linkOf(row, bytes));
    });
  }

  it('names rows that are there', () => {
    const ids = new Set(dlms?.map(({ id }) => id));
    for (const id of [...NO_MESSAGE.keys(), ...NO_HEADER, ...CUT]) assert.ok(dlms === undefined || ids.has(id), id);
  });
});

describe('corpus: framing of encrypted P1', () => {
  if (encrypted === undefined) it.skip('corpus absent');

  for (const row of encrypted ?? []) {
    it(row.id, () => {
      const bytes = bytesOf(row);
      const items = found([bytes]);
      assert.deepEqual(found(byteByByte([bytes])), items, 'byte by byte');
      if (row.truncated || row.notes.includes('CORRUPT')) {
        assert.deepEqual(kinds(items), ['truncated']);
        return;
      }
      assertWhole(items, bytes, bytes[0] === 0x2f ? 'p1' : 'apdu');
      const [item] = items;
      assert.ok(item?.kind === 'frame' && item.frame.encrypted);
      assert.equal(item.frame.check, bytes[0] === 0x2f ? 'ok' : 'absent');
    });
  }
});

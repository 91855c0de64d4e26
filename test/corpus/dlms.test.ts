import assert from 'node:assert/strict';
import type { MeterKeys } from '../../src/base/keys';
import type { MeterObject } from '../../src/base/telegram';
import { type DecodedTelegram, type DecodeOptions, decode, decodeClear, type Result } from '../../src/decode';
import { PROFILES } from '../../src/profiles';
import { corpusLines } from './corpus';

/** A frame, or the frames of one message, of the corpus. */
interface DlmsRow {
  id: string;
  country: string;
  transport: 'hdlc' | 'mbus-wired' | 'wrapper' | 'apdu' | 'kmp';
  /** Hexadecimal, in order of arrival. */
  data: string[];
  checks_ok: boolean | null;
  keys?: { encryption_key: string; authentication_key: string | null; system_title?: string } | null;
  crypto?: { tag_ok?: boolean | null };
  /** The clear message of a row whose key is not published. */
  apdu_plain?: string;
  expect: { timestamp: string | null; values: ExpectedValue[]; error?: boolean };
}

interface ExpectedValue {
  /** `1.0.1.7.0.255` */
  obis: string;
  value: number | string | null;
  unit: string | null;
}

const rows = corpusLines<DlmsRow>('dlms.jsonl')?.filter(({ transport }) => transport !== 'kmp');

function bytesOf({ data }: DlmsRow): Buffer {
  return Buffer.concat(data.map((piece) => Buffer.from(piece, 'hex')));
}

function optionsFor({ country, keys }: DlmsRow, encryption = keys?.encryption_key): DecodeOptions {
  const own: MeterKeys | undefined = keys
    ? {
        encryption: encryption!,
        ...(keys.authentication_key && { authentication: keys.authentication_key }),
        ...(keys.system_title && { meter: keys.system_title }),
      }
    : undefined;
  return { ...(PROFILES.has(country) && { country }), ...(own && { keys: [own] }) };
}

function telegramsIn(results: readonly Result[]): DecodedTelegram[] {
  return results.filter((result) => result.kind === 'telegram');
}

function codesIn(results: readonly Result[]): string[] {
  return results.flatMap((result) => (result.kind === 'error' ? [result.error.code] : []));
}

function missing(objects: readonly MeterObject[], { values }: DlmsRow['expect']): ExpectedValue[] {
  return values.filter(({ obis, value, unit }) => {
    const [a, b, c, d, e] = obis.split('.');
    const code = `${a}-${b}:${c}.${d}.${e}`;
    const found = objects.some(
      (object) => object.obis === code && object.value === value && (object.unit ?? '') === (unit ?? ''),
    );
    return !found;
  });
}

function assertSays(row: DlmsRow, { objects, time }: DecodedTelegram): void {
  assert.deepEqual(missing(objects, row.expect), []);
  if (row.expect.timestamp !== null) assert.equal(time?.local, row.expect.timestamp.slice(0, 19));
}

/** The same message as its meter's decrypting reader printed it. */
function assertClearSays(row: DlmsRow): void {
  const message = Buffer.from(row.apdu_plain!, 'hex');
  const frame = { link: 'apdu', content: 'apdu', wire: message, message, check: 'absent', encrypted: false } as const;
  assertSays(row, decodeClear(frame, undefined, optionsFor(row)));
}

/** The key with its last bit the other way round. */
function almost(key: string): string {
  const bytes = Buffer.from(key, 'hex');
  bytes[bytes.length - 1]! ^= 1;
  return bytes.toString('hex');
}

/** Key agreement, and requests, are nothing that a meter pushes. */
function assertNoPush(row: DlmsRow): void {
  const results = decode(bytesOf(row), optionsFor(row));
  assert.deepEqual([telegramsIn(results), codesIn(results)], [[], ['unsupported']]);
}

function assertEncrypted(row: DlmsRow): void {
  if (row.keys == null) {
    assert.deepEqual(codesIn(decode(bytesOf(row), optionsFor(row))), ['no-key']);
    if (row.apdu_plain !== undefined && row.expect.values.length > 0) assertClearSays(row);
    return;
  }
  const [telegram] = telegramsIn(decode(bytesOf(row), optionsFor(row)));
  assert.ok(telegram?.security !== undefined);
  assertSays(row, telegram);
  if (row.crypto?.tag_ok) assert.equal(telegram.security.authenticated, true);
  const wrong = decode(bytesOf(row), optionsFor(row, almost(row.keys.encryption_key)));
  assert.deepEqual([telegramsIn(wrong), codesIn(wrong)], [[], ['wrong-key']]);
}

function isEncrypted(row: DlmsRow): boolean {
  return decode(bytesOf(row), { until: 'frame' }).some(
    (result) => result.kind === 'telegram' && result.frame.encrypted,
  );
}

describe('corpus: DLMS', () => {
  if (rows === undefined) it.skip('corpus absent');

  for (const row of rows ?? []) {
    it(row.id, () => {
      const results = decode(bytesOf(row), optionsFor(row));
      if (row.checks_ok === false) {
        assert.deepEqual(telegramsIn(results), []);
        assert.ok(
          codesIn(results).every((code) => code === 'checksum' || code === 'truncated'),
          codesIn(results).join(),
        );
        assert.ok(results.length > 0);
      } else if (row.id.endsWith('-greenbook')) {
        assertNoPush(row);
      } else if (isEncrypted(row)) {
        assertEncrypted(row);
      } else if (row.expect.error) {
        // An unfinished message is dropped, with word of it; a whole one behind it may follow.
        assert.ok(telegramsIn(results).length === 0 || codesIn(results).includes('truncated'));
      } else {
        const [telegram] = telegramsIn(results);
        assert.ok(telegram !== undefined, codesIn(results).join());
        assertSays(row, telegram);
      }
    });
  }
});

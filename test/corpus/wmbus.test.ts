import assert from 'node:assert/strict';
import { crc16En13757 } from '../../src/base/crc-en13757';
import type { MeterKeys } from '../../src/base/keys';
import { headerAddress } from '../../src/base/mbus-address';
import { type RadioTelegram, readRadioTelegram } from '../../src/framing/wmbus-telegram';
import { decodeThreeOfSix } from '../../src/framing/wmbus-three-of-six';
import { type OmsMessage, openOms } from '../../src/security/oms';
import { Fragments } from '../../src/security/oms/fragments';
import { messageKeys } from '../../src/security/oms/message-keys';
import { codeOf } from '../error-code';
import { corpusLines } from './corpus';

/** A telegram of wireless M-Bus. */
interface RadioRow {
  id: string;
  data: string;
  data_has_dll_crc: boolean;
  frame_format: 'A' | 'B' | 'no-crc';
  /** What `data` is without its CRCs, and with its length as it is then. */
  frame_without_crc?: string;
  key: string | null;
  key_of_encrypted_variant?: string;
  outcome: 'ok' | 'no-key' | 'wrong-key' | 'unsupported-security' | 'manufacturer-specific' | 'fragment';
  security_state?: string;
  /** `16`, `21`: of no standard. */
  security_mode: number | string | null;
  /** Whether the authentication code was seen to fit. */
  mac_ok?: boolean;
  ci?: string;
  dll?: { L: number; C: string; M: string; id: string; version: number; type: string };
  plaintext?: string;
  derived_from?: string;
}

interface Vector {
  id: string;
  kind: string;
  input: string;
}

/** What receivers hand on. */
interface ReceiverRow {
  id: string;
  dongle: string;
  data: string;
  expect_frames: string[];
}

const rows = corpusLines<RadioRow>('wmbus.jsonl');
const byId = new Map(rows?.map((row) => [row.id, row]));
const byData = new Map(rows?.map((row) => [row.data, row]));
const receivers = corpusLines<ReceiverRow>('dongles.jsonl');
const vectors = corpusLines<Vector>('apl-vectors.jsonl');

const HEX = (text: string) => Buffer.from(text, 'hex');
const upper = (bytes: Buffer) => bytes.toString('hex').toUpperCase();

/** Telegrams of which bytes are missing, or too many of them there, and that some decoders read nevertheless. */
const DAMAGED: ReadonlyMap<string, 'truncated' | 'malformed'> = new Map([
  ['iotl-tsd2-ea74742', 'truncated'],
  ['lvp-amb-78b7a33', 'truncated'],
  ['lvp-lug-8788ac1', 'truncated'],
  ['wmbus_pars-mad-4c74918', 'truncated'],
  ['lvp-els-aa33ccc', 'truncated'], // format A without its last byte
]);

/** Somebody took the flag for encryption away, so that its payload is taken as it is, and does not fit. */
const UNFLAGGED = 'lvp-kam-a7517a4';

/** Cut, it is another whole telegram with another length. */
const TWO_IN_ONE = 'lvp-cen-6d212bf';

/** The last CRC is still there, and L is short by it: two bytes more belong to the records. */
const SHORT_LENGTH: ReadonlySet<string> = new Set(['wmbm-qwater-1ad8dd7', 'wmbm-qwater-82f070d']);

function keysOf({ key }: RadioRow): MeterKeys[] {
  return key === null ? [] : [{ encryption: key }];
}

/** The key with its last bit the other way round. */
function almost(key: string): string {
  const bytes = HEX(key);
  bytes[bytes.length - 1]! ^= 1;
  return upper(bytes);
}

function assertLink(row: RadioRow, telegram: RadioTelegram): void {
  assert.equal(telegram.format, row.data_has_dll_crc ? row.frame_format : 'none');
  assert.equal(telegram.check, row.data_has_dll_crc ? 'ok' : 'absent');
  if (row.frame_without_crc !== undefined) assert.equal(upper(telegram.message), row.frame_without_crc);
  if (row.dll == null) return;
  const { control, sender } = telegram;
  const { C, M, id, version, type } = row.dll;
  assert.deepEqual(
    [control, sender.manufacturer, sender.id, sender.version, sender.type],
    [Number.parseInt(C, 16), M, id.toUpperCase(), version, Number.parseInt(type, 16)],
  );
}

/** What the clear bytes are: of the same telegram without CRCs, or of that which this one was made of. */
function plaintextOf(row: RadioRow): string | undefined {
  const bare = byData.get(row.frame_without_crc ?? '');
  return row.plaintext ?? bare?.plaintext ?? byId.get((bare ?? row).derived_from ?? '')?.plaintext;
}

function assertOpens(row: RadioRow, telegram: RadioTelegram): void {
  const message = openOms(telegram, { keys: keysOf(row) })!;
  const plain = plaintextOf(row);
  if (plain !== undefined) assertData(row, message, plain);
  if (row.ci != null) assert.equal(message.ci, Number.parseInt(row.ci, 16));
  if (row.security_state === 'already-plain') assert.deepEqual(message.security.decrypted, []);
  if (row.key === null || message.security.decrypted.length === 0) return;
  assert.equal(message.security.authenticated, row.security_mode === 7);
  assert.equal(
    codeOf(() => openOms(telegram)),
    'no-key',
  );
  assert.equal(
    codeOf(() => openOms(telegram, { keys: [{ encryption: almost(row.key!) }] })),
    'wrong-key',
  );
  const named = [{ encryption: almost(row.key) }, { encryption: row.key, meter: message.meter.id }];
  assert.deepEqual(openOms(telegram, { keys: named }), message);
}

function assertData(row: RadioRow, { data }: OmsMessage, plain: string): void {
  const expected = SHORT_LENGTH.has(row.id) ? upper(data).slice(0, plain.length) : upper(data);
  assert.equal(expected, plain);
}

function assertRow(row: RadioRow): void {
  const bytes = HEX(row.data);
  const damage = DAMAGED.get(row.id);
  if (damage !== undefined) {
    assert.equal(
      codeOf(() => readRadioTelegram(bytes)),
      damage,
    );
    return;
  }
  const telegram = readRadioTelegram(bytes);
  assertLink(row, telegram);
  if (row.id === UNFLAGGED)
    assert.equal(
      codeOf(() => openOms(telegram)),
      'checksum',
    );
  else if (row.outcome === 'ok') assertOpens(row, telegram);
  else if (row.outcome === 'manufacturer-specific') {
    const { application, data } = openOms(telegram)!;
    assert.deepEqual([application, data], ['manufacturer', telegram.content.subarray(1)]);
  } else
    assert.equal(
      codeOf(() => openOms(telegram, { keys: keysOf(row) })),
      ERRORS[row.outcome],
    );
}

function assertDamageShows(row: RadioRow): void {
  const bytes = HEX(row.data);
  const format = row.frame_format as 'A' | 'B';
  const { message } = readRadioTelegram(bytes, format);
  for (let length = 0; length < bytes.length; length++) {
    assert.notEqual(
      codeOf(() => readRadioTelegram(bytes.subarray(0, length), format)),
      'none',
      `${length} bytes`,
    );
  }
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const flipped = Buffer.from(bytes);
    flipped[bit >> 3]! ^= 1 << (bit & 7);
    let read = message;
    const code = codeOf(() => {
      read = readRadioTelegram(flipped, format).message;
    });
    assert.ok(code !== 'none' || read.equals(message), `bit ${bit}`);
  }
}

const ERRORS = {
  'no-key': 'no-key',
  'wrong-key': 'wrong-key',
  'unsupported-security': 'unsupported',
  fragment: 'unsupported',
} as const;

describe('corpus: wireless M-Bus', () => {
  if (rows === undefined) it.skip('corpus absent');

  for (const row of rows ?? []) it(row.id, () => assertRow(row));

  for (const row of (rows ?? []).filter(({ id, data_has_dll_crc }) => data_has_dll_crc && id !== TWO_IN_ONE)) {
    it(`${row.id}, cut or with a wrong bit`, () => assertDamageShows(row));
  }

  it('joins the fragments of one message', () => {
    const parts = ['afl-fragment-1-of-2', 'afl-fragment-2-of-2'].flatMap((id) => byId.get(id) ?? []);
    if (parts.length === 0) return;
    const fragments = new Fragments(1);
    const [first, last] = parts.map((row) =>
      openOms(readRadioTelegram(HEX(row.data)), { keys: keysOf(row), fragments }),
    );
    assert.equal(first, undefined);
    assert.deepEqual(
      [last?.application, last?.security.authenticated, last?.data.subarray(0, 2)],
      ['records', true, HEX('2f2f')],
    );
  });
});

/** By kind of vector; the others are of the records. */
const CHECKS: Record<string, (vector: unknown) => void> = {
  crc16: (vector) => {
    const { input, expect } = vector as { input: string; expect: string };
    const bytes = HEX(input);
    assert.equal(crc16En13757(bytes, 0, bytes.length), Number.parseInt(expect, 16));
  },
  kdf: (vector) => {
    const { input, expect } = vector as {
      input: { key: string; counter_le: string; id_le: string };
      expect: { kenc: string; kmac: string };
    };
    const meter = headerAddress(HEX(`${input.id_le}00000000`));
    const { encryption, authentication } = messageKeys(HEX(input.key), HEX(input.counter_le), meter);
    assert.deepEqual([upper(encryption), upper(authentication)], [expect.kenc, expect.kmac]);
  },
  'ell-ctr': (vector) => {
    const { input } = vector as { input: { frame_without_L: string; key: string } };
    const frame = HEX(input.frame_without_L);
    const telegram = readRadioTelegram(Buffer.concat([Buffer.of(frame.length), frame]));
    assert.deepEqual(openOms(telegram, { keys: [{ encryption: input.key }] })?.security.decrypted, ['link']);
  },
};

describe('corpus: chips of mode T', () => {
  if (receivers === undefined) it.skip('corpus absent');

  for (const { id, data, expect_frames } of (receivers ?? []).filter(({ dongle }) => dongle === 't1-3of6')) {
    it(id, () => {
      const { check, message } = readRadioTelegram(decodeThreeOfSix(HEX(data)));
      assert.deepEqual([check, upper(message)], ['ok', expect_frames[0]]);
    });
  }
});

describe('corpus: vectors of the application layer', () => {
  if (vectors === undefined) it.skip('corpus absent');

  for (const vector of vectors ?? []) {
    const check = CHECKS[vector.kind];
    if (check !== undefined) it(vector.id, () => check(vector));
  }
});

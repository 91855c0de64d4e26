import assert from 'node:assert/strict';
import type { Framed } from '../../src/base/frame';
import type { Dialect } from '../../src/base/receivers';
import { readRadioTelegram } from '../../src/framing/wmbus-telegram';
import { byteByByte, found } from '../framing/outcomes';
import { corpusLines } from './corpus';

/** What a receiver hands on. */
interface ReceiverRow {
  id: string;
  dongle: string;
  encoding: 'hex' | 'ascii';
  data: string;
  /** Without CRCs. */
  expect_frames: string[];
  /** `init-exchange`: what is said to a receiver, and its answers. */
  kind?: string;
}

const DIALECTS: Readonly<Record<string, Dialect>> = {
  im871a: 'im871a',
  iu891a: 'iu891a',
  amb8465: 'amb8465',
  'amb8465-transparent': 'raw',
  cul: 'cul',
  'cul-fhem': 'cul',
  rc1180: 'rc1180',
  rtl_wmbus: 'rtl-wmbus',
  'rtl_433-csv': 'rtl-433',
  'rtl_433-json': 'rtl-433',
  'rtl_433-text': 'rtl-433',
  'esphome-log': 'hex',
  'mqtt-hex': 'hex',
  'simple-hex': 'hex',
  rawtty: 'raw',
  ebi: 'embit',
  't1-3of6': 'chips',
  'c1-nrz': 'chips',
};

interface Exception {
  readonly frames: readonly string[];
  readonly errors: readonly string[];
}

/** Rows of which something else comes, whatever is told. */
const EXCEPTIONS: ReadonlyMap<string, Exception> = new Map([
  // The source shows 39 of its 43 bytes.
  ['rc1180-out-of-sync', { frames: [], errors: ['truncated'] }],
]);

/** Rows of which something else comes where the dialect is not told. */
const UNTOLD: ReadonlyMap<string, Exception> = new Map([
  // No CRC, no mark, and other bytes before it: it might as well be noise.
  ['rawtty-bad-real', { frames: [], errors: [] }],
  ['rc1180-out-of-sync', { frames: [], errors: [] }],
  // A checksum that does not fit proves nothing.
  ['im871a-bad-crc', { frames: [], errors: [] }],
]);

/** Rows that hold a telegram that is clearly damaged. */
const ERRORS: ReadonlyMap<string, readonly string[]> = new Map([
  ['im871a-bad-crc', ['checksum']],
  ['amb8465-partial-real', ['truncated']],
  ['cul-truncated-real', ['truncated']],
]);

function expectedOf({ id, expect_frames }: ReceiverRow, isTold: boolean): Exception {
  const exception = (isTold ? undefined : UNTOLD.get(id)) ?? EXCEPTIONS.get(id);
  return exception ?? { frames: expect_frames, errors: ERRORS.get(id) ?? [] };
}

function telegramsIn(items: readonly Framed[]): string[] {
  const wires = items.flatMap((item) => (item.kind === 'frame' ? [item.frame.wire] : []));
  return wires.map((wire) => readRadioTelegram(wire).message.toString('hex').toUpperCase());
}

function errorsIn(items: readonly Framed[]): string[] {
  return items.flatMap((item) => (item.kind === 'error' ? [item.error.code] : []));
}

const rows = corpusLines<ReceiverRow>('dongles.jsonl')?.filter(({ kind }) => kind !== 'init-exchange');

describe('corpus: receivers', () => {
  if (rows === undefined) it.skip('corpus absent');

  for (const row of rows ?? []) {
    const bytes = Buffer.from(row.data, row.encoding === 'hex' ? 'hex' : 'latin1');
    for (const receiver of [DIALECTS[row.dongle]!, 'auto'] as const) {
      it(`${row.id}, ${receiver}`, () => {
        const items = found([bytes], { receiver });
        const { frames, errors } = expectedOf(row, receiver !== 'auto');
        assert.deepEqual([telegramsIn(items), errorsIn(items)], [frames, errors]);
        assert.deepEqual(found(byteByByte([bytes]), { receiver }), items, 'byte by byte');
      });
    }
  }

  it('names rows that are there', () => {
    const ids = new Set(rows?.map(({ id }) => id));
    for (const id of [...EXCEPTIONS.keys(), ...UNTOLD.keys(), ...ERRORS.keys()]) {
      assert.ok(rows === undefined || ids.has(id), id);
    }
  });
});

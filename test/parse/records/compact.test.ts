import assert from 'node:assert/strict';
import fc from 'fast-check';
import { crc16En13757 } from '../../../src/base/crc-en13757';
import { MeterError } from '../../../src/base/errors';
import { type Expansion, expandCompact, formatInFrame, formatOfRecords } from '../../../src/parse/records/compact';
import { bytes } from './record';

/** EN 13757-3:2018, G.5.2: the records of a full frame, its format and what is left of it. */
const FULL = '0202D204 02152E16 022A3423';
const FORMAT = '08 313B 0202 0215 022A';
const COMPACT = '313B 42A6 D204 2E16 3423';
const SIGNATURE = 0x3b31;

function code(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    assert.ok(error instanceof MeterError);
    return error.code;
  }
}

function expand(compact: string, full: string): Expansion {
  return expandCompact(bytes(compact), () => formatOfRecords(bytes(full)));
}

/** The compact frame of full records that begin so: everything but the headers. */
function compactOf(full: string, data: string): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(formatOfRecords(bytes(full)).signature, 0);
  head.writeUInt16LE(crc16En13757(bytes(full), 0, bytes(full).length), 2);
  return Buffer.concat([head, bytes(data)]);
}

describe('compact frames', () => {
  it('a full frame shows its format', () => {
    const { signature, headers } = formatOfRecords(bytes(FULL));
    assert.equal(signature, SIGNATURE);
    assert.deepEqual(headers, [bytes('0202'), bytes('0215'), bytes('022A')]);
  });

  it('so does a format frame', () => {
    assert.deepEqual(formatInFrame(bytes(FORMAT)), formatOfRecords(bytes(FULL)));
  });

  it('with the format a compact frame is a full one', () => {
    assert.deepEqual(expand(COMPACT, FULL), { kind: 'records', apl: bytes(FULL) });
  });

  it('without it, it says which one it needs', () => {
    assert.deepEqual(
      expandCompact(bytes(COMPACT), () => undefined),
      { kind: 'unknown-format', signature: SIGNATURE },
    );
  });

  it('the format is asked for by its signature', () => {
    const asked: number[] = [];
    expandCompact(bytes(COMPACT), (signature) => void asked.push(signature));
    assert.deepEqual(asked, [SIGNATURE]);
  });

  it('fillers are no part of it, and what follows 0F or 1F is its last record', () => {
    assert.equal(formatOfRecords(bytes(`2F2F ${FULL} 2F`)).signature, SIGNATURE);
    for (const dif of ['0F', '1F']) {
      const full = `0103 05 ${dif} ABCD`;
      assert.deepEqual(formatOfRecords(bytes(full)).headers, [bytes('0103'), bytes(dif)]);
      const expansion = expandCompact(compactOf(full, '05 ABCD'), () => formatOfRecords(bytes(full)));
      assert.deepEqual(expansion, { kind: 'records', apl: bytes(full) });
    }
  });

  it('data of variable length keep theirs', () => {
    const full = '0D78 03414243 8E1003 010000000000 02FD17 0000';
    const expansion = expandCompact(compactOf(full, '03414243 010000000000 0000'), () => formatOfRecords(bytes(full)));
    assert.deepEqual(expansion, { kind: 'records', apl: bytes(full) });
  });

  it('the format does not change with the bytes that it was read from', () => {
    const apl = bytes(FULL);
    const format = formatOfRecords(apl);
    apl.fill(0);
    assert.deepEqual(format, formatOfRecords(bytes(FULL)));
  });

  it('damage is told', () => {
    assert.equal(
      code(() => expand('313B 42A6 D304 2E16 3423', FULL)),
      'checksum',
    );
    assert.equal(
      code(() => expand('313B 42A6 D204 2E16 34', FULL)),
      'truncated',
    );
    assert.equal(
      code(() => expand('313B 42', FULL)),
      'truncated',
    );
    assert.equal(
      code(() => formatInFrame(bytes('08 313B 0202 0215 022B'))),
      'checksum',
    );
    assert.equal(
      code(() => formatInFrame(bytes('09 313B 0202 0215 022A'))),
      'truncated',
    );
    assert.equal(
      code(() => formatOfRecords(bytes('0202D2'))),
      'truncated',
    );
    assert.equal(
      code(() => formatOfRecords(bytes('3F02D204'))),
      'malformed',
    );
  });

  it('what lies behind a format is not read', () => {
    assert.deepEqual(formatInFrame(bytes(`${FORMAT} FFFF`)), formatInFrame(bytes(FORMAT)));
  });

  it('any bytes throw nothing but a MeterError', () => {
    const runs = [
      (any: Buffer) => formatOfRecords(any),
      (any: Buffer) => formatInFrame(any),
      (any: Buffer) => expandCompact(any, () => formatOfRecords(bytes(FULL))),
    ];
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.constantFrom(...runs), (any, run) => {
        code(() => run(Buffer.from(any)));
      }),
      { numRuns: 1000 },
    );
  });
});

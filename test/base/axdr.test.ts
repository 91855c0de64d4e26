import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AXDR, type Data, readData } from '../../src/base/axdr';
import { Cursor } from '../../src/base/cursor';
import { MeterError } from '../../src/base/errors';

function read(hex: string): Data {
  const bytes = Buffer.from(hex.replaceAll(' ', ''), 'hex');
  const cursor = new Cursor(bytes);
  const data = readData(cursor);
  assert.equal(cursor.left, 0, 'every byte was read');
  assert.deepEqual([data.start, data.end], [0, bytes.length]);
  return data;
}

function code(hex: string): string | undefined {
  try {
    readData(new Cursor(Buffer.from(hex.replaceAll(' ', ''), 'hex')));
    return undefined;
  } catch (error) {
    assert.ok(error instanceof MeterError);
    return error.code;
  }
}

/** Tag, bytes, value: IEC 62056-6-2, clause 4.1.5. */
const PLAIN: readonly (readonly [name: string, hex: string, value: Data['value']])[] = [
  ['null-data', '00', null],
  ['boolean', '03 01', true],
  ['boolean', '03 00', false],
  ['double-long', '05 FFFFFFFE', -2],
  ['double-long-unsigned', '06 FFFFFFFE', 0xfffffffe],
  ['bcd', '0D 42', 0x42],
  ['integer', '0F FD', -3],
  ['long', '10 FFB6', -74],
  ['unsigned', '11 FF', 255],
  ['long-unsigned', '12 08FC', 2300],
  ['long64', '14 FFFFFFFFFFFFFFFF', -1n],
  ['long64-unsigned', '15 FFFFFFFFFFFFFFFF', 0xffffffffffffffffn],
  ['enum', '16 1E', 30],
  ['float32', '17 3FC00000', 1.5],
  ['float64', '18 3FF8000000000000', 1.5],
  ['dont-care', 'FF', null],
];

/** Tag, bytes, content. */
const STRINGS: readonly (readonly [name: string, hex: string, content: string])[] = [
  ['octet-string', '09 03 010203', '010203'],
  ['octet-string with a long length', '09 82 0002 0102', '0102'],
  ['visible-string', '0A 02 4142', '4142'],
  ['utf8-string', '0C 02 C3A6', 'C3A6'],
  ['bit-string of ten bits', '04 0A FFC0', 'FFC0'],
  ['date-time', '19 07EA0B140514000AFF800000', '07EA0B140514000AFF800000'],
  ['date', '1A 07EA0B1405', '07EA0B1405'],
  ['time', '1B 14000AFF', '14000AFF'],
];

describe('A-XDR data', () => {
  for (const [name, hex, value] of PLAIN) {
    it(`${name}: ${hex}`, () => assert.equal(read(hex).value, value));
  }

  for (const [name, hex, content] of STRINGS) {
    it(`${name}: ${hex}`, () => assert.deepEqual(read(hex).bytes, Buffer.from(content, 'hex')));
  }

  it('arrays and structures hold their items', () => {
    const { tag, items } = read('01 02 02 02 11 01 11 02 02 00');
    assert.equal(tag, AXDR.array);
    assert.deepEqual(
      items!.map((item) => item.items!.map(({ value }) => value)),
      [[1, 2], []],
    );
  });

  it('a compact array has one description, then rows without tags', () => {
    // Rows of a structure of long-unsigned and unsigned.
    const { tag, items } = read('13 02 02 12 11 06 0001 02 0003 04');
    assert.equal(tag, AXDR.compactArray);
    assert.deepEqual(
      items!.map((item) => item.items!.map(({ value }) => value)),
      [
        [1, 2],
        [3, 4],
      ],
    );
  });

  it('a compact array of arrays, of octet strings', () => {
    const arrays = read('13 01 0002 11 04 01 02 03 04');
    assert.deepEqual(
      arrays.items!.map((item) => item.items!.map(({ value }) => value)),
      [
        [1, 2],
        [3, 4],
      ],
    );
    const strings = read('13 09 05 02 4142 01 43');
    assert.deepEqual(
      strings.items!.map(({ bytes }) => bytes!.toString()),
      ['AB', 'C'],
    );
  });

  it('damage has its name', () => {
    assert.equal(code('06 0000'), 'truncated');
    assert.equal(code('09 05 00'), 'truncated');
    assert.equal(code('02 05 00'), 'truncated');
    assert.equal(code('07 00000000'), 'malformed');
    assert.equal(code('1C 00'), 'malformed');
    assert.equal(code('13 11 05 00'), 'truncated');
    assert.equal(code('13 12 03 0001 02 00'), 'malformed', 'a row beyond the array');
    assert.equal(code('13 00 02 00 00'), 'malformed', 'rows of no bytes');
    assert.equal(code('13 13 02 00 00'), 'malformed', 'a compact array of compact arrays');
  });

  it('nesting, and pieces of no bytes, are bounded', () => {
    assert.equal(code(`${'01 01 '.repeat(13)}00`), 'too-long');
    assert.equal(code(`02 82 2000 ${'00'.repeat(0x2000)}`), 'too-long');
    // A description of four bytes that stands for as many pieces as there is room for.
    assert.equal(code(`13 01 FFFF 00 02 00 00`), 'too-long');
    assert.equal(code(`02 84 FFFFFFFF 00`), 'truncated');
  });

  it('no bytes at all throw anything else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        try {
          readData(new Cursor(Buffer.from(bytes)));
        } catch (error) {
          assert.ok(error instanceof MeterError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

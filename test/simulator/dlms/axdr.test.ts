import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Data, readData } from '../../../src/base/axdr';
import { Cursor } from '../../../src/base/cursor';
import {
  array,
  berLength,
  doubleLongUnsigned,
  enumerated,
  integer,
  long,
  longBerLength,
  longUnsigned,
  NULL_DATA,
  obisCode,
  octetString,
  octetText,
  structure,
  visibleString,
} from '../../../src/simulator/dlms/axdr';

function read(bytes: Buffer): Data {
  const data = readData(new Cursor(bytes));
  assert.equal(data.end, bytes.length, 'nothing is left over');
  return data;
}

const NUMBERS = [
  [integer, 0x0f, -0x80, 0x7f],
  [long, 0x10, -0x8000, 0x7fff],
  [longUnsigned, 0x12, 0, 0xffff],
  [doubleLongUnsigned, 0x06, 0, 0xffffffff],
  [enumerated, 0x16, 0, 0xff],
] as const;

describe('the A-XDR encoder', () => {
  it('writes a register as IEC 62056-6-2 has it', () => {
    const register = structure(
      obisCode('1-0:32.7.0'),
      longUnsigned(2304),
      structure(integer(-1), enumerated(35)),
      NULL_DATA,
    );
    assert.equal(register.toString('hex'), `0204${'09060100200700ff'}${'120900'}${'02020fff1623'}00`);
  });

  for (const [encode, tag, least, most] of NUMBERS) {
    it(`writes ${encode.name} as a number that reads the same`, () => {
      fc.assert(
        fc.property(fc.integer({ min: least, max: most }), (value) => {
          const data = read(encode(value));
          assert.deepEqual([data.tag, data.value], [tag, value]);
        }),
      );
      for (const value of [least, most]) assert.equal(read(encode(value)).value, value);
    });
  }

  it('lets a register begin again that has come to its end', () => {
    assert.equal(read(doubleLongUnsigned(2 ** 32 + 5)).value, 5);
    assert.equal(read(longUnsigned(0x10007)).value, 7);
  });

  it('writes strings and lists of any length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(300), (bytes, count) => {
        const text = Buffer.from(bytes).toString('latin1');
        for (const [encoded, tag] of [
          [octetString(bytes), 0x09],
          [octetText(text), 0x09],
          [visibleString(text), 0x0a],
        ] as const) {
          const data = read(encoded);
          assert.equal(data.tag, tag);
          assert.deepEqual(data.bytes, Buffer.from(bytes));
        }
        const members = Array.from({ length: count }, (_, i) => longUnsigned(i));
        for (const [encoded, tag] of [
          [structure(...members), 0x02],
          [array(...members), 0x01],
        ] as const) {
          const data = read(encoded);
          assert.equal(data.tag, tag);
          assert.deepEqual(
            data.items!.map(({ value }) => value),
            members.map((_, i) => i),
          );
        }
      }),
    );
  });

  it('writes lengths in as few bytes as it takes, or in three', () => {
    for (const [length, hex] of [
      [0, '00'],
      [0x7f, '7f'],
      [0x80, '8180'],
      [0xff, '81ff'],
      [0x100, '820100'],
      [0xffff, '82ffff'],
    ] as const) {
      assert.equal(berLength(length).toString('hex'), hex);
    }
    assert.equal(longBerLength(0x12).toString('hex'), '820012');
    assert.equal(longBerLength(0x1234).toString('hex'), '821234');
  });
});

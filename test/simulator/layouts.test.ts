import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Household } from '../../src/simulator/household';
import { meterOf } from '../../src/simulator/meters';
import { P1_METERS } from '../../src/simulator/p1-meters';
import { LAYOUTS } from './layouts';
import { arc, deciphered, x25 } from './opened';

const IDS = { id: 'E0099123456789026', gasId: 'G0099123456789026' };

const COUNTER = 0x00abcdef;
const ENCRYPTION = '000102030405060708090A0B0C0D0E0F';

/** The telegram as it would be printed in clear: what was encrypted opened, its tag and its checksums having held. */
function clearText(id: string, sent: Buffer): string {
  if (id === 'lu') {
    assert.equal(sent[0], 0xdb);
    const { title, securityControl, counter, plaintext } = deciphered(
      sent.subarray(1),
      ENCRYPTION,
      '00112233445566778899AABBCCDDEEFF',
    );
    // SAGgp and the end of 1234567890.
    assert.deepEqual([title.toString('hex'), securityControl, counter], ['53414767709602d2', 0x30, COUNTER]);
    const bang = plaintext.lastIndexOf('!') + 1;
    assert.equal(Number.parseInt(plaintext.toString('latin1', bang), 16), arc(plaintext.subarray(0, bang)));
    return plaintext.toString('latin1');
  }
  if (!id.startsWith('pl-')) return sent.toString('latin1');
  const end = sent.length - '!0000\r\n'.length;
  const sum = Buffer.alloc(2);
  sum.writeUInt16LE(x25(sent.subarray(0, end + 1)));
  assert.equal(sent.toString('latin1', end), `!${sum.toString('hex').toUpperCase()}\r\n`);
  const start = sent.indexOf('\r\n\r\n') + 4;
  const { plaintext, ...about } = deciphered(sent.subarray(start, end), ENCRYPTION, 'D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF');
  assert.deepEqual(about, { title: Buffer.alloc(0), securityControl: 0x30, counter: 0 });
  return sent.toString('latin1', 0, start) + plaintext.toString('latin1') + sent.toString('latin1', end);
}

/** What a form of the layouts looks like. */
function pattern(form: string): RegExp {
  const brackets = form.split(' ').map((part) => {
    const [, digits, decimals, unit] = /^(\d+)\.(\d+)(\D.*)?$/.exec(part) ?? [];
    if (part === 'T') return String.raw`\(\d{12}[SW]\)`;
    if (part === 'T12') return String.raw`\(\d{12}\)`;
    if (part === 'hex') return String.raw`\((?:[0-9A-F]{2})+\)`;
    if (digits === undefined) return part.replace(/[()*.]/g, String.raw`\$&`);
    const point = decimals === '0' ? '' : String.raw`\.\d{${decimals}}`;
    const end = unit === undefined ? '' : String.raw`\*${unit}`;
    return String.raw`\(\d{${Number(digits) - Number(decimals)}}${point}${end}\)`;
  });
  return new RegExp(`^${brackets.join('')}$`);
}

describe('the telegram of a simulated meter', () => {
  it('has a layout for each but DSMR 5, whose own test has it', () => {
    const others = P1_METERS.map(({ id }) => id).filter((id) => id !== 'dsmr5');
    assert.deepEqual(Object.keys(LAYOUTS).sort(), others.sort());
  });

  for (const [id, { head, lines }] of Object.entries(LAYOUTS)) {
    const expected = lines.flatMap(([codes, form]) => codes.split(' ').map((obis) => [obis, pattern(form)] as const));

    it(`of ${id} has its lines in order and in their widths`, () => {
      const start = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2034, 0, 1) });
      fc.assert(
        fc.property(start, fc.nat(), fc.boolean(), (at, seed, busy) => {
          const house = new Household({ start: at, seed });
          if (busy) for (const { name, watts } of Household.appliances) house.switch(name, watts > 0);
          const sent = meterOf(id).lists[0]!.encode(house.read(), IDS, COUNTER);
          const printed = clearText(id, sent).split('\r\n');
          assert.match(printed[0]!, head);
          assert.equal(printed[1], '');
          assert.equal(printed.length, expected.length + 4);
          expected.forEach(([obis, brackets], i) => {
            const line = printed[i + 2]!;
            assert.ok(line.startsWith(`${obis}(`), `${line} stands where ${obis} belongs`);
            assert.match(line.slice(obis.length), brackets);
          });
          assert.match(printed.at(-2)!, id === 'dsmr22' || id === 'dsmr3' ? /^!$/ : /^![0-9A-F]{4}$/);
          assert.equal(printed.at(-1), '');
        }),
      );
    });
  }
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Household } from '../../src/simulator/household';
import { METERS, meterOf } from '../../src/simulator/meters';
import { LAYOUTS } from './layouts';

const IDS = { id: 'E0099123456789026', gasId: 'G0099123456789026' };

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
    const others = METERS.map(({ id }) => id).filter((id) => id !== 'dsmr5');
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
          const printed = meterOf(id).encode(house.read(), IDS).toString('latin1').split('\r\n');
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

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decode } from '../../src/decode';
import { encodeDsmr5 } from '../../src/simulator/dsmr5';
import { Household, type HouseholdState } from '../../src/simulator/household';

const IDS = { id: 'E0099123456789026', gasId: 'G0099123456789026' };

const kWh = String.raw`\(\d{6}\.\d{3}\*kWh\)`;
const kW = String.raw`\(\d{2}\.\d{3}\*kW\)`;
const count = String.raw`\(\d{5}\)`;
const V = String.raw`\(\d{3}\.\d\*V\)`;
const A = String.raw`\(\d{3}\*A\)`;
const time = String.raw`\(\d{12}[SW]\)`;
const hex = String.raw`\((?:[0-9A-F]{2}){17}\)`;

/** DSMR P1 Companion Standard 5.0.2, clause 6.12: all lines of a poly-phase meter with a gas meter, in its order. */
const STANDARD: readonly (readonly [obis: string, value: string])[] = [
  ['1-3:0.2.8', String.raw`\(50\)`],
  ['0-0:1.0.0', time],
  ['0-0:96.1.1', hex],
  ['1-0:1.8.1', kWh],
  ['1-0:1.8.2', kWh],
  ['1-0:2.8.1', kWh],
  ['1-0:2.8.2', kWh],
  ['0-0:96.14.0', String.raw`\(000[12]\)`],
  ['1-0:1.7.0', kW],
  ['1-0:2.7.0', kW],
  ['0-0:96.7.21', count],
  ['0-0:96.7.9', count],
  ['1-0:99.97.0', String.raw`\(\)`],
  ['1-0:32.32.0', count],
  ['1-0:52.32.0', count],
  ['1-0:72.32.0', count],
  ['1-0:32.36.0', count],
  ['1-0:52.36.0', count],
  ['1-0:72.36.0', count],
  ['0-0:96.13.0', String.raw`\(\)`],
  ['1-0:32.7.0', V],
  ['1-0:52.7.0', V],
  ['1-0:72.7.0', V],
  ['1-0:31.7.0', A],
  ['1-0:51.7.0', A],
  ['1-0:71.7.0', A],
  ['1-0:21.7.0', kW],
  ['1-0:41.7.0', kW],
  ['1-0:61.7.0', kW],
  ['1-0:22.7.0', kW],
  ['1-0:42.7.0', kW],
  ['1-0:62.7.0', kW],
  ['0-1:24.1.0', String.raw`\(003\)`],
  ['0-1:96.1.0', hex],
  ['0-1:24.2.1', String.raw`${time}\(\d{5}\.\d{3}\*m3\)`],
];

const watts = fc.integer({ min: 0, max: 17_000 });
const register = fc.integer({ min: 0, max: 999_999_999 });
const moment = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2050, 0, 1) });

const flow = fc.tuple(watts, fc.boolean()).map(([size, given]) => ({
  import: given ? 0 : size,
  export: given ? size : 0,
}));
const phase = fc
  .tuple(fc.integer({ min: 0, max: 2600 }), fc.integer({ min: 0, max: 9949 }), flow)
  .map(([decivolts, centiamperes, power]) => ({ voltage: decivolts / 10, current: centiamperes / 100, ...power }));
const energy = fc.record({ 1: register, 2: register });
/** Anything that a meter can print, likely or not. */
const anyState: fc.Arbitrary<HouseholdState> = fc
  .record({
    time: moment,
    phases: fc.tuple(phase, phase, phase),
    flow,
    energy: fc.record({ import: energy, export: energy }),
    tariff: fc.constantFrom(1 as const, 2 as const),
    gas: fc.record({ volume: fc.integer({ min: 0, max: 99_999_999 }), readAt: moment }),
  })
  .map(({ flow: net, ...state }) => ({ ...state, ...net }));

/** A small house of plain numbers. */
function stateAt(at: string, readAt = at): HouseholdState {
  return {
    time: Date.parse(at),
    phases: [
      { voltage: 230, current: 9.49, import: 2183, export: 0 },
      { voltage: 229.7, current: 0.5, import: 115, export: 0 },
      { voltage: 234.1, current: 12.5, import: 0, export: 2926 },
    ],
    import: 0,
    export: 628,
    energy: { import: { 1: 4_321_005, 2: 1 }, export: { 1: 0, 2: 123_456_789 } },
    tariff: 2,
    gas: { volume: 872_234, readAt: Date.parse(readAt) },
  };
}

function linesOf(telegram: Buffer): string[] {
  return telegram.toString('latin1').split('\r\n');
}

function printed(telegram: Buffer, obis: string): string {
  return linesOf(telegram)
    .find((line) => line.startsWith(`${obis}(`))!
    .slice(obis.length);
}

/** CRC-16/ARC bit by bit, as clause 6.2 words it: x^16 + x^15 + x^2 + 1, least significant bit first, from 0. */
function crc(bytes: Uint8Array): number {
  let register = 0;
  for (const byte of bytes) {
    register ^= byte;
    for (let bit = 0; bit < 8; bit++) register = (register >> 1) ^ (register & 1 ? 0xa001 : 0);
  }
  return register;
}

describe('DSMR 5 encoder', () => {
  it('writes the telegram of a house', () => {
    const telegram = encodeDsmr5(stateAt('2026-07-15T12:00:09.700Z', '2026-07-15T11:55:00Z'), IDS);
    assert.deepEqual(linesOf(telegram), [
      '/SIM5\\2HAN-PORT-DEMO',
      '',
      '1-3:0.2.8(50)',
      '0-0:1.0.0(260715140009S)',
      '0-0:96.1.1(4530303939313233343536373839303236)',
      '1-0:1.8.1(004321.005*kWh)',
      '1-0:1.8.2(000000.001*kWh)',
      '1-0:2.8.1(000000.000*kWh)',
      '1-0:2.8.2(123456.789*kWh)',
      '0-0:96.14.0(0002)',
      '1-0:1.7.0(00.000*kW)',
      '1-0:2.7.0(00.628*kW)',
      '0-0:96.7.21(00000)',
      '0-0:96.7.9(00000)',
      '1-0:99.97.0()',
      '1-0:32.32.0(00000)',
      '1-0:52.32.0(00000)',
      '1-0:72.32.0(00000)',
      '1-0:32.36.0(00000)',
      '1-0:52.36.0(00000)',
      '1-0:72.36.0(00000)',
      '0-0:96.13.0()',
      '1-0:32.7.0(230.0*V)',
      '1-0:52.7.0(229.7*V)',
      '1-0:72.7.0(234.1*V)',
      '1-0:31.7.0(009*A)',
      '1-0:51.7.0(001*A)',
      '1-0:71.7.0(013*A)',
      '1-0:21.7.0(02.183*kW)',
      '1-0:41.7.0(00.115*kW)',
      '1-0:61.7.0(00.000*kW)',
      '1-0:22.7.0(00.000*kW)',
      '1-0:42.7.0(00.000*kW)',
      '1-0:62.7.0(02.926*kW)',
      '0-1:24.1.0(003)',
      '0-1:96.1.0(4730303939313233343536373839303236)',
      '0-1:24.2.1(260715135500S)(00872.234*m3)',
      `!${crc(telegram.subarray(0, telegram.indexOf('!') + 1))
        .toString(16)
        .toUpperCase()
        .padStart(4, '0')}`,
      '',
    ]);
  });

  it('writes all that the standard lists, in order and in its widths, under a CRC that fits', () => {
    let shortened = 0;
    fc.assert(
      fc.property(anyState, (state) => {
        const telegram = encodeDsmr5(state, IDS);
        const lines = linesOf(telegram);
        assert.equal(lines.length, STANDARD.length + 4);
        assert.match(lines[0]!, /^\/[A-Z]{3}5[\x20-\x7e]{1,16}$/);
        assert.equal(lines[1], '');
        STANDARD.forEach(([obis, value], i) => {
          const line = lines[i + 2]!;
          assert.ok(line.startsWith(`${obis}(`), `${line} stands where ${obis} belongs`);
          assert.match(line.slice(obis.length), new RegExp(`^${value}$`));
        });
        const sum = crc(telegram.subarray(0, telegram.indexOf('!') + 1));
        if (sum < 0x1000) shortened++;
        assert.match(lines.at(-2)!, /^![0-9A-F]{4}$/);
        assert.equal(Number.parseInt(lines.at(-2)!.slice(1), 16), sum);
        assert.equal(lines.at(-1), '');
        assert.equal(
          telegram
            .toString('latin1')
            .replaceAll('\r\n', '')
            .search(/[^\x20-\x7e]/),
          -1,
        );
      }),
      { numRuns: 500, seed: 5 },
    );
    assert.ok(shortened > 0, 'no CRC began with a 0');
  });

  for (const [utc, stamp] of [
    ['2026-03-29T00:59:59Z', '(260329015959W)'],
    ['2026-03-29T01:00:00Z', '(260329030000S)'],
    ['2026-10-25T00:00:00Z', '(261025020000S)'],
    ['2026-10-25T00:59:59Z', '(261025025959S)'],
    ['2026-10-25T01:00:00Z', '(261025020000W)'],
    ['2026-10-25T02:00:00Z', '(261025030000W)'],
    ['2026-12-31T23:00:00Z', '(270101000000W)'],
  ] as const) {
    it(`prints ${utc} as ${stamp}`, () => {
      assert.equal(printed(encodeDsmr5(stateAt(utc), IDS), '0-0:1.0.0'), stamp);
    });
  }

  it('gives the gas its own letter', () => {
    const telegram = encodeDsmr5(stateAt('2026-10-25T01:00:00Z', '2026-10-25T00:55:00Z'), IDS);
    assert.equal(printed(telegram, '0-0:1.0.0'), '(261025020000W)');
    assert.equal(printed(telegram, '0-1:24.2.1'), '(261025025500S)(00872.234*m3)');
  });

  it('is read by our own decoder as it was meant', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        const results = decode(encodeDsmr5(state, IDS));
        assert.equal(results.length, 1);
        const [result] = results;
        assert.ok(result?.kind === 'telegram');
        assert.equal(result.frame.check, 'ok');
        const { meter, timestamp, power, energy: counted, phases, tariff, subMeters } = result.reading!;
        assert.equal(meter.country, 'NL');
        assert.equal(meter.id, IDS.id);
        assert.equal(Date.parse(timestamp!), state.time - (state.time % 1000));
        assert.deepEqual([power!.import, power!.export], [state.import, state.export]);
        for (const each of [1, 2] as const) {
          assert.equal(counted!.tariffs![each]!.import, state.energy.import[each] / 1000);
          assert.equal(counted!.tariffs![each]!.export, state.energy.export[each] / 1000);
        }
        state.phases.forEach((expected, i) => {
          const read = phases![`L${i + 1}` as 'L1' | 'L2' | 'L3']!;
          assert.deepEqual([read.power!.import, read.power!.export], [expected.import, expected.export]);
          assert.equal(read.voltage, expected.voltage);
          assert.equal(read.current, Math.round(expected.current));
        });
        assert.equal(tariff, state.tariff);
        assert.equal(subMeters!.length, 1);
        assert.equal(subMeters![0]!.id, IDS.gasId);
        assert.equal(subMeters![0]!.value, state.gas.volume / 1000);
        assert.equal(Date.parse(subMeters![0]!.timestamp!), state.gas.readAt - (state.gas.readAt % 1000));
      }),
    );
  });

  it('holds whatever the house does with everything on', () => {
    const house = new Household({ start: Date.UTC(2026, 0, 15, 12) });
    for (const { name, watts: rated } of Household.appliances) house.switch(name, rated > 0);
    const lines = linesOf(encodeDsmr5(house.read(), IDS));
    STANDARD.forEach(([obis, value], i) => {
      assert.match(lines[i + 2]!.slice(obis.length), new RegExp(`^${value}$`));
    });
  });
});

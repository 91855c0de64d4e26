import assert from 'node:assert/strict';
import { parseP1 } from '../../src/parse/p1';
import { recognise } from '../../src/profiles';
import { DSMR3, SIMULATED } from '../framing/telegrams';
import { parsed } from '../parse/parsed';

const CLOCK = '0-0:1.0.0(260114130000W)';
const ID = '0-0:96.1.1(45303039393132333435)';
const IMPORT = ['1-0:1.8.1(000001.000*kWh)', '1-0:1.8.2(000002.000*kWh)'];
const TARIFF = '0-0:96.14.0(0001)';
const HEAT = ['0-1:24.1.0(012)', '0-1:96.1.0(48303039393132333435)', '0-1:24.2.1(260114130000W)(1.234*GJ)'];

/** What tells the lists of the countries apart. Values invented. */
const LISTS: readonly (readonly [string, string[], string | undefined])[] = [
  ['DSMR 4 and 5', ['1-3:0.2.8(50)', CLOCK, ID, ...IMPORT, TARIFF], 'NL'],
  ['DSMR 4, one register', ['1-3:0.2.8(42)', CLOCK, ID, IMPORT[0]!, TARIFF], 'NL'],
  ['a meter of district heat, no electricity', ['1-3:0.2.8(50)', CLOCK, ID, ...HEAT], 'NL'],
  ['Belgium', ['0-0:96.1.4(50217)', ID, CLOCK, ...IMPORT, TARIFF], 'BE'],
  ['Belgium with a Dutch version', ['1-3:0.2.8(50)', '0-0:96.1.4(50217)', CLOCK, ...IMPORT, TARIFF], 'BE'],
  ['Luxembourg', ['1-3:0.2.8(42)', CLOCK, '0-0:42.0.0(53414731)', '1-0:1.8.0(000001.000*kWh)'], 'LU'],
  ['Austria', ['1-3:0.2.8(50)', CLOCK, '1-0:1.8.0(000003000*Wh)', '1-0:1.8.1(000001000*Wh)'], 'AT'],
  ['Austria without a total', ['1-3:0.2.8(50)', CLOCK, ID, ...IMPORT], undefined],
  ['Hungary, absolute energy', [CLOCK, '1-0:15.8.0(000001.000*kWh)', '1-0:1.8.1(1*kWh)'], 'HU'],
  ['Lithuania', [CLOCK, '1-0:1.8.1(1*kWh)', '1-0:16.24.0(-00.024*kW)'], 'LT'],
  ['Slovenia', ['0-0:97.97.0(00000000)', '1-0:0.9.1(222553)', '1-0:1.8.1(1*kWh)'], 'SI'],
  ['Sweden, or Denmark, or Finland', [CLOCK, '1-0:1.8.0(00000001.000*kWh)', '1-0:1.7.0(0001.946*kW)'], undefined],
  ['Hungary', [CLOCK, '0-0:42.0.0(53414731)', '1-0:1.8.0(000001.000*kWh)', ...IMPORT, TARIFF], undefined],
  ['nothing that tells', ['1-3:0.2.8(50)', CLOCK], undefined],
];

describe('the country of a telegram', () => {
  for (const [name, lines, country] of LISTS) {
    it(`${name}: ${country ?? 'not said'}`, () => assert.equal(recognise(parsed(...lines).objects)?.country, country));
  }

  it('simulated: NL', () => {
    assert.equal(recognise(parseP1(SIMULATED.subarray(0, -7), true).objects)?.country, 'NL');
  });

  it('DSMR 3, which has neither version nor clock: NL', () => {
    assert.equal(recognise(parseP1(DSMR3.subarray(0, -3), false).objects)?.country, 'NL');
    assert.equal(recognise([]), undefined);
  });
});

import assert from 'node:assert/strict';
import { linkAddress } from '../../src/base/mbus-address';
import { readMbus } from '../../src/lists/mbus';
import { makeOf } from '../../src/lists/mbus-makes';
import { parseMbus } from '../../src/parse/mbus';
import { linkAddress as addressBytes } from '../../src/simulator/radio/address';

/** A meter with the number 00000000. */
function meter(manufacturer: string, version: number, type: number) {
  return linkAddress(addressBytes({ manufacturer, number: '00000000', version, type }));
}

function telegram(hex: string, sender = meter('SIM', 1, 0x02)) {
  return readMbus(parseMbus(Buffer.from(hex.replaceAll(' ', ''), 'hex'), { sender, checked: true }));
}

describe('a telegram of M-Bus', () => {
  it('says whose it is', () => {
    assert.deepEqual(telegram('78 0103 01', meter('SIM', 1, 0x07)).meter, {
      id: '00000000',
      manufacturer: 'SIM',
      type: 'water',
    });
    assert.deepEqual(telegram('78 0103 01', meter('SIM', 1, 0xff)).meter, { id: '00000000', manufacturer: 'SIM' });
  });

  it('of nobody says nothing of a meter', () => {
    const message = parseMbus(Buffer.from('780113017800', 'hex'), { checked: true });
    const { meter: nobody, list, objects } = readMbus(message);
    assert.deepEqual([nobody, list, objects[0]?.obis], [{}, 'mbus', undefined]);
    const electric = parseMbus(Buffer.from('7801030101833c01', 'hex'), { checked: true });
    assert.equal(readMbus(electric).objects[0]?.obis, '1-0:1.8.0', 'the records tell what it measures');
  });

  it('its records have codes, by the type of its meter', () => {
    const codes = (type: number) =>
      telegram('78 0113 01 0103 01', meter('SIM', 1, type)).objects.map(({ obis }) => obis);
    assert.deepEqual(codes(0x02), [undefined, '1-0:1.8.0']);
    assert.deepEqual(codes(0x07), ['8-0:1.0.0', undefined]);
    assert.deepEqual(codes(0x04), ['6-0:2.0.0', '6-0:1.0.0']);
  });

  it('its clock is its time', () => {
    assert.deepEqual(telegram('78 046D 3B975E36').time, { local: '2026-06-30T23:59:00', dst: true });
    assert.ok(!('time' in telegram('78 0103 01')));
  });
});

describe('the make of a meter', () => {
  /** Manufacturer, version, device type, list. */
  for (const [manufacturer, version, type, list] of [
    ['EGM', 0x01, 0x02, 'gama'],
    ['EGM', 0x75, 0x02, 'gama'],
    ['EGM', 0x01, 0x07, undefined],
    ['APA', 0x01, 0x02, 'amiplus'],
    ['APA', 0x02, 0x02, 'amiplus'],
    // Apator's water meters and its other meters of electricity.
    ['APA', 0x05, 0x07, undefined],
    ['APA', 0x03, 0x02, undefined],
    ['APT', 0x01, 0x02, 'amiplus'],
    ['APT', 0x02, 0x02, undefined],
    ['DEV', 0x00, 0x02, 'amiplus'],
    ['DEV', 0x01, 0x02, 'amiplus'],
    ['DEV', 0x02, 0x37, 'amiplus'],
    ['DEV', 0x02, 0x02, undefined],
    ['NES', 0x03, 0x02, 'amiplus'],
    ['NES', 0x04, 0x02, undefined],
    ['KPL', 0x00, 0x02, 'amiplus'],
    ['KPL', 0xff, 0x02, 'amiplus'],
    ['KPL', 0x01, 0x03, undefined],
    ['SIM', 0x01, 0x02, undefined],
  ] as const) {
    it(`${manufacturer} version ${version} type ${type}: ${list ?? 'none'}`, () => {
      assert.equal(makeOf(meter(manufacturer, version, type)), list);
      assert.equal(telegram('78 0103 01', meter(manufacturer, version, type)).list, list ?? 'mbus');
    });
  }
});

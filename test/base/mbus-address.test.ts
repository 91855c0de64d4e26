import assert from 'node:assert/strict';
import { headerAddress, linkAddress } from '../../src/base/mbus-address';
import { deviceTypeName } from '../../src/base/mbus-device-types';
import { manufacturerLetters } from '../../src/base/mbus-manufacturer';

const HEX = (text: string) => Buffer.from(text, 'hex');

describe('addresses of M-Bus', () => {
  const meter = { id: '12345678', manufacturer: 'ELS', version: 0x33, type: 0x03, bytes: HEX('9315785634123303') };

  it('of a link layer', () => {
    assert.deepEqual(linkAddress(HEX('9315785634123303')), meter);
  });

  it('of a long header', () => {
    assert.deepEqual(headerAddress(HEX('7856341293153303')), meter);
  });

  it('of a maker that does not keep to decimal digits', () => {
    assert.equal(linkAddress(HEX('304c716f55002404')).id, '00556F71');
  });

  it('are copies', () => {
    const bytes = HEX('9315785634123303');
    const address = linkAddress(bytes);
    bytes.fill(0);
    assert.deepEqual(address, meter);
  });
});

describe('manufacturers', () => {
  for (const [word, letters] of [
    [0x14ed, 'EGM'],
    [0x0601, 'APA'],
    [0x2c2d, 'KAM'],
    [0x2e0c, 'KPL'],
    [0xae0c, 'KPL'], // not unique
    [0x0421, 'AAA'],
    [0x6b5a, 'ZZZ'],
  ] as const) {
    it(letters, () => assert.equal(manufacturerLetters(word), letters));
  }
});

describe('device types', () => {
  it('have names', () => {
    assert.deepEqual([0x00, 0x02, 0x37, 0x38].map(deviceTypeName), [
      'other',
      'electricity',
      'radio converter, meter side',
      'bus converter, meter side',
    ]);
  });

  it('or are reserved', () => {
    assert.equal(deviceTypeName(0x3f), undefined);
  });
});

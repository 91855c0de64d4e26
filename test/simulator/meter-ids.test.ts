import assert from 'node:assert/strict';
import fc from 'fast-check';
import { deviceName, idsOf, meterNumber, serialBytes, serialNumber, systemTitle } from '../../src/simulator/meter-ids';

const IDS = { id: 'E0099001234567826', gasId: 'G0099001234567826' };

describe('the numbers of a simulated meter', () => {
  it('are those of its id', () => {
    assert.equal(meterNumber(IDS), '0099001234567826');
    assert.equal(serialNumber(IDS), '0012345678');
    assert.equal(serialBytes(IDS).toString('hex'), '00bc614e');
    assert.equal(deviceName(IDS), 'SIM9001234567826');
  });

  it('make a system title of eight bytes', () => {
    assert.equal(systemTitle('KAME', IDS).toString('hex'), '4b414d4500bc614e');
    assert.equal(systemTitle('SAGgp', IDS).toString('hex'), '5341476770bc614e');
  });

  it('fit into four bytes, whatever the seed', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const ids = idsOf(seed);
        assert.equal(String(serialBytes(ids).readUInt32BE()).padStart(10, '0'), serialNumber(ids));
      }),
    );
  });
});

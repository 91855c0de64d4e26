import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MeterError } from '../../src/base/errors';
import { METERS, meterOf, SimulatedMeter } from '../../src/simulator/meters';
import { lineSettings } from '../../src/transport/serial';

const START = Date.parse('2026-01-14T12:00:00Z');

function printed(telegram: Buffer, obis: string): string {
  const text = telegram.toString('latin1');
  const at = text.indexOf(`${obis}(`) + obis.length;
  return text.slice(at, text.indexOf('\r\n', at));
}

function watts(telegram: Buffer, obis: string): number {
  return Number(printed(telegram, obis).slice(1, 7).replace('.', ''));
}

function isUnsupported(error: unknown): boolean {
  return error instanceof MeterError && error.code === 'unsupported';
}

describe('simulated meters', () => {
  it('finds a model by its id, and says which it has not', () => {
    for (const model of METERS) assert.equal(meterOf(model.id), model);
    assert.equal(new Set(METERS.map(({ id }) => id)).size, METERS.length);
    assert.deepEqual([meterOf('dsmr5').country, meterOf('dsmr5').interval], ['NL', 1]);
    assert.throws(() => meterOf('dsmr9'), isUnsupported);
    assert.throws(() => new SimulatedMeter({ meter: 'toString', start: START }), isUnsupported);
  });

  it('name a line as ports do, and the keys that they need', () => {
    for (const { id, line, keys, interval } of METERS) {
      assert.ok(lineSettings(line).baudRate >= 2400, id);
      assert.ok(interval >= 1, id);
      const encrypts = /^(pl-|lu$|at-kaifa$|dk-kamstrup$)/.test(id);
      assert.equal(keys, encrypts ? 'test' : undefined, id);
    }
    assert.deepEqual(
      ['dsmr22', 'dsmr5', 'no-aidon', 'no-kamstrup', 'se-aidon-efs', 'dk-kmp'].map((id) => meterOf(id).line),
      ['9600 7E1', '115200 8N1', '2400 8E1', '2400 8N1', '115200 8N1', '9600 8N2'],
    );
  });

  it('carry numbers of their own', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (seed, other) => {
        const { id, gasId } = new SimulatedMeter({ meter: 'dsmr5', start: START, seed }).ids;
        assert.match(id, /^E0099\d{12}$/);
        assert.match(gasId, /^G0099\d{12}$/);
        assert.equal(seed === other, id === new SimulatedMeter({ meter: 'dsmr5', start: START, seed: other }).ids.id);
      }),
    );
  });

  it('send what the house does at that moment', () => {
    const meter = new SimulatedMeter({ meter: 'dsmr5', start: START });
    assert.equal(printed(meter.telegram(START), '0-0:1.0.0'), '(260114130000W)');
    assert.equal(printed(meter.telegram(START + 86_400_000), '0-0:1.0.0'), '(260115130000W)');
    assert.equal(printed(meter.telegram(START), '0-0:1.0.0'), '(260115130000W)', 'time went back');
    assert.deepEqual([meter.time, meter.interval], [START + 86_400_000, 1]);
  });

  it('print the id in hexadecimal', () => {
    const meter = new SimulatedMeter({ meter: 'dsmr5', start: START, seed: 42 });
    const id = printed(meter.telegram(START), '0-0:96.1.1').slice(1, -1);
    assert.equal(Buffer.from(id, 'hex').toString('latin1'), meter.ids.id);
  });

  it('show the kettle on L1 while it is on', () => {
    const [meter, twin] = [1, 1].map((seed) => new SimulatedMeter({ meter: 'dsmr5', start: START, seed })) as [
      SimulatedMeter,
      SimulatedMeter,
    ];
    meter.switch('kettle', true, 180);
    const added = (at: number) => watts(meter.telegram(at), '1-0:21.7.0') - watts(twin.telegram(at), '1-0:21.7.0');
    assert.deepEqual([added(START), added(START + 179_000), added(START + 180_000)], [2000, 2000, 0]);
    assert.throws(() => meter.switch('sauna', true), isUnsupported);
  });
});

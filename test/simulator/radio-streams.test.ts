import assert from 'node:assert/strict';
import { DIALECTS } from '../../src/base/receivers';
import { MeterStream } from '../../src/decode';
import { keysOf, meterOf, SimulatedMeter } from '../../src/simulator/meters';
import { RADIO_METERS } from '../../src/simulator/radio-meters';
import { RECEIVER_STREAMS } from '../../src/simulator/receivers';
import { lineSettings } from '../../src/transport/serial';

const AT = Date.parse('2026-07-15T12:00:00Z');

/** Eight telegrams of the same meter, as somebody hears them. */
function streamOf(meter: string, receiver?: (typeof DIALECTS)[number]): Buffer[] {
  const simulated = new SimulatedMeter({ meter, start: AT, seed: 9, ...(receiver && { receiver }) });
  return Array.from({ length: 8 }, (_, i) => simulated.telegram(AT + i * simulated.interval * 1000));
}

describe('the stream of a simulated radio meter', () => {
  for (const { id, radio, interval } of RADIO_METERS) {
    it(`${id} is what its receiver hands on`, () => {
      const telegrams = streamOf(id, 'raw');
      for (const receiver of DIALECTS) {
        const expected = telegrams.map((telegram, i) =>
          RECEIVER_STREAMS[receiver](telegram, { rssi: -67, at: AT + i * interval * 1000, mode: radio! }),
        );
        assert.deepEqual(streamOf(id, receiver), expected, receiver);
      }
    });
  }

  it('is that of an iM871A where no receiver is named', () => {
    const [first] = streamOf('pl-amiplus');
    assert.deepEqual([...first!.subarray(0, 4)], [0xa5, 0xe2, 0x03, 0x8e]);
    assert.deepEqual(streamOf('pl-amiplus'), streamOf('pl-amiplus', 'im871a'));
  });

  it('has a full frame of pl-multical21 first, and every eighth', () => {
    const meter = new SimulatedMeter({ meter: 'pl-multical21', start: AT + 12_345, receiver: 'raw' });
    const lengths = Array.from({ length: 10 }, (_, i) => meter.telegram(AT + 12_345 + i * 16_000)[0]);
    assert.deepEqual(lengths, [0x2a, ...Array<number>(7).fill(0x23), 0x2a, 0x23]);
  });

  it('comes over the line of its receiver', () => {
    const line = (meter: string, receiver?: (typeof DIALECTS)[number]) =>
      new SimulatedMeter({ meter, start: AT, ...(receiver && { receiver }) }).line;
    assert.deepEqual(
      [line('pl-amiplus'), line('pl-amiplus', 'cul'), line('pl-amiplus', 'amb8465'), line('pl-amiplus', 'iu891a')],
      ['57600 8N1', '38400 8N1', '9600 8N1', '115200 8N1'],
    );
    assert.equal(line('pl-amiplus', 'rc1180'), '19200 8N1');
    assert.equal(line('dsmr22', 'cul'), meterOf('dsmr22').line);
    for (const receiver of DIALECTS) assert.ok(lineSettings(line('pl-amiplus', receiver)).baudRate >= 9600);
  });

  it('comes with the answers of its receiver', () => {
    const meter = new SimulatedMeter({ meter: 'pl-amiplus', start: AT, receiver: 'cul' });
    assert.equal(meter.answer(Buffer.from('br'), AT).length, 0);
    assert.equal(meter.answer(Buffer.from('t\n'), AT + 1000).toString('latin1'), 'TMODE\r\n');
    assert.equal(meter.time, AT + 1000);
  });

  for (const { id, country, interval, radio } of RADIO_METERS) {
    for (const receiver of DIALECTS) {
      // It hears S1 and T1 (Radiocrafts, data sheet).
      if (receiver === 'rc1180' && radio === 'C1') continue;

      it(`${id} is read whole through ${receiver}, in pieces of any size`, () => {
        const meter = new SimulatedMeter({ meter: id, start: AT, seed: 9, receiver });
        const stream = new MeterStream({ country, keys: [keysOf(meterOf(id))!], receiver });
        // Whether the strength is among the bytes that are counted: only the module knows.
        const told = receiver === 'amb8465' ? meter.answer(Buffer.from('FF0A024501B3', 'hex'), AT) : Buffer.alloc(0);
        const sent = Array.from({ length: 12 }, (_, i) => meter.telegram(AT + i * interval * 1000));
        const bytes = Buffer.concat([told, ...sent]);
        const results = [];
        for (let from = 0, size = 1; from < bytes.length; from += size, size = (size * 31) % 257) {
          results.push(...stream.push(bytes.subarray(from, from + size)));
        }
        results.push(...stream.end());
        const lost = results.flatMap((result) => (result.kind === 'discarded' ? [result.count] : []));
        assert.ok(lost.every((count) => count === told.length));
        const telegrams = results.filter(({ kind }) => kind !== 'discarded');
        assert.equal(telegrams.length, 12);
        for (const result of telegrams) {
          assert.ok(result.kind === 'telegram', JSON.stringify(result));
          assert.equal(result.security?.remarks, undefined);
          assert.ok(result.reading!.energy !== undefined || id === 'pl-multical21');
        }
      });
    }
  }
});

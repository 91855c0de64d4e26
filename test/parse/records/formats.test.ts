import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MeterError } from '../../../src/base/errors';
import { parseRecords } from '../../../src/parse/records';
import { formatFrame, formatInFrame, formatOfRecords } from '../../../src/parse/records/compact';
import { RecordFormats } from '../../../src/parse/records/formats';
import { bytes } from './record';

const METER = '9315785634123303';
const OTHER = '9315785634123304';

/** EN 13757-3:2018, G.5.2. */
const FULL = bytes('0202D204 02152E16 022A3423');
const FORMAT = bytes('08 313B 0202 0215 022A');
const SIGNATURE = 0x3b31;

/** Records of one byte each, so many, no two formats the same. */
function full(number: number): Buffer {
  return Buffer.from([0x01, 0x13, 0, 0x81, 0x80 | (number & 0x0f), number >> 4, 0x13, 0]);
}

const signatureOf = (records: Buffer) => formatOfRecords(records).signature;

/** A meter, by number. */
const meter = (number: number) => String(number).padStart(16, '0');

describe('formats of compact frames', () => {
  it('are learned from full frames and from format frames', () => {
    for (const show of [
      (formats: RecordFormats) => formats.showFull(METER, FULL),
      (formats: RecordFormats) => formats.showFormat(METER, formatInFrame(FORMAT)),
    ]) {
      const formats = new RecordFormats(1);
      assert.equal(formats.get(METER, SIGNATURE), undefined);
      show(formats);
      assert.deepEqual(formats.get(METER, SIGNATURE), formatOfRecords(FULL));
      assert.equal(formats.get(METER, SIGNATURE + 1), undefined);
      assert.deepEqual(formats.get(METER, SIGNATURE), formatOfRecords(FULL), 'asked again');
      assert.equal(formats.get(OTHER, SIGNATURE), undefined);
    }
  });

  it('one meter has several', () => {
    const formats = new RecordFormats(1);
    for (const number of [1, 2]) {
      formats.showFull(METER, full(number));
      assert.equal(formats.get(METER, signatureOf(full(number)))?.headers.length, 2);
    }
    formats.showFormat(METER, formatInFrame(FORMAT));
    for (const signature of [SIGNATURE, signatureOf(full(1)), signatureOf(full(2))]) {
      assert.equal(formats.get(METER, signature)?.signature, signature);
    }
  });

  it('eight of a meter are remembered, those shown last', () => {
    const formats = new RecordFormats(1);
    const shown = Array.from({ length: 9 }, (_, at) => formatOfRecords(full(at)));
    for (const format of [shown[0]!, shown[1]!, shown[0]!, ...shown.slice(2)]) formats.showFormat(METER, format);
    assert.deepEqual(
      shown.map(({ signature }) => formats.get(METER, signature) !== undefined),
      [true, false, ...Array(7).fill(true)],
    );
    const [[, kept] = ['', []]] = formats.toJSON();
    assert.equal(kept.length, 8);
  });

  it('of the meters that were heard last', () => {
    const formats = new RecordFormats(3);
    for (const number of [1, 2, 3]) formats.showFull(meter(number), FULL);
    formats.get(meter(1), SIGNATURE);
    formats.showFull(meter(4), FULL);
    assert.deepEqual(
      formats.toJSON().map(([one]) => one),
      [meter(3), meter(1), meter(4)],
    );
  });

  it('come back from JSON', () => {
    const formats = new RecordFormats(3);
    formats.showFormat(METER, formatInFrame(FORMAT));
    formats.showFull(METER, full(1));
    formats.showFull(OTHER, full(2));
    const json = JSON.parse(JSON.stringify(formats));
    assert.deepEqual(json[0], [
      METER,
      [FORMAT.toString('hex'), formatFrame(formatOfRecords(full(1)))!.toString('hex')],
    ]);
    const again = new RecordFormats(3);
    again.restore(json);
    assert.deepEqual(again.toJSON(), json);
    assert.deepEqual(again.get(METER, SIGNATURE), formatOfRecords(FULL));
    assert.deepEqual(again.get(OTHER, signatureOf(full(2))), formatOfRecords(full(2)));
    assert.equal(again.get(OTHER, SIGNATURE), undefined);
  });

  it('with what takes all that follows, too', () => {
    const formats = new RecordFormats(1);
    formats.showFull(METER, bytes('0113 01 0F ABCD'));
    const again = new RecordFormats(1);
    again.restore(JSON.parse(JSON.stringify(formats)));
    assert.equal(again.toJSON().length, 1);
    assert.deepEqual(again.toJSON(), formats.toJSON());
  });

  it('one that has no room in a format frame is known, and not saved', () => {
    const long = Buffer.concat(Array.from({ length: 130 }, () => bytes('0113 00')));
    const formats = new RecordFormats(1);
    formats.showFull(METER, long);
    assert.deepEqual(formats.toJSON(), []);
    assert.equal(formats.get(METER, signatureOf(long))?.headers.length, 130);
  });

  it('of what a format leaves out, nothing is kept', () => {
    const formats = new RecordFormats(1);
    formats.showFull(METER, bytes('2F2F 0202D204 2F 02152E16 7F 022A3423 7F'));
    assert.deepEqual(formats.get(METER, SIGNATURE)?.headers, [bytes('0202'), bytes('0215'), bytes('022A')]);
  });

  it('whatever could be read has a format', () => {
    const dif = fc.constantFrom(0x01, 0x02, 0x0d, 0x0f, 0x1f, 0x2f, 0x3f, 0x7f, 0x81, 0x8d, 0xff);
    const vif = fc.constantFrom(0x13, 0x7c, 0xfc, 0x6d, 0xfd, 0xff, 0x93);
    const piece = fc.oneof(
      dif.map((one) => [one]),
      fc.tuple(dif, vif, fc.nat(255)),
      fc.uint8Array({ maxLength: 12 }).map((any) => [...any]),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const records = Buffer.from(pieces.flat());
        try {
          parseRecords(records, false);
        } catch (error) {
          assert.ok(error instanceof MeterError);
          return;
        }
        const formats = new RecordFormats(1);
        formats.showFull(METER, records);
        const again = new RecordFormats(1);
        again.restore(formats.toJSON());
        assert.deepEqual(again.toJSON(), formats.toJSON());
        const format = formats.get(METER, signatureOf(records));
        assert.ok(format !== undefined);
        assert.deepEqual(again.get(METER, format.signature), format);
      }),
      { numRuns: 3000 },
    );
  });

  it('take no harm from a file that was changed', () => {
    const good = [METER, [FORMAT.toString('hex')]];
    for (const bad of [
      null,
      5,
      {},
      [],
      [OTHER],
      [OTHER, 'x'],
      [OTHER, [5]],
      [OTHER, [FORMAT.toString('hex'), null]],
      ['931578563412330', [FORMAT.toString('hex')]],
      ['931578563412330x', [FORMAT.toString('hex')]],
      [`${OTHER}0`, [FORMAT.toString('hex')]],
      [OTHER, ['08323B02020215022A']],
      [OTHER, ['08313B0202']],
      [OTHER, ['', 'zz', '00']],
    ]) {
      const formats = new RecordFormats(4);
      formats.restore([bad, good]);
      assert.deepEqual(formats.toJSON(), [good]);
    }
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        const formats = new RecordFormats(4);
        formats.restore(json);
        assert.deepEqual(formats.toJSON(), []);
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constant(METER), fc.array(fc.string()))), (json) => {
        const formats = new RecordFormats(4);
        formats.restore(json);
        assert.ok(formats.toJSON().length <= 1);
      }),
    );
  });

  it('however much a file holds, no more are taken than are remembered', () => {
    const frames = Array.from({ length: 20 }, (_, at) => formatFrame(formatOfRecords(full(at)))!.toString('hex'));
    const formats = new RecordFormats(2);
    formats.restore([1, 2, 3].map((number) => [meter(number), frames]));
    assert.deepEqual(
      formats.toJSON().map(([one, kept]) => [one, kept.length]),
      [
        [meter(2), 8],
        [meter(3), 8],
      ],
    );
  });
});

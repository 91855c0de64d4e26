import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { MeterKeys } from '../../src/base/keys';
import { radioFrame } from '../../src/framing/wmbus';
import { type HeardMeter, HeardMeters } from '../../src/security/heard-meters';
import { bare } from '../framing/wmbus-frames';
import { HEX, KEY, mode5, OTHER_KEY, RECORDS } from './oms-sealing';
import { CONVERTER, heard, wired } from './radio-frames';

const KEYS: MeterKeys[] = [{ encryption: KEY }];
const CLEAR = HEX('78 0413 01000000');
const SEALED = mode5({ clear: RECORDS });

/** SIM, so many, water. */
const address = (number: number) =>
  HEX(`2d4d ${String(number).padStart(8, '0').match(/../g)!.reverse().join('')} 0107`);

function listOf(...frames: readonly Parameters<HeardMeters['add']>[0][]): HeardMeter[] {
  const meters = new HeardMeters();
  for (const frame of frames) meters.add(frame, KEYS);
  return meters.list();
}

describe('meters that a receiver has heard', () => {
  it('are told by number, maker and type', () => {
    assert.deepEqual(listOf(heard(SEALED, { rssi: -70 })), [
      { id: '12345678', manufacturer: 'ELS', type: 'gas', rssi: -70, encrypted: true, yours: true, telegrams: 1 },
    ]);
  });

  it('what is not known is left out', () => {
    const [meter] = listOf(heard(CLEAR, { address: HEX('93157856341233ff') }));
    assert.deepEqual(meter, { id: '12345678', manufacturer: 'ELS', encrypted: false, yours: false, telegrams: 1 });
  });

  it('their telegrams are counted, and the strength is the latest', () => {
    const [meter] = listOf(heard(CLEAR, { rssi: -70 }), heard(CLEAR), heard(CLEAR, { rssi: -80 }), heard(CLEAR));
    assert.deepEqual([meter?.telegrams, meter?.rssi], [4, -80]);
  });

  it('one that ever was encrypted, and ever opened, stays so', () => {
    const [meter] = listOf(heard(SEALED), heard(CLEAR));
    assert.deepEqual([meter?.encrypted, meter?.yours], [true, true]);
    const [later] = listOf(heard(CLEAR), heard(SEALED));
    assert.deepEqual([later?.encrypted, later?.yours], [true, true]);
  });

  it('without the right key none is yours', () => {
    for (const keys of [[], [{ encryption: OTHER_KEY }], [{ encryption: KEY, meter: '99999999' }]]) {
      const meters = new HeardMeters();
      meters.add(heard(SEALED), keys);
      assert.deepEqual(
        meters.list().map(({ yours }) => yours),
        [false],
      );
    }
  });

  it('what came clear is opened by no key', () => {
    const [clear, came] = [heard(CLEAR), heard(HEX(`7a 2a 10 2025 ${RECORDS.toString('hex')}`))];
    assert.deepEqual(
      [...listOf(clear), ...listOf(came)].map(({ yours }) => yours),
      [false, false],
    );
  });

  it('behind a converter it is the meter', () => {
    const frame = heard(mode5({ clear: RECORDS, long: true }), { address: CONVERTER });
    assert.deepEqual(
      listOf(frame).map(({ id, manufacturer, yours }) => [id, manufacturer, yours]),
      [['12345678', 'ELS', true]],
    );
  });

  it('of cables none is heard', () => {
    assert.deepEqual(listOf(wired(CLEAR), { ...heard(CLEAR), link: 'mbus' }), []);
  });

  it('yours stand first, then the strongest, then by number', () => {
    const frames = [
      heard(CLEAR, { address: address(4) }),
      heard(CLEAR, { address: address(3), rssi: -90 }),
      heard(CLEAR, { address: address(2), rssi: -60 }),
      heard(CLEAR, { address: address(1), rssi: -90 }),
      heard(CLEAR, { address: address(0) }),
      heard(SEALED, { rssi: -100 }),
    ];
    assert.deepEqual(
      listOf(...frames).map(({ id }) => id),
      ['12345678', '00000002', '00000001', '00000003', '00000000', '00000004'],
    );
  });

  it('two makers may have the same number', () => {
    assert.equal(listOf(heard(CLEAR), heard(CLEAR, { address: HEX('2d4d785634123303') })).length, 2);
  });

  it('256 are remembered, those heard last', () => {
    const meters = new HeardMeters();
    for (let number = 0; number < 300; number++) meters.add(heard(CLEAR, { address: address(number) }), []);
    const ids = meters.list().map(({ id }) => Number(id));
    assert.deepEqual([ids.length, Math.min(...ids), Math.max(...ids)], [256, 44, 299]);
  });

  it('whatever they send', () => {
    const content = fc.uint8Array({ minLength: 1, maxLength: 60 });
    const known = fc.constantFrom(0x72, 0x7a, 0x8c, 0x8d, 0x90);
    const meters = new HeardMeters();
    let count = 0;
    fc.assert(
      fc.property(known, content, (ci, rest) => {
        meters.add(radioFrame(bare(Buffer.from([ci, ...rest])), { format: 'none' }), KEYS);
        count++;
      }),
    );
    const total = meters.list().reduce((sum, { telegrams }) => sum + telegrams, 0);
    assert.equal(total, count);
  });
});

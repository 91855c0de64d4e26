import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Household } from '../../src/simulator/household';
import { meterOf, SimulatedMeter } from '../../src/simulator/meters';
import { integer } from '../../src/simulator/radio/records';
import { mode5 } from '../../src/simulator/radio/transport';
import { RADIO_METERS } from '../../src/simulator/radio-meters';
import { cbcIn, cmac, dataBehind, en13757, KEY, linkIn, sessionIn } from './radio-reader';

/** Its last eight digits before the year go on the radio. */
const IDS = { id: 'E0099123456789026', gasId: 'G0099123456789026' };
const NUMBER = '90785634';
const COUNTER = 0x0cabcd4d;

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase();

/** The order of the records (wmbusmeters, issue 2036; issues 54 and 1296; driver `kamwater`; for OMS our own). */
const CODES = {
  'pl-gama350-radio':
    '066D 0C78 0E03 8E1003 8E2003 8E3003 8E801003 0E833C 8E10833C 8E20833C 8E30833C 8E8010833C 0B2B 0BAB3C ' +
    '0BFB14 0BFB943C 0AFDC9FC01 0AFDC9FC02 0AFDC9FC03 0BABC8FC10',
  'pl-amiplus':
    '066D 0C78 0AFDC9FC01 0AFDC9FC02 0AFDC9FC03 8E30833C 8E20833C 8E10833C 0BABC8FC10 8E1003 8E2003 8E3003 0B2B 0BAB3C',
  'pl-multical21': '02FF20 0413 4413 615B 6167',
  'pl-oms-mode7':
    '046D 0D78 0603 861003 862003 06833C 042B 04AB3C 04FB14 04FB943C 02FDC8FC01 02FDC8FC02 02FDC8FC03 ' +
    '02FDDAFC01 02FDDAFC02 02FDDAFC03 02FB2D',
} as const;

type Id = keyof typeof CODES;

/** A summer evening, a Saturday. */
const AT = Date.parse('2026-05-02T16:42:29Z');

function sentAt(id: Id, at = AT, counter = COUNTER, sent = 0): Buffer {
  const house = new Household({ start: at, seed: 7, zone: 'Europe/Warsaw' });
  return meterOf(id).lists[0]!.encode(house.read(), IDS, counter, sent);
}

function mode5In(telegram: Buffer, blocks: number): Buffer {
  const { sender, content } = linkIn(telegram);
  assert.equal(hex(content.subarray(0, 5)), `7A4D00${hex(Buffer.of(blocks << 4))}05`);
  return cbcIn(content, 5, blocks, KEY, Buffer.concat([Buffer.from(sender, 'hex'), Buffer.alloc(8, 0x4d)]));
}

describe('the telegram of a simulated radio meter', () => {
  it('has a layout for each', () => {
    assert.deepEqual(Object.keys(CODES).sort(), RADIO_METERS.map(({ id }) => id).sort());
  });

  it('of pl-gama350-radio has the records of the make in 11 blocks', () => {
    const telegram = sentAt('pl-gama350-radio');
    assert.equal(hex(telegram.subarray(0, 15)), `BE44ED14${NUMBER}01027A4D00B005`);
    const data = dataBehind(CODES['pl-gama350-radio'], mode5In(telegram, 11));
    // As a capture has it: a weekday, no week, and two hours.
    assert.deepEqual(data.slice(0, 2).map(hex), ['5D2AD2423580', NUMBER]);
    assert.deepEqual(
      [data[6], data[11], data[19]].map((bytes) => hex(bytes!)),
      ['000000000000', '000000000000', '000007'],
    );
  });

  it('of pl-amiplus has the records of the make in 8 blocks', () => {
    const telegram = sentAt('pl-amiplus');
    assert.equal(hex(telegram.subarray(0, 15)), `8E440106${NUMBER}01027A4D008005`);
    const data = dataBehind(CODES['pl-amiplus'], mode5In(telegram, 8));
    assert.deepEqual(
      [0, 1, 5, 8, 11].map((i) => hex(data[i]!)),
      ['5D6A12423580', NUMBER, '000000000000', '000000', '000000000000'],
    );
  });

  it('of Polish meters tells winter by its bits and its hour, and leap years', () => {
    const clockOf = (id: Id, at: string, blocks: number) =>
      hex(mode5In(sentAt(id, Date.parse(at)), blocks).subarray(2, 8));
    // 1 January 2025 was a Wednesday, 30 December 2029 a Sunday, 29 February 2028 a Tuesday.
    assert.equal(clockOf('pl-gama350-radio', '2024-12-31T23:00:01Z', 11), '010060213140');
    assert.equal(clockOf('pl-gama350-radio', '2029-12-30T22:59:59Z', 11), '3B3BF7BE3C40');
    assert.equal(clockOf('pl-gama350-radio', '2028-02-29T11:30:00Z', 11), '801E4C9D3240');
    assert.equal(clockOf('pl-amiplus', '2028-02-29T11:30:00Z', 8), '805E0C9D3240');
  });

  it('of pl-multical21 is full, then seven times compact', () => {
    const records: string[] = [];
    for (let sent = 0; sent < 17; sent++) {
      const telegram = sentAt('pl-multical21', AT, COUNTER + sent, sent);
      const { sender, content } = linkIn(telegram);
      assert.deepEqual([hex(telegram.subarray(2, 10)), content[2]], [`2D2C${NUMBER}1B16`, 0x4d + sent]);
      const { session, payload } = sessionIn(sender, content);
      // AES-CTR, minutes since 2013, which one of them.
      const minutes = Math.floor((AT - Date.UTC(2013, 0, 1)) / 60_000);
      assert.deepEqual([session >>> 29, (session >>> 4) & 0x1ffffff, session & 15], [1, minutes, (13 + sent) & 15]);
      const isFull = sent % 8 === 0;
      assert.deepEqual([telegram[0], payload[0]], isFull ? [0x2a, 0x78] : [0x23, 0x79]);
      if (isFull) {
        const data = dataBehind(CODES['pl-multical21'], payload.subarray(1));
        assert.deepEqual([hex(data[0]!), data[3]!.readInt8(), data[4]!.readInt8()], ['0000', 10, 19]);
        records.push(hex(Buffer.concat(data)));
      } else {
        // The signature is the one of public captures.
        assert.equal(hex(payload.subarray(1, 3)), 'EDA8');
        const full = sessionIn(sender, linkIn(sentAt('pl-multical21', AT, COUNTER, 0)).content).payload.subarray(1);
        assert.equal(payload.readUInt16LE(3), en13757(full));
        records.push(hex(payload.subarray(5)));
      }
    }
    assert.deepEqual(new Set(records).size, 1, 'the same data, full and compact');
  });

  it('of pl-multical21 counts minutes in 25 bits', () => {
    for (const year of [2050, 2080]) {
      const at = Date.UTC(year, 0);
      const { sender, content } = linkIn(sentAt('pl-multical21', at));
      const minutes = (at - Date.UTC(2013, 0, 1)) / 60_000;
      assert.equal((sessionIn(sender, content).session >>> 4) & 0x1ffffff, minutes % 2 ** 25);
    }
  });

  it('of pl-oms-mode7 comes from a converter, proven and encrypted with keys of its own', () => {
    const { sender, content } = linkIn(sentAt('pl-oms-mode7'));
    assert.equal(sender, '2d4d785634120137');
    // Extended link layer, authentication layer: control, counter; long header: no error, 9 blocks, derivation A.
    assert.equal(hex(content.subarray(0, 12)), '8C204D900F002C254DCDAB0C');
    assert.equal(hex(content.subarray(20, 34)), `72${NUMBER}2D4D01024D00900710`);
    const derived = (purpose: string) => cmac(KEY, Buffer.from(`${purpose}4DCDAB0C${NUMBER}07070707070707`, 'hex'));
    const proven = Buffer.concat([content.subarray(7, 12), content.subarray(20)]);
    assert.equal(hex(content.subarray(12, 20)), hex(cmac(derived('01'), proven).subarray(0, 8)));
    const records = cbcIn(content, 34, 9, derived('00'), Buffer.alloc(16));
    const [time, number] = dataBehind(CODES['pl-oms-mode7'], records);
    assert.deepEqual([hex(time!), number!.toString('latin1')], ['2AB24235', '\x0e0987654321MIS1']);
    const winter = linkIn(sentAt('pl-oms-mode7', Date.parse('2031-01-31T23:00:00Z'))).content;
    assert.equal(hex(cbcIn(winter, 34, 9, derived('00'), Buffer.alloc(16)).subarray(2, 6)), '0020E132');
  });

  it('of pl-gama350-radio is one block of nobody before its data are switched on', () => {
    const meter = new SimulatedMeter({ meter: 'pl-gama350-radio', start: AT, receiver: 'raw', activated: false });
    const telegram = meter.telegram(AT);
    assert.equal(telegram.length, 31);
    const { sender, content } = linkIn(telegram);
    assert.deepEqual([telegram[0], hex(content.subarray(2, 5)), content[0]], [0x1e, '001005', 0x7a]);
    const iv = Buffer.concat([Buffer.from(sender, 'hex'), Buffer.alloc(8, content[1]!)]);
    assert.throws(() => cbcIn(content, 5, 1, KEY, iv));
    assert.equal(meter.telegram(AT + 60_000)[11], (content[1]! + 1) & 0xff);
  });

  it('that are never switched off say the same then', () => {
    const [on, off] = [true, false].map((activated) =>
      new SimulatedMeter({ meter: 'pl-amiplus', start: AT, activated }).telegram(AT),
    );
    assert.deepEqual(on, off);
  });
});

describe('encoders of radio telegrams', () => {
  it('let no telegram grow beyond what its header can say', () => {
    const header = {
      meter: { manufacturer: 'EGM', number: '12345678', version: 1, type: 2 },
      accessNumber: 0,
      long: false,
    };
    assert.equal(mode5(header, Buffer.alloc(238), KEY).length, 5 + 240);
    assert.throws(() => mode5(header, Buffer.alloc(239), KEY), RangeError);
    assert.throws(() => integer(0x80, 1), RangeError);
  });

  it('let registers begin again', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const house = new Household({ start: AT, seed, zone: 'Europe/Warsaw' });
        const state = house.read();
        const energy = { import: { 1: 1e12 + 5, 2: 0 }, export: { 1: 999_999_999_999, 2: 2 } } as const;
        const telegram = meterOf('pl-gama350-radio').lists[0]!.encode({ ...state, energy }, IDS, COUNTER);
        const data = dataBehind(CODES['pl-gama350-radio'], mode5In(telegram, 11)).map(hex);
        assert.deepEqual(
          [data[2], data[3], data[7], data[8]],
          ['050000000000', '050000000000', '010000000000', '999999999999'],
        );
      }),
      { numRuns: 5 },
    );
  });
});

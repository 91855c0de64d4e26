import assert from 'node:assert/strict';
import { formatA, formatB } from '../wmbus-frames';
import { heardIn } from './heard-lines';
import { LONG, SHORT } from './telegrams';

const HEX = SHORT.toString('hex');
const UPPER = HEX.toUpperCase();
const KEY = '000102030405060708090A0B0C0D0E0F';

const heard = (text: string) => heardIn('hex', text);
const frame = (wire = HEX, rssi?: number, check = 'absent') => ({ wire, check, rssi });

/** `separator` between all bytes. */
const spaced = (separator: string) => HEX.replaceAll(/..(?=.)/g, (byte) => byte + separator);

/** How people and programs dress a telegram. */
const DRESSED: readonly string[] = [
  HEX,
  UPPER,
  ` ${HEX} `,
  `\t${HEX}`,
  `0x${HEX}`,
  spaced(' '),
  spaced('\t'),
  spaced('_'),
  `0x${spaced(' 0x')}`,
  `|${HEX.slice(0, 22)}_${HEX.slice(22)}|`,
  `telegram=|${HEX.slice(0, 22)}_${HEX.slice(22)}|+12`,
  `telegram=${HEX}`,
  `https://wmbusmeters.org/analyze/${HEX}`,
  `(wmbus) see https://wmbusmeters.org/analyze/${UPPER}:${KEY} for more`,
  `T: ${HEX} (${SHORT.length})`,
  `[19:00:00][D][wmbus:176]: Meter ID [0x12345678] not found T: ${UPPER} (${SHORT.length})`,
  `{"frameType":"A","containsCrc":false,"data":"${UPPER}"}`,
  `{"topic":"meters","payload":{"id":"12345678","telegram":"${HEX}"},"key":"${KEY}"}`,
  `{"key":"${KEY}","list":[1,null,{"hex":"0x${HEX}"}]}`,
];

describe('lines of hexadecimal digits', () => {
  for (const line of DRESSED) {
    it(`are ${line.length > 60 ? `${line.slice(0, 57)}...` : line}`, () => {
      assert.deepEqual(heard(`${line}\n`), [frame()]);
      assert.deepEqual(heard(`${line}\r\n${line}\r\n`), [frame(), frame()]);
      assert.deepEqual(heard(line), [frame()], 'without the end of the line');
    });
  }

  it('may have CRCs', () => {
    for (const [framed] of [[formatA(SHORT)], [formatB(SHORT)], [formatA(LONG)]]) {
      const wire = framed!.toString('hex');
      assert.deepEqual(heard(`${wire}\n`), [frame(wire, undefined, 'ok')]);
      assert.deepEqual(heard(`Z${wire}\n`), [frame(wire, undefined, 'ok')]);
    }
  });

  it('that say they have CRCs must have them', () => {
    assert.deepEqual(heard(`Z${HEX}\n`), ['checksum']);
    const damaged = formatA(SHORT);
    damaged[14]! ^= 1;
    assert.deepEqual(heard(`Z${damaged.toString('hex')}\n`), ['checksum']);
  });

  it('in JSON say whether they have CRCs, and how these lie', () => {
    const line = (frameType: string, data: Buffer) =>
      `${JSON.stringify({ frameType, containsCrc: true, data: data.toString('hex') })}\n`;
    assert.deepEqual(heard(line('A', formatA(SHORT))), [frame(formatA(SHORT).toString('hex'), undefined, 'ok')]);
    assert.deepEqual(heard(line('B', formatB(SHORT))), [frame(formatB(SHORT).toString('hex'), undefined, 'ok')]);
    assert.deepEqual(heard(line('B', formatA(SHORT))), ['checksum']);
    assert.deepEqual(heard(`{"frameType":"B","containsCrc":false,"data":"${HEX}"}\n`), [frame()]);
  });

  it('in JSON are believed where they say that there are no CRCs', () => {
    const seeming = formatA(SHORT);
    assert.deepEqual(heard(`{"containsCrc":false,"data":"${seeming.toString('hex')}"}\n`), [
      frame(seeming.subarray(0, SHORT.length).toString('hex')),
    ]);
  });

  it('in JSON may have CRCs without saying so', () => {
    const wire = formatA(SHORT).toString('hex');
    assert.deepEqual(heard(`{"frameType":"A","data":"${HEX}"}\n`), [frame()]);
    assert.deepEqual(heard(`{"data":"${wire}"}\n`), [frame(wire, undefined, 'ok')]);
    assert.deepEqual(heard(`{"data":"Z${HEX}"}\n`), ['checksum']);
  });

  it('in JSON may tell the strength', () => {
    assert.deepEqual(heard(`{"data":"${HEX}","rssi":-71}\n`), [frame(HEX, -71)]);
    assert.deepEqual(heard(`{"data":"${HEX}","rssi":71}\n`), [frame()]);
  });

  it('in logs of ESPHome tell the strength', () => {
    const tail = `T: ${HEX} (${SHORT.length})`;
    assert.deepEqual(heard(`\x1b[0;36m[D][main:925]: RSSI: -70dBm ${tail}\x1b[0m\n`), [frame(HEX, -70)]);
    assert.deepEqual(heard(`RSSI: -70 dBm LQI: 128 Frame: T1 A ${tail}\n`), [frame(HEX, -70)]);
    assert.deepEqual(heard(`RSSI: 70dBm ${tail}\n`), [frame()]);
  });

  it('may have a byte too many, which is of the receiver', () => {
    assert.deepEqual(heard(`${HEX}5c\n`), [frame()]);
  });

  it('that are cut are truncated', () => {
    for (const line of [HEX, `T: ${HEX}`, `telegram=|${HEX}`]) {
      for (const digits of [1, 2, 3, 5, 6, 18]) {
        assert.deepEqual(heard(`${line.slice(0, -digits)}\n`), ['truncated'], `${digits} digits`);
      }
      assert.deepEqual(heard(`${line}f\n`), ['truncated'], 'half a byte too many');
    }
  });

  it('are none of a telegram where they do not begin as one', () => {
    for (const line of [
      KEY,
      'online',
      '-52',
      HEX.slice(0, 20),
      HEX.slice(2),
      `${HEX}xyz`,
      `/analyze/${KEY}`,
      `{"k":"${KEY}"}`,
    ]) {
      assert.deepEqual(heard(`${line}\n`), [], line);
    }
  });

  it('without CRCs may have a length that counts them', () => {
    const counted = Buffer.from(SHORT);
    counted[0]! += 2;
    assert.deepEqual(heard(`${counted.toString('hex')}\n`), [frame()]);
  });

  it('in JSON lie near its top', () => {
    const nested = (depth: number) => `${'{"a":'.repeat(depth)}"${HEX}"${'}'.repeat(depth)}\n`;
    assert.deepEqual(heard(nested(5)), [frame()]);
    assert.deepEqual(heard(nested(6)), []);
  });
});

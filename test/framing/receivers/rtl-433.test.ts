import assert from 'node:assert/strict';
import { crc16En13757 } from '../../../src/base/crc-en13757';
import { bare, formatB } from '../wmbus-frames';
import { heardIn } from './heard-lines';
import { LONG, SHORT } from './telegrams';

const hex = (text: string) => Buffer.from(text, 'hex');
const HEX = SHORT.toString('hex');

const heard = (text: string) => heardIn('rtl-433', text);
const frame = (wire = HEX, check = 'absent') => ({ wire, check, rssi: undefined });

function json(data: string, more: Record<string, unknown> = {}): string {
  const object = { time: '2026-11-20 19:00:00', model: 'Wireless-MBus', mode: 'T', data, mic: 'CRC', ...more };
  return `${JSON.stringify(object)}\n`;
}

function csv(data: string): string {
  return `2026-11-20 19:00:00,,,Wireless-MBus,,12345678,,,,CRC,,${','.repeat(300)}${data},,,,C,27,Cold Water,,\n`;
}

function text(data: string): string {
  const fields = 'Version   : 2            Device Type: 0x02         Device Type String: Electricity';
  return `time      : 2026-11-20 19:00:00\nmodel     : Wireless-MBus Mode      : T\n${fields}          Data      : ${data}\nIntegrity : CRC\n`;
}

describe('lines of rtl_433', () => {
  for (const [name, line] of [
    ['JSON', json],
    ['CSV', csv],
    ['text', text],
  ] as const) {
    it(`are telegrams in ${name}`, () => {
      assert.deepEqual(heard(line(HEX)), [frame()]);
      assert.deepEqual(heard(line(LONG.toString('hex'))), [frame(LONG.toString('hex'))]);
    });

    it(`may leave two bytes of CRC behind, in ${name}`, () => {
      assert.deepEqual(heard(line(`${HEX}7b35`)), [frame()]);
    });

    it(`may leave the CRC of format B, in ${name}`, () => {
      const telegram = formatB(SHORT).toString('hex');
      assert.deepEqual(heard(line(telegram)), [frame(telegram, 'ok')]);
    });

    it(`may leave the last of two CRCs of format B, in ${name}`, () => {
      const framed = formatB(LONG);
      const left = Buffer.concat([framed.subarray(0, 1), LONG.subarray(1), framed.subarray(-2)]);
      assert.deepEqual(heard(line(left.toString('hex'))), [frame(LONG.toString('hex'))]);
    });

    it(`that are cut are truncated, in ${name}`, () => {
      assert.deepEqual(heard(line(HEX.slice(0, -2))), ['truncated']);
    });
  }

  it('in JSON may tell a strength, which is none in dBm', () => {
    for (const rssi of [-12.5, 12.5, '-12.5', null]) assert.deepEqual(heard(json(HEX, { rssi })), [frame()]);
  });

  it('are of no other device', () => {
    assert.deepEqual(heard(json(HEX, { model: 'Acurite-Tower' })), []);
    assert.deepEqual(heard(csv(HEX).replace('Wireless-MBus', 'Acurite-Tower')), []);
    assert.deepEqual(heard(json('')), []);
    assert.deepEqual(heard(json(HEX, { data: 5 })), []);
    assert.deepEqual(heard(json(HEX).replace('}', '')), []);
  });

  it('leave what only looks like a CRC', () => {
    const short = bare(hex('78040378563412ffff'));
    const counting = Buffer.from(short);
    counting[0]! += 2;
    assert.deepEqual(heard(json(counting.toString('hex'))), [frame(short.toString('hex'))]);
    const long = Buffer.from(LONG);
    long.writeUInt16BE(crc16En13757(long, 126, long.length - 2), long.length - 2);
    assert.deepEqual(heard(json(long.toString('hex'))), [frame(long.toString('hex'))]);
  });

  it('in CSV may have other long numbers', () => {
    const line = `2026-11-20 19:00:00,,,Wireless-MBus,${'1234567890'.repeat(4)},,${HEX},\n`;
    assert.deepEqual(heard(line), [frame()]);
  });

  it('are found where the telegram is as short as can be', () => {
    const shortest = bare(Buffer.of(0x78)).toString('hex');
    assert.deepEqual(heard(json(shortest)), [frame(shortest)]);
  });
});

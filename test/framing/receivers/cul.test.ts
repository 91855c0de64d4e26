import assert from 'node:assert/strict';
import { readCulLine } from '../../../src/framing/receivers/cul';
import { formatA, formatB } from '../wmbus-frames';
import { heardIn } from './heard-lines';
import { LONG, SHORT } from './telegrams';

const upper = (bytes: Buffer) => bytes.toString('hex').toUpperCase();
const A = upper(formatA(SHORT));
const B = upper(formatB(SHORT));
const WIRE_A = formatA(SHORT).toString('hex');

const heard = (text: string) => heardIn('cul', text);

describe('lines of CUL', () => {
  it('are a telegram with its CRCs', () => {
    assert.deepEqual(heard(`b${A}\r\n`), [{ wire: WIRE_A, check: 'ok', rssi: undefined }]);
    assert.deepEqual(heard(`b${upper(formatA(LONG))}\r\n`).length, 1);
  });

  it('begin with bY in format B', () => {
    assert.deepEqual(heard(`bY${B}\r\n`), [{ wire: formatB(SHORT).toString('hex'), check: 'ok', rssi: undefined }]);
    assert.deepEqual(heard(`bY${upper(formatB(LONG))}8230\r\n`).length, 1);
    assert.deepEqual(heard(`bY${A}\r\n`), ['checksum']);
  });

  it('are read in format B where only that fits', () => {
    assert.deepEqual(heard(`b${B}\r\n`).length, 1);
  });

  it('end with quality and strength after X21', () => {
    for (const [byte, rssi] of [
      ['30', -50],
      ['7F', -10.5],
      ['80', -138],
      ['C8', -102],
      ['FF', -74.5],
    ] as const) {
      assert.deepEqual(heard(`b${A}82${byte}\r\n`), [{ wire: WIRE_A, check: 'ok', rssi }]);
      assert.deepEqual(readCulLine(`bY${B}82${byte}`)?.heard.rssi, rssi);
    }
  });

  it('have no strength in one byte or in three', () => {
    for (const attached of ['82', '823000']) {
      assert.deepEqual(heard(`b${A}${attached}\r\n`), [{ wire: WIRE_A, check: 'ok', rssi: undefined }]);
    }
  });

  it('end with the strength in decimal digits in FHEM', () => {
    assert.deepEqual(heard(`b${A}::-74.5:\n`), [{ wire: WIRE_A, check: 'ok', rssi: -74.5 }]);
    assert.deepEqual(heard(`b${A}8230::-62\n`), [{ wire: WIRE_A, check: 'ok', rssi: -62 }]);
  });

  it('that are cut are truncated, wherever that is', () => {
    for (const digits of [A.length - 1, A.length - 2, A.length - 7, 36, 24]) {
      assert.deepEqual(heard(`b${A.slice(0, digits)}\r\n`), ['truncated'], `${digits} digits`);
    }
  });

  it('of which a bit changed are damaged', () => {
    const bytes = formatA(LONG);
    for (const at of [1, 8, 20, 60, bytes.length - 1]) {
      const damaged = Buffer.from(bytes);
      damaged[at]! ^= 0x10;
      assert.deepEqual(heard(`b${upper(damaged)}8230\r\n`), ['checksum'], `byte ${at}`);
    }
  });

  it('are not the other lines of culfw', () => {
    for (const line of [
      'V 1.67 nanoCUL868',
      'TMODE',
      'LOVF',
      `B${A}`,
      `bb${A}`,
      `xb${A}`,
      `b${A} 0`,
      'b',
      `b${'0'.repeat(60)}`,
    ]) {
      assert.deepEqual(heard(`${line}\r\n`), [], line);
    }
  });

  it('may stand behind something else', () => {
    for (const before of ['\xff', 'CUL/RAW: /', '2026.11.20 19:00:00 5: CUL_0: ']) {
      assert.deepEqual(heard(`${before}b${A}8230\r\n`).length, 1, before);
    }
  });
});

import assert from 'node:assert/strict';
import { heardIn } from './heard-lines';
import { LONG, SHORT } from './telegrams';

const HEX = SHORT.toString('hex');
const TIME = '2026-11-20 19:00:00.000';

const heard = (text: string) => heardIn('rtl-wmbus', text);
const frame = (wire = HEX, rssi?: number) => ({ wire, check: 'absent', rssi });

describe('lines of rtl_wmbus', () => {
  it('are a telegram without CRCs', () => {
    for (const mode of ['T1', 'C1', 'S1']) {
      assert.deepEqual(heard(`${mode};1;1;${TIME};97;148;12345678;0x${HEX}\n`), [frame()], mode);
    }
  });

  it('count only where CRC and code are right', () => {
    for (const flags of ['0;1', '1;0', '0;0', '1;2']) {
      assert.deepEqual(heard(`T1;${flags};${TIME};97;148;12345678;0x${HEX}\n`), [], flags);
    }
  });

  it('may begin with the name of an algorithm', () => {
    assert.deepEqual(heard(`rla;T1;1;1;${TIME};97;148;12345678;0x${HEX}\n`), [frame()]);
    assert.deepEqual(heard(`t2a;C1;1;1;${TIME};97;148;12345678;0x${HEX}\n`), [frame()]);
  });

  it('have a strength in dBm only where it is negative', () => {
    for (const [strength, rssi] of [
      ['-70', -70],
      ['-70.5', -70.5],
      ['70', undefined],
      ['', undefined],
      ['-', undefined],
      ['-7e', undefined],
    ] as const) {
      const line = `T1;1;1;2026-11-20 19:00:00.00Z;${strength};;;0x${HEX}\n`;
      assert.deepEqual(heard(line), [frame(HEX, rssi)], strength);
    }
  });

  it('may hold several telegrams', () => {
    const long = LONG.toString('hex');
    const line = `T1;1;1;${TIME};97;148;12345678;0x${HEX};0x${long};0x${HEX}\n`;
    assert.deepEqual(heard(`${line}${line}`), [frame(), frame(long), frame(), frame(), frame(long), frame()]);
  });

  it('of several telegrams give those behind one that is cut', () => {
    const line = `T1;1;1;${TIME};-61;;;0x${HEX.slice(0, -6)};0x${HEX}\n`;
    assert.deepEqual(heard(line), ['truncated', frame(HEX, -61)]);
  });

  it('are read anew behind one that ends in too few digits', () => {
    const line = (last: string) => `T1;1;1;${TIME};97;148;12345678;0x${HEX}${last}\n`;
    assert.deepEqual(heard(line(';0x4444') + line('')), [frame(), frame()]);
  });

  it('go on only where the line began', () => {
    assert.deepEqual(heard(`;0x${HEX}\n`), []);
    assert.deepEqual(heard(`T1;1;1;${TIME};97;148;12345678;0x${HEX}\n;0x${HEX}\n`), [frame()]);
  });

  it('that are cut are truncated', () => {
    assert.deepEqual(heard(`T1;1;1;${TIME};97;148;12345678;0x${HEX.slice(0, -2)}\n`), ['truncated']);
    assert.deepEqual(heard(`T1;1;1;${TIME};97;148;12345678;0x${HEX.slice(0, -1)}\n`), ['truncated']);
    assert.deepEqual(heard(`T1;1;1;${TIME};97;148;12345678;0x${HEX}1\n`), ['truncated']);
    assert.deepEqual(heard(`T1;1;1;${TIME};97;148;12345678;\n`), []);
    assert.deepEqual(heard(`148;12345678;0x${HEX}\n`), []);
  });

  it('are not what else the program prints', () => {
    const text =
      'Found 1 device(s):\nTuned to 868625000 Hz.\nrtl_wmbus: exiting since incoming data stopped flowing!\n';
    assert.deepEqual(heard(`${text}T1;1;1;${TIME};97;148;12345678;0x${HEX}\n`), [frame()]);
  });
});

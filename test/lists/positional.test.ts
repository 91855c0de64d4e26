import assert from 'node:assert/strict';
import { AXDR } from '../../src/base/axdr';
import { compiled } from '../../src/lists/positional';
import {
  array,
  enumerated,
  octetString,
  octetText,
  structure,
  longUnsigned as u16,
  doubleLongUnsigned as u32,
} from '../../src/simulator/dlms/axdr';
import { listOf, valuesOf } from './messages';

const CLOCK = octetString(Buffer.from('07ea0b140514000aff800000', 'hex'));
const NAMES = [octetText('KFM_001'), octetText('0123456789012345'), octetText('MA304H4')];

/** Numbers 1 to `count`. */
const numbers = (count: number) => Array.from({ length: count }, (_, i) => u32(i + 1));

describe('lists whose values stand in a fixed order', () => {
  it('Kaifa, one value: the power', () => {
    const telegram = listOf(structure(u32(1234)));
    assert.equal(telegram.list, 'kaifa');
    assert.deepEqual(valuesOf(telegram), { '1-0:1.7.0': 1234 });
  });

  it('Kaifa, three phases at the hour', () => {
    const telegram = listOf(structure(...NAMES, ...numbers(10), CLOCK, ...numbers(4)));
    assert.deepEqual(telegram.meter, { id: '0123456789012345', manufacturer: 'KFM', model: 'MA304H4' });
    assert.deepEqual(telegram.time, { local: '2026-11-20T20:00:10' });
    assert.deepEqual(valuesOf(telegram), {
      ...{ '1-0:0.2.129': 'KFM_001', '0-0:96.1.0': '0123456789012345', '0-0:96.1.7': 'MA304H4' },
      ...{ '1-0:1.7.0': 1, '1-0:2.7.0': 2, '1-0:3.7.0': 3, '1-0:4.7.0': 4 },
      ...{ '1-0:31.7.0': 0.005, '1-0:51.7.0': 0.006, '1-0:71.7.0': 0.007 },
      ...{ '1-0:32.7.0': 0.8, '1-0:52.7.0': 0.9, '1-0:72.7.0': 1 },
      ...{ '0-0:1.0.0': '2026-11-20T20:00:10', '1-0:1.8.0': 1, '1-0:2.8.0': 2, '1-0:3.8.0': 3, '1-0:4.8.0': 4 },
    });
  });

  it('Kaifa, one phase', () => {
    const values = valuesOf(listOf(structure(...NAMES, ...numbers(6))));
    assert.equal(values['1-0:31.7.0'], 0.005);
    assert.equal(values['1-0:32.7.0'], 0.6);
  });

  it('registers of 64 bits, as Kaifa meters behind transformers send them', () => {
    const long = Buffer.from([AXDR.long64Unsigned, 0, 0, 0, 0, 0, 0, 0, 7]);
    const huge = Buffer.from([AXDR.long64Unsigned, 0, 0x20, 0, 0, 0, 0, 0, 1]);
    const values = valuesOf(listOf(structure(...NAMES, ...numbers(10), CLOCK, long, huge, ...numbers(2))));
    assert.equal(values['1-0:1.8.0'], 7);
    assert.equal(values['1-0:2.8.0'], '9007199254740993');
  });

  it('Iskra: twelve values of two kinds are told apart by the third', () => {
    const names = [octetText('ISK1030000000001'), octetText('16820006')];
    const registers = listOf(structure(...names, enumerated(1), octetText('0001'), ...numbers(8)));
    assert.equal(valuesOf(registers)['1-0:1.8.1'], 2);
    assert.equal(valuesOf(registers)['0-0:96.14.0'], '0001');
    const moment = listOf(structure(...names, ...Array.from({ length: 10 }, () => u16(2314))));
    assert.equal(valuesOf(moment)['1-0:32.7.0'], 231.4);
    assert.equal(valuesOf(moment)['1-0:31.7.0'], 23.14);
    assert.equal(moment.list, 'iskra');
  });

  it('Croatia: date and time of day make the clock', () => {
    const time = octetString(Buffer.from('0f351e00', 'hex'));
    const date = octetString(Buffer.from('07e90c0303', 'hex'));
    const tail = [array(u16(1)), array(u16(1)), array(u16(1)), Buffer.from([AXDR.boolean, 1])];
    const telegram = listOf(structure(octetText('90000001'), time, date, ...numbers(26), ...tail));
    assert.equal(telegram.list, 'iskra-hr');
    assert.deepEqual(telegram.time, { local: '2025-12-03T15:53:30' });
    const values = valuesOf(telegram);
    assert.equal(values['1-0:0.9.1'], '15:53:30');
    assert.equal(values['1-0:0.9.2'], '2025-12-03');
    assert.equal(values['1-0:13.7.0'], 0.013);
    assert.equal(values['0-0:96.3.10'], 'true');
  });

  it('Vienna: the clock first, then registers before powers', () => {
    const values = valuesOf(listOf(structure(CLOCK, ...numbers(8))));
    assert.deepEqual([values['1-0:1.8.0'], values['1-0:1.7.0'], values['1-0:4.7.0']], [1, 5, 8]);
  });

  it('a form has as many codes as letters', () => {
    assert.throws(() => compiled([{ list: 'x', form: 'sn2', codes: ['1-0:1.7.0'] }]), RangeError);
  });
});

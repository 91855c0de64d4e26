import assert from 'node:assert/strict';
import { crc16Arc } from '../../src/base/crc';
import { decode, MeterStream } from '../../src/decode';
import { checked, DSMR3, replaced, SIMULATED, simulatedTelegrams, withEvenParity } from './telegrams';

const LINE = '1-0:1.7.0(01.001*kW)';

/** A telegram whose CRC begins with a zero, found by counting. */
function leadingZero(): Buffer {
  for (let watts = 0; ; watts++) {
    const telegram = checked(`1-0:1.7.0(${String(watts).padStart(6, '0')}*W)`);
    if (telegram.toString('latin1').includes('!0')) return telegram;
  }
}

/** `telegram` with other line ends, and the CRC that fits them. */
function withLineEnds(telegram: Buffer, lineEnd: string): Buffer {
  const body = Buffer.from(telegram.toString('latin1', 0, telegram.length - 6).replaceAll('\r\n', lineEnd), 'latin1');
  const crc = crc16Arc(body, 0, body.length).toString(16).toUpperCase();
  return Buffer.concat([body, Buffer.from(`${crc}${lineEnd}`, 'latin1')]);
}

function upper(telegram: Buffer): string {
  return telegram.toString('latin1', telegram.length - 6, telegram.length - 2);
}

const ACCEPTED: readonly (readonly [string, Buffer, 'ok' | 'absent'])[] = [
  ['as the standard has it', checked(LINE), 'ok'],
  ['a checksum in lower case', replaced(SIMULATED, upper(SIMULATED), upper(SIMULATED).toLowerCase()), 'ok'],
  ['a checksum without its leading zero', replaced(leadingZero(), '!0', '!'), 'ok'],
  ['line feeds alone', withLineEnds(SIMULATED, '\n'), 'ok'],
  ['a line end that was trimmed', SIMULATED.subarray(0, -2), 'ok'],
  ['a carriage return alone at the end', SIMULATED.subarray(0, -1), 'ok'],
  ['a "!" within a text', checked(LINE, '0-0:96.13.0(Storing!)', '0-0:96.13.1(!1234)'), 'ok'],
  ['a "/" within a text', checked(LINE, '0-0:96.13.0(24/7)'), 'ok'],
  ['an empty line before the end', checked(LINE, ''), 'ok'],
  ['DSMR 3, which has no checksum', DSMR3, 'absent'],
  ['DSMR 3 read as 8N1', withEvenParity(DSMR3), 'absent'],
  ['DSMR 5 read as 8N1', withEvenParity(SIMULATED), 'ok'],
];

describe('telegrams as meters send them', () => {
  for (const [name, bytes, check] of ACCEPTED) {
    it(name, () => {
      const results = decode(bytes);
      assert.equal(results.length, 1);
      const [result] = results;
      assert.ok(result?.kind === 'telegram');
      assert.equal(result.frame.check, check);
      assert.deepEqual(result.frame.wire, bytes);
      assert.equal(result.frame.message.at(-1), 0x0a);
      assert.equal(result.frame.encrypted, false);
    });
  }

  it('without its end, where a recording ends with a line of a meter that has no checksum', () => {
    const cut = DSMR3.subarray(0, -3);
    const [whole] = decode(DSMR3);
    const [result] = decode(cut);
    assert.ok(whole?.kind === 'telegram' && result?.kind === 'telegram');
    assert.deepEqual(result.objects, whole.objects);
    const stream = new MeterStream();
    stream.push(cut);
    const [paused] = stream.idle();
    assert.ok(paused?.kind === 'error' && paused.error.code === 'truncated', 'a pause is no end');
    const [inLine] = decode(DSMR3.subarray(0, -6));
    assert.ok(inLine?.kind === 'error' && inLine.error.code === 'truncated', 'within a line');
    const [other] = decode(SIMULATED.subarray(0, -7));
    assert.ok(other?.kind === 'error' && other.error.code === 'truncated', 'a meter that has a checksum');
  });

  it('two in one chunk, and line ends between them', () => {
    const [first, second] = simulatedTelegrams(2) as [Buffer, Buffer];
    const results = decode(Buffer.concat([first, Buffer.from('\r\n\r\n'), second]));
    assert.deepEqual(
      results.map((result) => result.kind === 'telegram' && result.frame.wire),
      [first, second],
    );
  });

  it('have bytes of their own, whatever becomes of the chunk', () => {
    const chunk = Buffer.from(SIMULATED);
    const [result] = new MeterStream().push(chunk);
    chunk.fill(0);
    assert.ok(result?.kind === 'telegram');
    assert.deepEqual(result.frame.wire, SIMULATED);
    assert.deepEqual(result.frame.message, SIMULATED.subarray(0, -7));
  });

  it('lose the parity bit in the message alone', () => {
    const [result] = decode(withEvenParity(DSMR3));
    assert.ok(result?.kind === 'telegram');
    assert.deepEqual(result.frame.message, DSMR3.subarray(0, -3));
    const [plain] = decode(DSMR3);
    assert.ok(plain?.kind === 'telegram');
    assert.deepEqual(result.objects, plain.objects);
  });
});

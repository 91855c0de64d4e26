import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MeterError } from '../../src/base/errors';
import { parseP1 } from '../../src/parse/p1';
import { SIMULATED } from '../framing/telegrams';
import { messageOf, parsed } from './parsed';

const GOOD = '1-0:1.7.0(01.001*kW)';

/** Damage that no check tells of. */
const DAMAGED = ['1-0:1.7.0(01.0', '1-0:1.7(01.0*kW)', '1-0:1.7.0(0x.001*kW)', '1-0:1.7.0(01.001**kW)', 'q'];

function isMalformedAt(offset: number) {
  return (error: unknown) => error instanceof MeterError && error.code === 'malformed' && error.offset === offset;
}

interface Noted {
  start: number;
  end: number;
  field: string;
}

function notes(message: Buffer): Noted[] {
  const all: Noted[] = [];
  parseP1(message, true, (start, end, field) => all.push({ start, end, field }));
  return all;
}

describe('a P1 telegram', () => {
  it('is its lines in their order', () => {
    const { objects, meter } = parsed(GOOD, '1-0:2.7.0(00.000*kW)');
    assert.deepEqual(
      objects.map(({ obis }) => obis),
      ['1-0:1.7.0', '1-0:2.7.0'],
    );
    assert.deepEqual(meter, { manufacturer: 'SIM', model: 'TEST' });
  });

  it('may lack the empty line, have more of them, or line feeds alone', () => {
    const { objects } = parsed(GOOD, GOOD);
    for (const text of [`/SIM5\r\n${GOOD}\r\n${GOOD}\r\n`, `/SIM5\n\n${GOOD}\n\n\n${GOOD}`]) {
      assert.deepEqual(parseP1(Buffer.from(text), true).objects, objects);
    }
  });

  for (const line of DAMAGED) {
    it(`without a check is refused where a line is damaged: ${line}`, () => {
      const message = messageOf(GOOD, line, GOOD);
      const offset = messageOf(GOOD).length;
      assert.throws(() => parseP1(message, false), isMalformedAt(offset));
      assert.equal(parseP1(message, true).objects.length, 3);
    });
  }

  it('without a check is read where nothing is damaged', () => {
    assert.deepEqual(parseP1(messageOf(GOOD, '0-0:96.13.0()'), false), parsed(GOOD, '0-0:96.13.0()'));
  });

  it('without a data line is none', () => {
    for (const checked of [true, false]) {
      for (const text of ['', '/', '/SIM5', '/SIM5\r\n\r\n']) {
        assert.throws(() => parseP1(Buffer.from(text), checked), isMalformedAt(0));
      }
    }
  });

  it('a bracket that does not close swallows no other line', () => {
    const { objects } = parsed('0-0:96.14.0(0002', GOOD);
    assert.deepEqual(
      objects.map(({ name, value }) => [name, value]),
      [
        ['unknown', '0-0:96.14.0(0002'],
        ['powerImport', 1.001],
      ],
    );
  });

  it('notes of each line what became of it', () => {
    const message = messageOf(GOOD, '0-0:96.13.0(3031\r\n3233)', 'what?', '0-0:94.98.31(1)', '1-0:2.7.0(1*kW');
    const fields = notes(message);
    assert.deepEqual(
      fields.map(({ start, end, field }) => [field, message.toString('latin1', start, end)]),
      [
        ['identification', '/SIM5\\2TEST'],
        ['powerImport', GOOD],
        ['message', '0-0:96.13.0(3031\r\n3233)'],
        ['unknown', 'what?'],
        ['unknown', '0-0:94.98.31(1)'],
        ['unknown', '1-0:2.7.0(1*kW'],
      ],
    );
  });

  it('notes all bytes but the line ends, in their order', () => {
    let at = 0;
    const message = SIMULATED.subarray(0, -7);
    for (const { start, end } of notes(message)) {
      assert.match(message.toString('latin1', at, start), /^[\r\n]*$/);
      assert.ok(start < end);
      at = end;
    }
    assert.match(message.toString('latin1', at), /^[\r\n]*$/);
  });

  it('throws nothing but MeterError, whatever it is made of', () => {
    const piece = fc.constantFrom(
      '/',
      '(',
      ')',
      '*',
      '.',
      '-',
      ':',
      '\r\n',
      '\n',
      '0-0:1.0.0',
      '1-0:99.97.0',
      '9',
      'S',
      '\xff',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.boolean(), (pieces, checked) => {
        try {
          parseP1(Buffer.from(`/a\n${pieces.join('')}`, 'latin1'), checked);
        } catch (error) {
          assert.ok(error instanceof MeterError, String(error));
        }
      }),
      { numRuns: 1000 },
    );
  });
});

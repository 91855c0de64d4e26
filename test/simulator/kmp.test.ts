import assert from 'node:assert/strict';
import fc from 'fast-check';
import { crc16Xmodem } from '../../src/base/crc';
import { Household } from '../../src/simulator/household';
import { kamstrup382 } from '../../src/simulator/kamstrup-382';
import { KmpResponder } from '../../src/simulator/kmp';

/** 00BC614E. */
const IDS = { id: 'E0099001234567826', gasId: 'G0099001234567826' };
const STATE = new Household({ start: Date.UTC(2026, 6, 15, 12), seed: 4 }).read();
const ALL = [0x0001, 0x0002, 0x03ff, 0x0400, 0x041e, 0x041f, 0x0420, 0x0434, 0x0435, 0x0436, 0x0438, 0x0439, 0x043a];
const STUFFED = [0x06, 0x0d, 0x1b, 0x40, 0x80];

function answerTo(request: Buffer, echo = false): Buffer {
  return kamstrup382({ echo }).answer(request, STATE, IDS);
}

function request(...content: number[]): Buffer {
  const crc = crc16Xmodem(Uint8Array.from(content), 0, content.length);
  return stuffed(0x80, [...content, crc >> 8, crc & 0xff]);
}

function stuffed(start: number, content: readonly number[]): Buffer {
  const bytes = content.flatMap((byte) => (STUFFED.includes(byte) ? [0x1b, 255 - byte] : [byte]));
  return Buffer.from([start, ...bytes, 0x0d]);
}

function registers(...numbers: number[]): Buffer {
  return request(0x3f, 0x10, numbers.length, ...numbers.flatMap((number) => [number >> 8, number & 0xff]));
}

/** What an answer says between its start and stop bytes, its CRC having held. */
function contentOf(answer: Buffer): Buffer {
  assert.deepEqual([answer[0], answer.at(-1)], [0x40, 0x0d]);
  const inner = answer.subarray(1, -1);
  for (const byte of inner) assert.ok(byte === 0x1b || !STUFFED.includes(byte), 'a byte that must be stuffed');
  const content: number[] = [];
  for (let i = 0; i < inner.length; i++) content.push(inner[i] === 0x1b ? 255 - inner[++i]! : inner[i]!);
  const bytes = Buffer.from(content);
  assert.equal(crc16Xmodem(bytes, 0, bytes.length), 0, 'CRC');
  return bytes.subarray(0, -2);
}

/** Number → value, unit. */
function valuesIn(answer: Buffer): Record<string, readonly [value: number, unit: number]> {
  const content = contentOf(answer);
  assert.deepEqual([content[0], content[1]], [0x3f, 0x10]);
  const values: Record<string, readonly [number, number]> = {};
  for (let at = 2; at < content.length; ) {
    const [length, signs] = [content[at + 3]!, content[at + 4]!];
    assert.equal(signs & 0x80, 0);
    const exponent = (signs & 0x3f) * (signs & 0x40 ? -1 : 1);
    const value = Number(`${content.readUIntBE(at + 5, length)}e${exponent}`);
    values[content.readUInt16BE(at).toString(16).padStart(4, '0')] = [value, content[at + 2]!];
    at += 5 + length;
  }
  return values;
}

describe('a meter that speaks KMP', () => {
  it('tells its serial number as the description of the protocol has it', () => {
    assert.equal(answerTo(Buffer.from('803F0235E90D', 'hex')).toString('hex').toUpperCase(), '403F0200BC614EB4830D');
  });

  it('tells its type and revision', () => {
    assert.equal(contentOf(answerTo(request(0x3f, 0x01))).toString('hex'), '3f0103820101');
  });

  it('tells each of its registers as the house has it', () => {
    const [import1, export1] = [STATE.energy.import, STATE.energy.export].map((tariffs) => tariffs[1] + tariffs[2]);
    const expected: Record<string, readonly [number, number]> = {
      '0001': [import1! / 1000, 2],
      '0002': [export1! / 1000, 2],
      '03ff': [STATE.import / 1000, 22],
      '0400': [STATE.export / 1000, 22],
    };
    STATE.phases.forEach((phase, i) => {
      expected[(0x041e + i).toString(16).padStart(4, '0')] = [phase.voltage, 33];
      expected[(0x0434 + i).toString(16).padStart(4, '0')] = [phase.current, 34];
      expected[(0x0438 + i).toString(16).padStart(4, '0')] = [phase.import / 1000, 22];
    });
    assert.ok(STATE.export > 0 && STATE.phases.some((phase) => phase.import > 0));
    assert.deepEqual(
      { ...valuesIn(answerTo(registers(...ALL.slice(0, 8)))), ...valuesIn(answerTo(registers(...ALL.slice(8)))) },
      expected,
    );
  });

  it('tells them in the order of the question, and leaves out those that it has not', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...ALL), fc.nat(0xffff)), { maxLength: 8 }), (asked) => {
        const answer = contentOf(answerTo(registers(...asked)));
        const told = Array.from({ length: (answer.length - 2) / 9 }, (_, i) => answer.readUInt16BE(2 + 9 * i));
        assert.deepEqual(
          told,
          asked.filter((number) => ALL.includes(number)),
        );
      }),
    );
  });

  it('stuffs whatever a register holds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffffff }), fc.constantFrom(...STUFFED), (mantissa, number) => {
        const table = new Map([[number, { unit: 0x0d, exponent: 6, mantissa: () => mantissa }]]);
        const responder = new KmpResponder({ type: Buffer.alloc(4), registers: table }, { echo: false });
        const content = contentOf(responder.answer(registers(number), STATE, IDS));
        assert.deepEqual([content.readUInt16BE(2), content[4], content[6]], [number, 0x0d, 6]);
        assert.equal(content.readUInt32BE(7), mantissa);
      }),
    );
  });

  it('waits for the end of a question that comes in pieces, after anything', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 1, max: 30 }), (noise, size) => {
        const responder = kamstrup382({ echo: false });
        responder.answer(noise, STATE, IDS);
        const question = registers(0x0001, 0x040d, 0x0400);
        const answers: Buffer[] = [];
        for (let at = 0; at < question.length; at += size) {
          answers.push(responder.answer(question.subarray(at, at + size), STATE, IDS));
        }
        assert.deepEqual(Buffer.concat(answers), answerTo(question));
        assert.ok(answers.slice(0, -1).every((answer) => answer.length === 0));
      }),
    );
  });

  it('answers once, however many ends follow', () => {
    const question = registers(0x0001);
    assert.deepEqual(answerTo(Buffer.concat([question, Buffer.of(0x0d, 0x0d)])), answerTo(question));
  });

  it('answers two questions in a row', () => {
    const [one, other] = [registers(0x0001), request(0x3f, 0x01)];
    assert.deepEqual(answerTo(Buffer.concat([one, other])), Buffer.concat([answerTo(one), answerTo(other)]));
  });

  for (const [what, bytes] of [
    ['with a bit that fell over', Buffer.from('803F0235E80D', 'hex')],
    ['that is another meter’s', request(0x3e, 0x02)],
    ['that it does not know', request(0x3f, 0x11, 0x01, 0x00, 0x01)],
    ['for nine registers', registers(...ALL.slice(0, 9))],
    ['for more registers than it names', request(0x3f, 0x10, 0x02, 0x00, 0x01)],
    ['for fewer registers than it names', request(0x3f, 0x10, 0x01, 0x00, 0x01, 0x00, 0x02)],
    ['without a count', request(0x3f, 0x10)],
    ['that is the answer of a meter', stuffed(0x40, [0x3f, 0x02, 0x35, 0xe9])],
    ['of nothing', Buffer.from([0x80, 0x0d])],
  ] as const) {
    it(`does not answer a question ${what}`, () => {
      assert.deepEqual(answerTo(bytes), Buffer.alloc(0));
    });
  }

  it('mirrors what it is sent under an optical head', () => {
    const question = registers(0x0001);
    assert.deepEqual(answerTo(question, true), Buffer.concat([question, answerTo(question)]));
    assert.deepEqual(answerTo(Buffer.of(1, 2), true), Buffer.of(1, 2));
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DIALECTS, type Dialect, RADIO_MODES } from '../../src/base/receivers';
import { SET_UPS } from '../../src/session/receivers/set-up';
import { SimulatedReceiver } from '../../src/simulator/receivers/simulated-receiver';
import { corpusLines } from '../corpus/corpus';

const HEX = (text: string) => Buffer.from(text.replace(/ /g, ''), 'hex');

/** Commands, and what is answered; nothing where that is empty. */
const EXCHANGES: Readonly<Partial<Record<Dialect, readonly (readonly [asked: Buffer, answer: Buffer])[]>>> = {
  im871a: [
    // WiMOD HCI Specification 1.6; the answers are in logs of wmbusmeters, issue 53.
    [HEX('A5 01 01 00'), HEX('A5 81 02 00 4CA3')],
    [HEX('A5 01 03 06 00 02 03 30 01 00'), HEX('A5 81 04 00 9CF7')],
    [HEX('A5 81 03 06 00 03 00 03 08 00 B8D6'), HEX('A5 81 04 00 9CF7')],
    [HEX('A5 02 01 00'), HEX('')],
    [HEX('A5 01 7F 02 A5 01'), HEX('')],
  ],
  iu891a: [
    [HEX('C0 01 01 16 07 C0'), HEX('C0 01 02 00 A0 AF C0')],
    [HEX('C0 C0 01 01 16 07 C0'), HEX('C0 01 02 00 A0 AF C0')],
    [HEX('C0 01 77 16 07 C0'), HEX('')],
  ],
  amb8465: [
    [HEX('FF 0C 00 F3'), HEX('FF 8C 03 02 01 03 70')],
    [HEX('FF 04 01 08 F2'), HEX('FF 84 01 00 7A')],
    [HEX('FF 0A 02 45 01 B3'), HEX('FF 8A 03 45 01 01 33')],
    [HEX('FF 0A 02 44 03 B0'), HEX('FF 8A 05 44 03 00 01 00 36')],
    [HEX('FF 09 03 05 01 01 F0'), HEX('FF 89 01 00 77')],
    [HEX('FF 05 00 FA'), HEX('FF 85 01 00 7B')],
    [HEX('FF 77 00 88'), HEX('')],
  ],
  cul: [
    [Buffer.from('V\n'), Buffer.from('V 1.67 CUL868\r\n')],
    [Buffer.from('brt\r\n'), Buffer.from('TMODE\r\n')],
    [Buffer.from('brc\n'), Buffer.from('CMODE\r\n')],
    [Buffer.from('brs\n'), Buffer.from('SMODE\r\n')],
    [Buffer.from('X21\r\n'), Buffer.alloc(0)],
  ],
  embit: [
    [HEX('0004 01 05'), HEX('0006 81 0001 88')],
    [HEX('0005 11 19 2F'), HEX('0005 91 00 96')],
  ],
};

describe('what a simulated receiver answers', () => {
  for (const dialect of DIALECTS) {
    const exchanges = EXCHANGES[dialect] ?? [];

    it(`in the dialect ${dialect}`, () => {
      const receiver = new SimulatedReceiver(dialect);
      for (const [asked, answer] of exchanges) {
        assert.equal(receiver.answer(asked).toString('hex'), answer.toString('hex'), asked.toString('hex'));
      }
      if (exchanges.length === 0) assert.equal(receiver.answer(Buffer.from('V\r\n')).length, 0);
    });

    it(`in the dialect ${dialect}, in pieces of any size`, () => {
      const asked = Buffer.concat(exchanges.map(([bytes]) => bytes));
      const answers = Buffer.concat(exchanges.map(([, answer]) => answer));
      fc.assert(
        fc.property(fc.array(fc.nat(asked.length)), (cuts) => {
          const receiver = new SimulatedReceiver(dialect);
          const edges = [0, ...cuts.sort((one, other) => one - other), asked.length];
          const parts = edges.slice(1).map((end, i) => receiver.answer(asked.subarray(edges[i], end)));
          assert.deepEqual(Buffer.concat(parts), answers);
        }),
      );
    });
  }

  it('is not lost behind what is no command', () => {
    for (const [dialect, [first]] of Object.entries(EXCHANGES) as [Dialect, readonly (readonly [Buffer, Buffer])[]][]) {
      const receiver = new SimulatedReceiver(dialect);
      receiver.answer(dialect === 'cul' ? Buffer.from('Moin\r\n') : HEX('31 32 33'));
      assert.deepEqual(receiver.answer(first![0]), first![1], dialect);
    }
  });

  it('belongs to a whole command, whatever its CRC looks like', () => {
    const receiver = new SimulatedReceiver('im871a');
    const [ping, answer] = EXCHANGES.im871a![0]!;
    assert.deepEqual(
      receiver.answer(Buffer.concat([HEX('A5 81 01 02 00 40 61A5'), ping])),
      Buffer.concat([answer, answer]),
    );
  });

  it('comes to an end where a length is too short', () => {
    assert.ok(new SimulatedReceiver('embit').answer(HEX('00 00 11 00 01 11')).length < 20);
  });

  it('forgets what is too long for a command', () => {
    const receiver = new SimulatedReceiver('cul');
    receiver.answer(Buffer.from(`V${' '.repeat(600)}`));
    assert.equal(receiver.answer(Buffer.from('\n')).length, 0);
  });

  it('fills no memory, whatever is written', () => {
    for (const dialect of DIALECTS) {
      const receiver = new SimulatedReceiver(dialect);
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
          assert.ok(receiver.answer(bytes).length < 40 * 600);
        }),
      );
    }
  });

  for (const [dialect, setUp] of SET_UPS) {
    it(`lets ${dialect} be set up for every mode`, () => {
      const receiver = new SimulatedReceiver(dialect);
      assert.ok(setUp.isAnswer(receiver.answer(setUp.probe)));
      for (const mode of RADIO_MODES) {
        const steps = setUp.steps(mode);
        let count = 0;
        for (let step = steps.next(); !step.done; count++) {
          const answer = step.value.answerIn(receiver.answer(step.value.write));
          assert.ok(answer !== undefined, `${mode}: ${Buffer.from(step.value.write).toString('hex')}`);
          step = steps.next(answer);
        }
        assert.ok(count >= 2);
      }
    });
  }
});

interface InitRow {
  id: string;
  dongle: Dialect;
  kind?: string;
  exchange: { dir: string; hex: string }[];
}

describe('what real receivers answered', () => {
  const rows = corpusLines<InitRow>('dongles.jsonl')?.filter(({ kind }) => kind === 'init-exchange');
  if (rows === undefined) it.skip('corpus absent');

  for (const { id, dongle, exchange } of rows ?? []) {
    // Its answers are those to other questions.
    if (id === 'amb8465-init-wmbusmeters') continue;
    it(`${id}: the same messages in the same order`, () => {
      const receiver = new SimulatedReceiver(dongle);
      const kinds = (bytes: Buffer) =>
        dongle === 'cul' ? bytes.toString('latin1', 0, 1) : bytes.toString('hex', 0, 3);
      for (const [i, { dir, hex }] of exchange.entries()) {
        if (dir !== 'host->dongle') continue;
        const next = exchange[i + 1];
        const answer = receiver.answer(HEX(hex));
        if (next?.dir === 'dongle->host') assert.equal(kinds(answer), kinds(HEX(next.hex)), hex);
      }
    });
  }
});

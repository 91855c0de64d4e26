import assert from 'node:assert/strict';
import { RADIO_MODES } from '../../../src/base/receivers';
import { SET_UPS } from '../../../src/session/receivers';
import { RECEIVER_STREAMS } from '../../../src/simulator/receivers';
import { lineSettings } from '../../../src/transport/serial';
import { messageOf } from '../../framing/receivers/behaviour';
import { SHORT } from '../../framing/receivers/telegrams';
import { Bench } from './bench';
import { Amb8465, Cul, Im871a, MODULES, type Module } from './modules';

/** What a module is told, by what is asked of it: S1, T1, C1, both. */
const MODES: Readonly<Record<keyof typeof MODULES, readonly string[]>> = {
  im871a: ['000200300100', '000203300100', '000206300100', '00020a300100'],
  iu891a: [
    '01c2dbc00c00000000c0db07',
    '02c2dbc00c00000000c0db07',
    '05c2dbc00c00000000c0db07',
    '03c2dbc00c00000000c0db07',
  ],
  amb8465: ['03', '08', '0e', '09'],
  cul: ['s', 't', 'c', 'c'],
  embit: ['18', '19', '25', '19'],
};
const ORDER = ['S1', 'T1', 'C1', 'T1+C1'] as const;

const names = Object.keys(MODULES) as (keyof typeof MODULES)[];

describe('set-up of receivers', () => {
  it('is known of each that can be told', () => {
    assert.deepEqual([...SET_UPS.keys()].toSorted(), names.toSorted());
    assert.deepEqual([...ORDER].toSorted(), [...RADIO_MODES].toSorted());
  });

  for (const name of names) {
    const setUp = SET_UPS.get(name)!;

    describe(name, () => {
      for (const [index, mode] of ORDER.entries()) {
        it(`is told to listen to ${mode}`, () => {
          const module = MODULES[name]();
          const bench = new Bench({ receiver: name, mode }, module).until(2_000);
          assert.equal(module.mode, MODES[name][index]);
          assert.deepEqual(bench.states, ['setting-up', 'waiting']);
          assert.equal(new Set(bench.sent).size, bench.sent.length, 'nothing is said twice');
        });
      }

      it('answers a probe, among other bytes', () => {
        const noise = RECEIVER_STREAMS[name](SHORT, {});
        const answer = MODULES[name]().answer(Buffer.from(setUp.probe));
        assert.ok(setUp.isAnswer(Buffer.concat([noise, answer, noise])));
        assert.ok(!setUp.isAnswer(noise));
        assert.ok(!setUp.isAnswer(Buffer.alloc(0)));
        for (let at = 0; at < answer.length / 2; at++) assert.ok(!setUp.isAnswer(answer.subarray(0, at)));
      });

      it('does not answer the probes of others', () => {
        const answer = MODULES[name]().answer(Buffer.from(setUp.probe));
        for (const [other, { isAnswer }] of SET_UPS) assert.equal(isAnswer(answer), other === name, other);
      });

      it('has line settings', () => {
        for (const line of setUp.lines) lineSettings(line);
        assert.ok(setUp.lines.length > 0);
      });
    });
  }

  it('of an iM871A with old firmware falls back to T1', () => {
    const module = new Im871a(0x13);
    new Bench({ receiver: 'im871a', mode: 'T1+C1' }, module).until(2_000);
    assert.equal(module.mode, '000203300100');
  });

  it('of an iM871A that does not take both modes falls back to T1', () => {
    const stubborn = new Im871a();
    const module: Module = {
      get mode() {
        return stubborn.mode;
      },
      answer: (command) => (command[2] === 0x03 && command[6] === 0x0a ? Buffer.alloc(0) : stubborn.answer(command)),
    };
    const bench = new Bench({ receiver: 'im871a', mode: 'T1+C1' }, module).until(5_000);
    assert.equal(module.mode, '000203300100');
    assert.equal(bench.state, 'waiting');
  });

  it('of an AMB8465 that does not mark telegrams makes it do so before it is told the mode', () => {
    const module = new Amb8465();
    new Bench({ receiver: 'amb8465' }, module).until(2_000);
    assert.deepEqual([module.parameters[5], module.resets, module.mode], [1, 1, '08']);
  });

  it('of an AMB8465 that marks them writes nothing into its memory', () => {
    const module = new Amb8465();
    module.parameters[5] = 1;
    const bench = new Bench({ receiver: 'amb8465' }, module).until(2_000);
    assert.deepEqual([module.resets, bench.sent.filter((sent) => sent.startsWith('ff09'))], [0, []]);
  });

  it('of an AMB8465 tells whether the strength of the signal is counted', () => {
    for (const value of [0, 1]) {
      const module = new Amb8465();
      module.parameters[0x45] = value;
      const rssi = value === 1 ? { rssi: -60 } : {};
      const bench = new Bench({ receiver: 'amb8465' }, module).bytes(2_000, RECEIVER_STREAMS.amb8465(SHORT, rssi));
      assert.deepEqual(bench.telegrams, [messageOf(SHORT)]);
      assert.deepEqual(bench.rssi, [rssi.rssi]);
    }
  });

  it('of a CUL does without answers about its mode', () => {
    const module = new Cul({ isTalkative: false });
    const bench = new Bench({ receiver: 'cul', mode: 'S1' }, module).until(5_000);
    assert.deepEqual([module.mode, bench.state], ['s', 'waiting']);
  });

  it('of a CUL that knows no C1 falls back to T1, unless it is to be C1', () => {
    const module = new Cul({ modes: 'st' });
    new Bench({ receiver: 'cul', mode: 'T1+C1' }, module).until(5_000);
    assert.equal(module.mode, 't');
    const other = new Cul({ modes: 'st' });
    new Bench({ receiver: 'cul', mode: 'C1' }, other).until(9_000);
    assert.equal(other.mode, undefined);
  });
});

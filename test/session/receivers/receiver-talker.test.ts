import assert from 'node:assert/strict';
import { DIALECTS } from '../../../src/base/receivers';
import { ReceiverTalker, SET_UPS } from '../../../src/session/receivers';
import { RECEIVER_STREAMS } from '../../../src/simulator/receivers';
import { amberMessage } from '../../../src/simulator/receivers/modules';
import { messageOf } from '../../framing/receivers/behaviour';
import { LONG, numbered, SHORT } from '../../framing/receivers/telegrams';
import { NOON } from '../../framing/telegrams';
import { Bench } from './bench';
import { Amb8465, Im871a, MODULES } from './modules';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const TELEGRAM = RECEIVER_STREAMS.im871a(SHORT, { rssi: -60 });

/** How often the set-up has begun: each begins with the probe. */
function begins({ sent }: Bench): number {
  const probe = Buffer.from(SET_UPS.get('im871a')!.probe).toString('hex');
  return sent.filter((command) => command === probe).length;
}

function bench(module = new Im871a()): Bench {
  return new Bench({ receiver: 'im871a' }, module);
}

function mute(): Bench {
  return new Bench({ receiver: 'im871a' });
}

describe('talk with a receiver', () => {
  it('is over when all is said, and then telegrams come', () => {
    const line = bench().bytes(2 * SECOND, TELEGRAM);
    assert.deepEqual(line.states, ['setting-up', 'waiting', 'receiving']);
    assert.deepEqual(line.telegrams, [messageOf(SHORT)]);
    assert.equal(line.sent.length, 3);
    assert.ok(line.sentAt.every((at) => at < SECOND));
  });

  it('listens to T1 where nothing else is asked', () => {
    const module = new Im871a();
    bench(module).until(SECOND);
    assert.equal(module.mode, '000203300100');
  });

  it('delivers telegrams that come during the set-up, around its answers', () => {
    for (const name of Object.keys(MODULES) as (keyof typeof MODULES)[]) {
      const module = MODULES[name]();
      let count = 0;
      const telegram = () => RECEIVER_STREAMS[name](numbered(count++), {});
      const around = {
        get mode() {
          return module.mode;
        },
        answer: (command: Buffer) => Buffer.concat([telegram(), module.answer(command), telegram()]),
      };
      const line = new Bench({ receiver: name }, around).until(20 * SECOND);
      assert.notEqual(module.mode, undefined, name);
      assert.deepEqual(
        line.telegrams,
        Array.from({ length: count }, (_, number) => messageOf(numbered(number))),
        name,
      );
      assert.equal(count, 2 * line.sent.length);
    }
  });

  it('says each thing three times, and begins anew after half a minute', () => {
    const line = mute().until(32_999);
    assert.deepEqual(line.sentAt, [0, SECOND, 2 * SECOND]);
    assert.deepEqual(line.states, ['setting-up', 'no-answer']);
    line.until(40 * SECOND);
    assert.deepEqual(line.sentAt.slice(3), [33 * SECOND, 34 * SECOND, 35 * SECOND]);
    assert.deepEqual(line.states, ['setting-up', 'no-answer'], 'it stays so while it is tried again');
  });

  it('goes on after an answer to the third question', () => {
    const module = new Im871a();
    const line = new Bench({ receiver: 'im871a' }, module, false).until(1_500);
    assert.equal(line.state, 'setting-up');
    line.isConnected = true;
    line.until(3 * SECOND);
    assert.deepEqual([line.state, begins(line), line.sent.length], ['waiting', 3, 5]);
  });

  it('does not go on with an answer that comes too late', () => {
    const answer = new Im871a().answer(Buffer.from(SET_UPS.get('im871a')!.probe));
    const line = mute()
      .bytes(4 * SECOND, answer)
      .until(30 * SECOND);
    assert.deepEqual([line.sent.length, line.state], [3, 'no-answer']);
  });

  it('says again what is refused', () => {
    const module = new Amb8465();
    const refusing = {
      get mode() {
        return module.mode;
      },
      answer: (command: Buffer) => (command[1] === 0x04 ? amberMessage(0x84, Buffer.of(1)) : module.answer(command)),
    };
    const line = new Bench({ receiver: 'amb8465' }, refusing).until(10 * SECOND);
    assert.equal(line.state, 'no-answer');
    assert.deepEqual(new Set(line.sent.slice(-3)).size, 1);
  });

  it('says it again at once where a wake is late', () => {
    const talker = new ReceiverTalker({ receiver: 'im871a' });
    talker.start(NOON);
    assert.equal(talker.push(TELEGRAM, NOON + 5 * SECOND).wakeAt, NOON + 5 * SECOND + 1);
    assert.notEqual(talker.wake(NOON + 5 * SECOND + 1).write, undefined);
  });

  it('delivers telegrams of a receiver that does not answer', () => {
    const line = mute().bytes(10 * SECOND, TELEGRAM);
    assert.equal(line.state, 'receiving');
    assert.deepEqual(line.telegrams, [messageOf(SHORT)]);
    assert.equal(line.until(3 * MINUTE).state, 'no-answer');
  });

  it('takes half an answer for none', () => {
    const answer = new Im871a().answer(Buffer.from(SET_UPS.get('im871a')!.probe));
    const line = mute().bytes(100, answer.subarray(0, 3));
    assert.equal(line.sent.length, 1);
    line.bytes(200, answer.subarray(3));
    assert.equal(line.sent.length, 2);
  });

  it('waits, however long no telegram comes, and sets up a deaf receiver again, each time', () => {
    const line = bench().until(5 * MINUTE - SECOND);
    assert.deepEqual([line.state, begins(line)], ['waiting', 1]);
    line.until(5 * MINUTE + 2 * SECOND);
    assert.deepEqual([line.state, begins(line)], ['waiting', 2]);
    line.until(20 * MINUTE + 10 * SECOND);
    assert.equal(begins(line), 5);
    assert.deepEqual([...new Set(line.states)], ['setting-up', 'waiting']);
  });

  it('says so where a receiver that went deaf has gone', () => {
    const line = bench().bytes(10 * SECOND, TELEGRAM);
    line.isConnected = false;
    assert.equal(line.until(4 * MINUTE).state, 'waiting');
    assert.equal(line.until(5 * MINUTE + 20 * SECOND).state, 'no-answer');
    line.isConnected = true;
    assert.equal(line.until(6 * MINUTE).state, 'waiting');
  });

  it('leaves a receiver alone that hears something every few minutes', () => {
    const line = bench();
    for (let at = 0; at < 5; at++) line.bytes((1 + 4 * at) * MINUTE, TELEGRAM);
    // Five usual intervals of 4 minutes after the last.
    assert.equal(begins(line.until(36 * MINUTE)), 1);
    assert.equal(begins(line.until(38 * MINUTE)), 2);
  });

  it('waits for five minutes, where there is nothing to be told, before it calls that silence', () => {
    const line = new Bench({ receiver: 'hex' }).until(5 * MINUTE - 1);
    assert.equal(line.state, 'waiting');
    assert.equal(line.until(5 * MINUTE).state, 'silent');
  });

  it('takes noise for no telegram', () => {
    const line = bench();
    for (let at = 1; at < 60; at++) line.bytes(at * 10 * SECOND, Buffer.from('noise'));
    assert.equal(line.state, 'no-telegram');
    assert.equal(begins(line), 2);
  });

  for (const receiver of [...DIALECTS, 'auto'] as const) {
    if (receiver !== 'auto' && SET_UPS.has(receiver)) continue;
    it(`just listens to ${receiver}`, () => {
      const dialect = receiver === 'auto' ? 'im871a' : receiver;
      const line = new Bench({ receiver, mode: 'C1' });
      line.bytes(SECOND, RECEIVER_STREAMS[dialect](LONG)).until(5 * SECOND);
      assert.deepEqual(line.states, ['waiting', 'receiving']);
      assert.deepEqual(line.telegrams, [messageOf(LONG)]);
      assert.equal(line.until(5 * MINUTE + SECOND - 1).state, 'waiting');
      assert.equal(line.until(5 * MINUTE + SECOND).state, 'silent');
      assert.deepEqual(line.sent, []);
    });
  }
});

import assert from 'node:assert/strict';
import { Listener } from '../../src/session/listen';
import type { Step } from '../../src/session/talker';
import { ciphered, segments } from '../framing/frames';
import { NOON, SIMULATED } from '../framing/telegrams';

const SECOND = 1000;
const NOISE = Buffer.from('noise');
const HALF = SIMULATED.subarray(0, 400);

/** A listener on a line of which a test says what comes when, in seconds since it began. */
class Line {
  readonly #listener = new Listener();
  #step: Step = this.#listener.start(NOON);
  #second = 0;
  readonly found: string[] = [];

  /** Lets time pass until `second`: the listener is woken whenever it wants to be. */
  until(second: number): this {
    for (let wakes = 0; this.#step.wakeAt !== undefined && this.#step.wakeAt <= NOON + second * SECOND; wakes++) {
      assert.ok(this.#step.wakeAt > NOON + this.#second * SECOND, 'a wake in the past');
      assert.ok(wakes < 1000, 'woken without end');
      this.#second = (this.#step.wakeAt - NOON) / SECOND;
      this.#take(this.#listener.wake(this.#step.wakeAt));
    }
    this.#second = second;
    return this;
  }

  bytes(second: number, chunk: Buffer): this {
    this.until(second);
    this.#take(this.#listener.push(chunk, NOON + second * SECOND));
    return this;
  }

  /** A telegram every `interval` seconds, the first one at `from`, the last one at `to` or before. */
  telegrams(from: number, to: number, interval: number): this {
    for (let second = from; second <= to; second += interval) this.bytes(second, SIMULATED);
    return this;
  }

  get state(): string {
    return this.#step.state;
  }

  #take(step: Step): void {
    this.#step = step;
    assert.equal(step.write, undefined, 'a listener does not speak');
    for (const item of step.found) this.found.push(item.kind === 'error' ? item.error.code : item.kind);
  }
}

function line(): Line {
  return new Line();
}

/** What happens, and the state then. */
const STATES: readonly (readonly [string, () => Line, string])[] = [
  ['at first', () => line(), 'waiting'],
  ['nothing for 14 s', () => line().until(14), 'waiting'],
  ['nothing for 15 s', () => line().until(15), 'silent'],
  ['nothing for an hour', () => line().until(3600), 'silent'],
  ['a telegram', () => line().bytes(5, SIMULATED), 'receiving'],
  ['half a telegram', () => line().bytes(5, HALF), 'waiting'],
  ['two halves', () => line().bytes(5, HALF).bytes(6, SIMULATED.subarray(400)), 'receiving'],
  ['a telegram after silence', () => line().until(20).bytes(30, SIMULATED), 'receiving'],
  ['bytes after silence', () => line().until(20).bytes(30, NOISE), 'waiting'],
  ['59 s after the last telegram', () => line().telegrams(0, 10, 1).until(69), 'receiving'],
  ['60 s after the last telegram', () => line().telegrams(0, 10, 1).until(70), 'silent'],
  ['149 s after the last of one each 30 s', () => line().telegrams(0, 120, 30).until(269), 'receiving'],
  ['150 s after the last of one each 30 s', () => line().telegrams(0, 120, 30).until(270), 'silent'],
  ['only noise, 30 s', () => noise(line(), 0, 30), 'waiting'],
  ['only noise, 35 s', () => noise(line(), 0, 35), 'no-telegram'],
  ['noise that ended', () => noise(line(), 0, 40).until(60), 'silent'],
  ['noise after a telegram, 30 s', () => noise(line().bytes(0, SIMULATED), 1, 30), 'receiving'],
  ['noise after a telegram, 60 s', () => noise(line().bytes(0, SIMULATED), 1, 60), 'no-telegram'],
  ['a telegram after noise', () => noise(line(), 0, 40).bytes(41, SIMULATED), 'receiving'],
];

function noise(on: Line, from: number, to: number): Line {
  for (let second = from; second <= to; second++) on.bytes(second, NOISE);
  return on;
}

describe('listening', () => {
  for (const [name, make, state] of STATES) {
    it(`${name}: ${state}`, () => assert.equal(make().state, state));
  }

  it('a pause ends a telegram that was cut', () => {
    const on = line().bytes(0, HALF);
    assert.deepEqual(on.until(2.9).found, []);
    assert.deepEqual(on.until(3).found, ['truncated']);
    assert.deepEqual(on.bytes(10, SIMULATED).found, ['truncated', 'frame']);
  });

  it('a telegram that comes byte by byte is not cut, however slow', () => {
    const on = line();
    for (let at = 0; at < SIMULATED.length; at++) on.bytes(at * 2, SIMULATED.subarray(at, at + 1));
    assert.deepEqual(on.found, ['frame']);
    assert.equal(on.state, 'receiving');
  });

  it('damaged telegrams are bytes without telegram', () => {
    const on = line();
    for (let second = 0; second <= 40; second += 10)
      on.bytes(second, Buffer.concat([HALF, Buffer.from('\r\n!0000\r\n')]));
    assert.deepEqual(on.found, new Array(5).fill('checksum'));
    assert.equal(on.state, 'no-telegram');
  });

  it('behind a pause a frame may begin that has no sign of its own', () => {
    const on = line().bytes(0, ciphered(500).subarray(100)).bytes(2.9, ciphered(500));
    assert.deepEqual(on.found, ['discarded', 'discarded']);
    assert.deepEqual(on.bytes(6, ciphered(500)).found, ['discarded', 'discarded', 'frame']);
    assert.equal(on.state, 'receiving');
  });

  it('a pause ends a message of which a piece is missing', () => {
    const [first, second, third] = segments(ciphered(250), 100) as [Buffer, Buffer, Buffer];
    const on = line().bytes(0, first).bytes(2, second);
    assert.deepEqual(on.until(4.9).found, []);
    assert.deepEqual(on.until(5).found, ['truncated']);
    assert.deepEqual(on.bytes(6, Buffer.concat([first, second, third])).found, ['truncated', 'frame']);
  });

  it('what was found says when it came', () => {
    const listener = new Listener();
    listener.start(NOON);
    const { found } = listener.push(SIMULATED, NOON + 7 * SECOND);
    assert.ok(found[0]?.kind === 'frame');
    assert.equal(found[0].frame.receivedAt, '2026-01-14T12:00:07.000Z');
  });
});

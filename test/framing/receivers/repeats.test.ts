import assert from 'node:assert/strict';
import { Repeats } from '../../../src/framing/receivers/repeats';
import { Splitter } from '../../../src/framing/splitter';
import { formatA } from '../wmbus-frames';
import { numbered } from './telegrams';

const START = Date.parse('2026-11-20T18:30:00Z');
const at = (ms: number) => new Date(START + ms).toISOString();

/** Whether telegrams, each by its number and when it came, are repeats. */
function heard(...telegrams: readonly (readonly [number: number, ms: number])[]): boolean[] {
  const repeats = new Repeats();
  return telegrams.map(([number, ms]) => repeats.isRepeat({ wire: numbered(number) }, at(ms)));
}

describe('telegrams that are heard again', () => {
  it('within a minute are repeats', () => {
    assert.deepEqual(heard([1, 0], [1, 0], [1, 59_999]), [false, true, true]);
  });

  it('from a minute on are not, counted from the first one', () => {
    assert.deepEqual(heard([1, 0], [1, 60_000]), [false, false]);
    assert.deepEqual(heard([1, 0], [1, 40_000], [1, 60_000], [1, 80_000]), [false, true, false, true]);
  });

  it('a clock that was put back counts as well', () => {
    assert.deepEqual(heard([1, 0], [1, -59_999]), [false, true]);
    assert.deepEqual(heard([1, 0], [1, -60_000]), [false, false]);
  });

  it('are the very same, to the last byte', () => {
    assert.deepEqual(heard([1, 0], [2, 1], [1, 2], [2, 3]), [false, false, true, true]);
    const repeats = new Repeats();
    const wire = numbered(1);
    assert.equal(repeats.isRepeat({ wire }, at(0)), false);
    assert.equal(repeats.isRepeat({ wire: Buffer.concat([wire, Buffer.of(0)]) }, at(0)), false);
    assert.equal(repeats.isRepeat({ wire: wire.subarray(0, -1) }, at(0)), false);
  });

  it('without a time nobody can tell', () => {
    const repeats = new Repeats();
    const wire = numbered(1);
    for (const receivedAt of [undefined, undefined, at(0)]) assert.equal(repeats.isRepeat({ wire }, receivedAt), false);
    assert.equal(repeats.isRepeat({ wire }, undefined), false);
    assert.equal(repeats.isRepeat({ wire }, at(1)), true);
    assert.equal(repeats.isRepeat({ wire }, 'when nobody knows'), false);
  });

  it('512 are remembered, those heard last', () => {
    const repeats = new Repeats();
    const isRepeat = (number: number) => {
      const wire = Buffer.concat([numbered(1), Buffer.of(number >> 8, number & 0xff)]);
      return repeats.isRepeat({ wire }, at(number));
    };
    for (let number = 0; number <= 512; number++) assert.equal(isRepeat(number), false, `${number}`);
    assert.equal(isRepeat(512), true);
    assert.equal(isRepeat(1), true);
    assert.equal(isRepeat(0), false);
  });
});

describe('a stream of telegrams that are heard again', () => {
  function kinds(telegrams: readonly (readonly [telegram: Buffer, ms?: number])[], receiver: 'raw' | 'hex' = 'raw') {
    const splitter = new Splitter({ receiver });
    return telegrams.flatMap(([telegram, ms]) =>
      [...splitter.push(telegram, ms === undefined ? undefined : new Date(START + ms)), ...splitter.flush()].map(
        (found) => (found.kind === 'discarded' ? `${found.reason} of ${found.count} at ${found.offset}` : found.kind),
      ),
    );
  }

  it('says what it leaves out, and where', () => {
    const [one, other] = [formatA(numbered(1)), formatA(numbered(2))];
    assert.deepEqual(
      kinds([
        [one, 0],
        [one, 900],
        [other, 1000],
        [one, 61_000],
      ]),
      ['frame', `repeat of ${one.length} at ${one.length}`, 'frame', 'frame'],
    );
  });

  it('keeps all where nobody tells when they came, such as a recording', () => {
    const one = formatA(numbered(1));
    assert.deepEqual(kinds([[one], [one], [one]]), ['frame', 'frame', 'frame']);
  });

  it('of another strength is the same telegram still', () => {
    const line = (rssi: number) => Buffer.from(`{"telegram":"${numbered(1).toString('hex')}","rssi":${rssi}}\n`);
    const [first, again] = kinds(
      [
        [line(-70), 0],
        [line(-88), 20],
      ],
      'hex',
    );
    assert.equal(first, 'frame');
    assert.match(again!, /^repeat/);
  });

  it('of meters on a cable none is left out', () => {
    const splitter = new Splitter({ link: 'mbus' });
    const body = Buffer.from('530178041300000000', 'hex');
    const sum = body.reduce((total, byte) => total + byte, 0) & 0xff;
    const frame = Buffer.from([0x68, body.length, body.length, 0x68, ...body, sum, 0x16]);
    const found = [0, 1].flatMap((second) => splitter.push(frame, new Date(START + second * 1000)));
    assert.deepEqual(
      found.map(({ kind }) => kind),
      ['frame', 'frame'],
    );
  });
});

import assert from 'node:assert/strict';
import { RECEIVER_STREAMS } from '../../../src/simulator/receivers';
import { byteByByte, type Event, found } from '../outcomes';
import { encrypted, LONG, numbered, SHORT } from './telegrams';

const withRssi = (telegram: Buffer, rssi = -60) => RECEIVER_STREAMS.rc1180(telegram, { rssi });

/** The bytes of each telegram and how strong it was; the codes of errors. */
function read(events: readonly Event[]): unknown[] {
  return found(events, { receiver: 'rc1180' }).flatMap<unknown>((item) => {
    if (item.kind === 'frame') return [[item.frame.wire.toString('hex'), item.frame.rssi]];
    return item.kind === 'error' ? [item.error.code] : [];
  });
}

const heard = (telegram: Buffer, rssi?: number) => [telegram.toString('hex'), rssi];

describe('RC1180', () => {
  it('gives telegrams one behind the other', () => {
    const telegrams = [SHORT, LONG, numbered(1), numbered(2)];
    const expected = telegrams.map((telegram) => heard(telegram));
    assert.deepEqual(read(telegrams), expected);
    assert.deepEqual(read(byteByByte(telegrams)), expected);
  });

  it('tells the strength of the signal, once a telegram shows that it is counted', () => {
    const telegrams = [LONG, SHORT, encrypted(2), numbered(1)];
    const expected = telegrams.map((telegram) => heard(telegram, -60));
    const events = telegrams.map((telegram) => withRssi(telegram));
    assert.deepEqual(read(events), expected);
    assert.deepEqual(read(byteByByte(events)), expected);
    assert.deepEqual(read([withRssi(LONG, -40), withRssi(SHORT, -112.5)]), [heard(LONG, -40), heard(SHORT, -112.5)]);
  });

  it('believes a telegram that shows that it is not counted any more', () => {
    assert.deepEqual(read([withRssi(LONG), LONG, SHORT]), [heard(LONG, -60), heard(LONG), heard(SHORT)]);
  });

  it('begins anywhere', () => {
    for (let at = 1; at < LONG.length; at++) {
      const items = read([LONG.subarray(at), 'pause', SHORT, 'pause', withRssi(LONG)]);
      assert.deepEqual(items.slice(-2), [heard(SHORT), heard(LONG, -60)], `from ${at}`);
    }
  });

  it('does not wait for the rest of what was cut', () => {
    assert.deepEqual(read([LONG.subarray(0, 100), 'pause', SHORT]), ['truncated', heard(SHORT)]);
  });
});

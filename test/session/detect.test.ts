import assert from 'node:assert/strict';
import { Detection } from '../../src/session/detect';
import { DSMR3, SIMULATED } from '../framing/telegrams';

const LINES = ['115200 8N1', '9600 7E1', '9600 8N1'];
const NOISE = Buffer.from('f0c3867e9c', 'hex');

describe('detection of the line setting', () => {
  it('ends with the first telegram', () => {
    const detection = new Detection(LINES);
    assert.deepEqual(detection.start(0), { line: '115200 8N1', bytes: 0, wakeAt: 15_000 });
    assert.equal(detection.push(SIMULATED.subarray(0, 100), 1_000).outcome, undefined);
    const { outcome } = detection.push(SIMULATED.subarray(100), 1_100);
    assert.deepEqual(outcome, { kind: 'found', line: '115200 8N1', link: 'p1' });
  });

  it('gives up after 15 s without a byte', () => {
    const detection = new Detection(LINES);
    detection.start(0);
    assert.equal(detection.wake(14_999).outcome, undefined);
    const step = detection.wake(15_000);
    assert.deepEqual([step.line, step.outcome], ['115200 8N1', { kind: 'silent' }]);
  });

  it('tries the next setting where bytes came, but no telegram in 12 s', () => {
    const detection = new Detection(LINES);
    detection.start(0);
    assert.deepEqual(detection.push(NOISE, 500), { line: '115200 8N1', bytes: 5, wakeAt: 12_000 });
    assert.deepEqual(detection.wake(12_000), { line: '9600 7E1', bytes: 0, wakeAt: 24_000 });
    const { outcome } = detection.push(DSMR3, 13_000);
    assert.deepEqual(outcome, { kind: 'found', line: '9600 7E1', link: 'p1' });
  });

  it('forgets what it heard with another setting', () => {
    const detection = new Detection(LINES);
    detection.start(0);
    detection.push(SIMULATED.subarray(0, 400), 11_000);
    assert.equal(detection.push(Buffer.alloc(1), 12_000).line, '9600 7E1');
    assert.equal(detection.push(SIMULATED.subarray(400), 12_100).outcome, undefined);
  });

  it('finds nothing where no setting gives a telegram', () => {
    const detection = new Detection(LINES);
    detection.start(0);
    for (const now of [1_000, 13_000, 25_000]) assert.equal(detection.push(NOISE, now).outcome, undefined);
    assert.deepEqual(detection.wake(37_000).outcome, { kind: 'no-telegram' });
  });

  it('goes on through a setting that gives no byte at all', () => {
    const detection = new Detection(LINES);
    detection.start(0);
    detection.push(NOISE, 1_000);
    assert.equal(detection.wake(12_000).line, '9600 7E1');
    assert.equal(detection.wake(24_000).line, '9600 8N1');
  });

  it('tries no setting twice', () => {
    const detection = new Detection(['9600 7E1', '9600 7E1']);
    detection.start(0);
    detection.push(NOISE, 1_000);
    assert.deepEqual(detection.wake(12_000).outcome, { kind: 'no-telegram' });
  });
});

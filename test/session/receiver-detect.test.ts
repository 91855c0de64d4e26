import assert from 'node:assert/strict';
import type { Dialect } from '../../src/base/receivers';
import {
  type ReceiverDetected,
  ReceiverDetection,
  type ReceiverDetectionStep,
} from '../../src/session/receiver-detect';
import { SET_UPS } from '../../src/session/receivers';
import { RECEIVER_LINES, RECEIVER_STREAMS } from '../../src/simulator/receivers';
import { RECEIVER_ANSWERS } from '../../src/simulator/receivers/answers';
import { LONG, SHORT } from '../framing/receivers/telegrams';
import { formatA } from '../framing/wmbus-frames';

/** What comes of what was written, 20 ms later; and what comes by itself. */
interface Peer {
  line: string;
  answer?: (bytes: Buffer) => Buffer;
  /** Every 10 s, the first time 2 s after the line was set. */
  says?: Buffer;
  /** What the others hear of it. */
  noise?: Buffer;
}

interface Run {
  outcome: ReceiverDetected;
  /** By the line setting in order: what was written, in hexadecimal digits. */
  written: [line: string, hex: string][];
  lines: string[];
  /** ms */
  lasted: number;
}

function run({ line, answer, says, noise }: Peer): Run {
  const detection = new ReceiverDetection();
  const coming: { at: number; bytes: Buffer }[] = [];
  const written: [string, string][] = [];
  const lines: string[] = [];
  let now = 0;
  const take = (step: ReceiverDetectionStep) => {
    if (lines.at(-1) !== step.line) {
      lines.push(step.line);
      coming.length = 0;
      const heard = step.line === line ? says : noise;
      if (heard) for (let at = now + 2_000; at < now + 40_000; at += 10_000) coming.push({ at, bytes: heard });
    }
    if (step.write !== undefined) {
      written.push([step.line, Buffer.from(step.write).toString('hex')]);
      const bytes = step.line === line ? answer?.(Buffer.from(step.write)) : undefined;
      if (bytes && bytes.length > 0) coming.unshift({ at: now + 20, bytes });
    }
    return step;
  };
  let step = take(detection.start(now));
  while (step.outcome === undefined) {
    assert.ok(step.wakeAt > now, 'a wake in the past');
    const next = coming[0];
    if (next !== undefined && next.at < step.wakeAt) {
      coming.shift();
      now = next.at;
      step = take(detection.push(next.bytes, now));
    } else {
      now = step.wakeAt;
      step = take(detection.wake(now));
    }
  }
  return { outcome: step.outcome, written, lines, lasted: now };
}

/** Answers as the receiver does. */
function answersOf(dialect: Dialect): (bytes: Buffer) => Buffer {
  const heed = RECEIVER_ANSWERS.get(dialect)!;
  return (bytes) => {
    const answers: Buffer[] = [];
    for (let rest = bytes; rest.length > 0; ) {
      const { taken, answer } = heed(rest) ?? { taken: rest.length };
      if (answer !== undefined) answers.push(answer);
      rest = rest.subarray(taken);
    }
    return Buffer.concat(answers);
  };
}

/** What a UART makes of bits that are not its own; invented. */
const NOISE = Buffer.from('f8c0fe00e6f880fe78', 'hex');

describe('detection of a receiver', () => {
  for (const [receiver, { lines }] of SET_UPS) {
    for (const line of lines) {
      it(`asks ${receiver} at ${line}`, () => {
        const { outcome, written } = run({ line, answer: answersOf(receiver) });
        assert.deepEqual(outcome, { kind: 'found', receiver, line });
        assert.deepEqual(written.at(-1)?.[0], line);
      });
    }
  }

  it('asks the likeliest first, each twice', () => {
    const { written, lines } = run({ line: 'none' });
    assert.deepEqual(lines, ['57600 8N1', '115200 8N1', '9600 8N1', '38400 8N1', '115200 8N1', '19200 8N1']);
    const probes = (...dialects: Dialect[]) =>
      dialects.map((dialect) => Buffer.from(SET_UPS.get(dialect)!.probe).toString('hex'));
    const at = (line: string) => written.filter(([used]) => used === line).map(([, hex]) => hex);
    assert.deepEqual(at('57600 8N1'), [...probes('im871a'), ...probes('im871a')]);
    const fast = probes('iu891a', 'amb8465', 'embit');
    assert.deepEqual(at('115200 8N1'), [...fast, ...fast]);
    assert.deepEqual(at('38400 8N1'), [...probes('cul'), ...probes('cul')]);
    assert.deepEqual(at('19200 8N1'), []);
  });

  it('asks again one that does not hear the first question', () => {
    let asked = 0;
    const answer = answersOf('cul');
    const { outcome } = run({
      line: '38400 8N1',
      answer: (bytes) => (asked++ === 0 ? Buffer.alloc(0) : answer(bytes)),
    });
    assert.deepEqual(outcome, { kind: 'found', receiver: 'cul', line: '38400 8N1' });
    assert.equal(asked, 2);
  });

  it('takes an answer in pieces', () => {
    const detection = new ReceiverDetection();
    const { write } = detection.start(0);
    const answer = answersOf('im871a')(Buffer.from(write!));
    assert.equal(detection.push(answer.subarray(0, 3), 10).outcome, undefined);
    assert.deepEqual(detection.push(answer.subarray(3), 20).outcome, {
      kind: 'found',
      receiver: 'im871a',
      line: '57600 8N1',
    });
  });

  for (const receiver of [
    'hex',
    'rtl-wmbus',
    'rtl-433',
    'cul',
    'im871a',
    'iu891a',
    'amb8465',
    'embit',
    'chips',
  ] as const) {
    it(`knows ${receiver} by its telegrams`, () => {
      const { line } = { line: RECEIVER_LINES[receiver] };
      const says = RECEIVER_STREAMS[receiver](LONG, { rssi: -70 });
      // Its port is as those of the others are.
      const used = receiver === 'cul' ? '115200 8N1' : line;
      assert.deepEqual(run({ line: used, says }).outcome, { kind: 'found', receiver, line: used });
    });
  }

  it('knows receivers that print by clear telegrams without any check', () => {
    for (const receiver of ['hex', 'rtl-wmbus', 'rtl-433'] as const) {
      const says = RECEIVER_STREAMS[receiver](SHORT);
      assert.deepEqual(run({ line: '115200 8N1', says }).outcome, { kind: 'found', receiver, line: '115200 8N1' });
    }
  });

  it('knows a line without an end when the next setting is to be tried', () => {
    const detection = new ReceiverDetection();
    detection.start(0);
    detection.push(Buffer.from(SHORT.toString('hex')), 100);
    assert.equal(detection.wake(1_500).outcome, undefined);
    const found = { kind: 'found', receiver: 'hex', line: '57600 8N1' };
    assert.deepEqual(detection.wake(3_000).outcome, found);
  });

  it('knows a line without an end by the pause behind it', () => {
    const detection = new ReceiverDetection();
    let step = detection.start(0);
    while (step.line !== '19200 8N1') step = detection.wake(step.wakeAt);
    const now = step.wakeAt - 10_000;
    assert.equal(detection.push(Buffer.from(SHORT.toString('hex')), now).outcome, undefined);
    assert.equal(detection.push(Buffer.of(0x20), now + 2_999).outcome, undefined);
    assert.equal(detection.push(NOISE, now + 6_000).outcome?.kind, 'found');
  });

  it('believes an answer only with a line setting of the receiver, and in one piece', () => {
    const answer = answersOf('iu891a')(Buffer.from(SET_UPS.get('iu891a')!.probe));
    const detection = new ReceiverDetection();
    detection.start(0);
    assert.equal(detection.push(answer, 10).outcome, undefined);
    detection.push(answer.subarray(0, 3), 2_900);
    assert.equal(detection.wake(4_400).line, '115200 8N1');
    assert.equal(detection.push(answer.subarray(3), 4_410).outcome, undefined);
    assert.equal(detection.push(answer, 4_420).outcome?.kind, 'found');
  });

  it('knows RC1180 by its line and its telegrams', () => {
    for (const rssi of [undefined, -70]) {
      const says = RECEIVER_STREAMS.rc1180(LONG, rssi === undefined ? {} : { rssi });
      assert.deepEqual(run({ line: '19200 8N1', says, noise: NOISE }).outcome, {
        kind: 'found',
        receiver: 'rc1180',
        line: '19200 8N1',
      });
    }
  });

  it('knows raw telegrams that carry a proof', () => {
    const outcome = (says: Buffer) => run({ line: '115200 8N1', says }).outcome;
    const found = { kind: 'found', receiver: 'raw', line: '115200 8N1' };
    assert.deepEqual(outcome(formatA(SHORT)), found);
    assert.deepEqual(outcome(LONG), found);
    assert.deepEqual(outcome(SHORT), { kind: 'no-receiver' });
  });

  it('hears nothing', () => {
    const { outcome, lasted } = run({ line: 'none' });
    assert.deepEqual(outcome, { kind: 'silent' });
    assert.ok(lasted < 60_000, `${lasted} ms`);
  });

  it('finds nothing in noise', () => {
    assert.deepEqual(run({ line: 'none', noise: NOISE }).outcome, { kind: 'no-receiver' });
    assert.deepEqual(run({ line: '115200 8N1', says: Buffer.from('online\r\n') }).outcome, { kind: 'no-receiver' });
  });

  it('keeps little of what comes', () => {
    const detection = new ReceiverDetection();
    detection.start(0);
    for (let sent = 0; sent < 300; sent++) detection.push(Buffer.alloc(4_096, 'no telegram '), 1);
    assert.equal(detection.push(NOISE, 2).bytes, 300 * 4_096 + NOISE.length);
    assert.equal(detection.push(RECEIVER_STREAMS.im871a(LONG), 3).outcome?.kind, 'found');
  });

  it('counts the bytes of each line setting', () => {
    const detection = new ReceiverDetection();
    detection.start(0);
    assert.equal(detection.push(NOISE, 10).bytes, NOISE.length);
    const step = detection.wake(1_500);
    assert.deepEqual([step.line, step.bytes], ['57600 8N1', NOISE.length]);
    const next = detection.wake(3_000);
    assert.deepEqual([next.line, next.bytes], ['115200 8N1', 0]);
    assert.deepEqual(next.write, SET_UPS.get('iu891a')!.probe);
    assert.equal(detection.wake(3_100).write, undefined, 'it is asked once');
  });
});

import assert from 'node:assert/strict';
import { Detection, USUAL_LINES } from '../../src/session/detect';
import {
  ciphered,
  encryptedP1,
  hdlc,
  hex,
  LLC,
  mbusSegments,
  notification,
  untitled,
  wrapper,
} from '../framing/frames';
import { DSMR3, SIMULATED } from '../framing/telegrams';
import { received, sent } from './uart';

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

/** A meter's list every 10 s, and what it sends between: HDLC over M-Bus at 2400 baud. */
const LISTS = Buffer.concat(
  [4, 500, 1234, 9].map((watts) => hdlc(Buffer.concat([LLC, notification(watts, hex('0C07EA010E030C0000FF800000'))]))),
);

/** The first of `lines` with which a meter's frames are found: it hears them `as` the line is read with each. */
function lineFor(lines: readonly string[], as: (line: string) => Buffer): string | undefined {
  const detection = new Detection(lines);
  let step = detection.start(0);
  for (let now = 1_000; step.outcome === undefined; now += 2_000) step = detection.push(as(step.line), now);
  return step.outcome.kind === 'found' ? step.outcome.line : undefined;
}

describe('detection of usual lines', () => {
  it('tries the likeliest first, each once', () => {
    assert.deepEqual(USUAL_LINES, ['115200 8N1', '2400 8E1', '2400 8N1', '9600 7E1', '9600 8N1']);
  });

  for (const parity of ['none', 'even'] as const) {
    for (const onError of ['zero', 'drop'] as const) {
      const own = parity === 'even' ? '2400 8E1' : '2400 8N1';
      it(`tells ${own} from the other parity where a wrong character becomes ${onError}`, () => {
        const bits = sent(LISTS, parity);
        const as = (line: string) => {
          if (!line.startsWith('2400')) return NOISE;
          return received(bits, line.endsWith('E1') ? 'even' : 'none', onError);
        };
        assert.deepEqual(as(own), LISTS);
        assert.equal(lineFor(USUAL_LINES, as), own);
        assert.equal(lineFor(USUAL_LINES.toReversed(), as), own);
      });
    }
  }

  it('finds HDLC at the speed of P1', () => {
    const detection = new Detection(USUAL_LINES);
    detection.start(0);
    assert.deepEqual(detection.push(LISTS, 1_000).outcome, { kind: 'found', line: '115200 8N1', link: 'hdlc' });
  });
});

/** What comes, whether it shows that the setting is right, and the link. */
const PROOFS: readonly (readonly [name: string, bytes: Buffer, link: string | undefined])[] = [
  ['P1', SIMULATED, 'p1'],
  ['P1 without a checksum', DSMR3, 'p1'],
  ['encrypted P1', encryptedP1(untitled()), 'p1'],
  ['encrypted P1 with an unknown checksum', encryptedP1(untitled(), () => '0000'), 'p1'],
  ['HDLC', hdlc(Buffer.concat([LLC, notification()])), 'hdlc'],
  ['wired M-Bus', mbusSegments(notification())[0]!, 'mbus'],
  ['general-glo-ciphering without a link', ciphered(), 'apdu'],
  ['general-glo-ciphering in the wrapper', wrapper(ciphered()), 'wrapper'],
  ['a clear APDU without a link', notification(), undefined],
  ['a clear APDU in the wrapper', wrapper(notification()), undefined],
];

describe('what shows that a line setting is right', () => {
  for (const [name, bytes, link] of PROOFS) {
    it(`${name}: ${link ?? 'nothing'}`, () => {
      const detection = new Detection(['9600 8N1']);
      detection.start(0);
      const { outcome } = detection.push(bytes, 1_000);
      assert.deepEqual(outcome, link && { kind: 'found', line: '9600 8N1', link });
    });
  }

  it('ciphertext of which the first telegram was cut by the opening of the line', () => {
    const detection = new Detection(['115200 8N1']);
    detection.start(0);
    assert.equal(detection.push(ciphered(500).subarray(100), 1_000).outcome, undefined);
    assert.equal(detection.push(ciphered(500), 3_500).outcome, undefined, 'no pause');
    const { outcome } = detection.push(ciphered(500), 8_500);
    assert.deepEqual(outcome, { kind: 'found', line: '115200 8N1', link: 'apdu' });
  });

  it('a frame without its closing flag, when the try ends', () => {
    const detection = new Detection(['2400 8E1', '2400 8N1']);
    detection.start(0);
    assert.equal(detection.push(hdlc(Buffer.concat([LLC, notification()])).subarray(0, -1), 1_000).outcome, undefined);
    assert.deepEqual(detection.wake(12_000).outcome, { kind: 'found', line: '2400 8E1', link: 'hdlc' });
  });
});

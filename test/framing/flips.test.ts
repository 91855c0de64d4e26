import assert from 'node:assert/strict';
import { ciphered, encryptedP1, hdlc, LLC, mbusSegments, notification, segments, untitled } from './frames';
import { CHECKED, CLEAN_ONLY, type Kind } from './kinds';
import { type Event, found, outcomes } from './outcomes';
import { checked } from './telegrams';

/** What comes behind a damaged frame, by how its kind begins. */
const NEXT: readonly (readonly [kinds: RegExp, bytes: Buffer])[] = [
  [/encrypted/, encryptedP1(untitled(90, 7))],
  [/P1/, checked('1-0:1.7.0(00.001*kW)')],
  [/HDLC/, hdlc(Buffer.concat([LLC, notification(7)]))],
  [/M-Bus/, mbusSegments(notification(7))[0]!],
];

function nextTo({ name }: Kind): Buffer {
  return NEXT.find(([kinds]) => kinds.test(name))![1];
}

function flips(bytes: Buffer): Buffer[] {
  return Array.from({ length: bytes.length * 8 }, (_, bit) => {
    const copy = Buffer.from(bytes);
    copy[bit >> 3]! ^= 1 << (bit & 7);
    return copy;
  });
}

function messagesIn(events: readonly Event[]): Buffer[] {
  return found(events).flatMap((item) =>
    item.kind === 'frame' && item.frame.check !== 'failed' ? [item.frame.message] : [],
  );
}

describe('a flipped bit', () => {
  for (const kind of CHECKED.filter(({ name }) => name !== 'P1')) {
    it(`changes no message of ${kind.name} and costs none behind it`, function () {
      this.timeout(60_000);
      const next = nextTo(kind);
      const [expected] = messagesIn([next]);
      flips(kind.bytes).forEach((bytes, bit) => {
        const messages = messagesIn([Buffer.concat([bytes, next])]);
        assert.deepEqual(messages.pop(), expected, `bit ${bit}`);
        for (const message of messages) assert.deepEqual(message, kind.message, `bit ${bit}`);
      });
    });
  }

  for (const kind of CLEAN_ONLY) {
    it(`in ${kind.name} costs none behind the pause that follows`, () => {
      const next = Buffer.concat([hdlc(Buffer.concat([LLC, notification(7)]))]);
      flips(kind.bytes).forEach((bytes, bit) => {
        const last = outcomes(found([bytes, 'pause', next])).at(-1);
        assert.equal(last, notification(7).toString('hex'), `bit ${bit}`);
      });
    });
  }
});

describe('a burst of damage', () => {
  it('in two bytes at once changes no message of HDLC', () => {
    const [first, second] = [hdlc(Buffer.concat([LLC, ciphered(60)])), segments(ciphered(60), 40)[0]!];
    for (const frame of [first, second]) {
      for (let at = 0; at + 1 < frame.length; at++) {
        const bytes = Buffer.from(frame);
        bytes[at]! ^= 0xff;
        bytes[at + 1]! ^= 0xff;
        for (const message of messagesIn([bytes])) assert.deepEqual(message, ciphered(60));
      }
    }
  });
});

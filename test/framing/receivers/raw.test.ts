import assert from 'node:assert/strict';
import fc from 'fast-check';
import { RECEIVER_STREAMS } from '../../../src/simulator/receivers';
import { chunksOf, cutsOf } from '../chunks';
import { found } from '../outcomes';
import { bare, formatA, formatB } from '../wmbus-frames';
import { heardIn } from './heard-lines';
import { encrypted, LONG, SHORT } from './telegrams';

const hex = (text: string) => Buffer.from(text, 'hex');
const frame = (telegram: Buffer, check = 'absent') => ({ wire: telegram.toString('hex'), check, rssi: undefined });

const EVERY = ['raw', 'auto'] as const;
const OTHER = bare(hex('78040378563412046d00081a24'), { address: hex('9315994512340207') });

/** With the strength behind, and counted in L. */
function counted(telegram: Buffer, rssi = 0x5a): Buffer {
  const bytes = Buffer.concat([telegram, Buffer.of(rssi)]);
  bytes[0]! += 1;
  return bytes;
}

describe('raw telegrams', () => {
  for (const receiver of EVERY) {
    describe(`where ${receiver} is told`, () => {
      const heard = (...events: (Buffer | 'pause')[]) => heardIn(receiver, ...events);

      it('are found one behind the other', () => {
        const telegrams = [SHORT, LONG, OTHER, SHORT, encrypted(1)];
        assert.deepEqual(
          heard(Buffer.concat(telegrams)),
          telegrams.map((telegram) => frame(telegram)),
        );
      });

      it('are found with their CRCs', () => {
        const framed = [formatA(SHORT), formatA(LONG), formatB(SHORT), formatB(LONG), formatA(OTHER)];
        assert.deepEqual(
          heard(Buffer.concat(framed)),
          framed.map((telegram) => frame(telegram, 'ok')),
        );
      });

      it('hold no damaged message of another receiver', () => {
        const tricky = bare(hex('7a2a000000 0dfd1106 ff0346060000 0dfd1106'.replaceAll(' ', '')));
        assert.deepEqual(heard(tricky), [frame(tricky)]);
      });

      it('may be the only one', () => {
        for (const telegram of [SHORT, LONG, bare(hex('a200'))]) {
          assert.deepEqual(heard(telegram), [frame(telegram)]);
          assert.deepEqual(heard(telegram, 'pause', telegram), [frame(telegram), frame(telegram)]);
        }
      });

      it('are found in any chunks', () => {
        const bytes = Buffer.concat([SHORT, LONG, hex('0102'), OTHER, formatA(LONG), counted(LONG), counted(SHORT)]);
        const items = found([bytes], { receiver });
        fc.assert(
          fc.property(cutsOf(bytes), (cuts) => {
            assert.deepEqual(found(chunksOf(bytes, cuts), { receiver }), items);
          }),
          { numRuns: 60 },
        );
      });

      it('may have bytes behind that L does not count', () => {
        for (const behind of ['5a', '825a', '0102030405060708']) {
          assert.deepEqual(
            found([SHORT, hex(behind)], { receiver }).map(({ kind }) => kind),
            ['frame'],
            behind,
          );
          const several = Buffer.concat([SHORT, hex(behind), OTHER, hex(behind), SHORT]);
          assert.deepEqual(
            found([several], { receiver }).map(({ kind }) => kind),
            ['frame', 'frame', 'frame'],
            behind,
          );
        }
      });

      it('are no longer than L says where more lies behind than receivers put there', () => {
        const items = found([SHORT, Buffer.alloc(9), 'pause', SHORT], { receiver });
        assert.deepEqual(
          items.map((item) => (item.kind === 'discarded' ? item.count : item.kind)),
          ['frame', 9, 'frame'],
        );
      });

      it('may have the last of their CRCs behind', () => {
        const last = formatA(SHORT).subarray(-2);
        assert.deepEqual(heard(Buffer.concat([SHORT, last])), [frame(SHORT)]);
      });

      it('before a pause may have a length that counts CRCs that are gone', () => {
        const long = Buffer.from(SHORT);
        long[0]! += 2;
        assert.deepEqual(heard(long, 'pause', SHORT), [frame(SHORT), frame(SHORT)]);
      });

      it('may count a strength, which shows in encrypted ones', () => {
        assert.deepEqual(heard(counted(LONG)), [frame(LONG)]);
        const several = Buffer.concat([counted(LONG), counted(SHORT), counted(OTHER), counted(LONG)]);
        assert.deepEqual(
          heard(several),
          [LONG, SHORT, OTHER, LONG].map((telegram) => frame(telegram)),
        );
      });

      it('count it no more once one shows that', () => {
        const several = Buffer.concat([counted(LONG), counted(SHORT), LONG, SHORT, OTHER]);
        assert.deepEqual(
          heard(several),
          [LONG, SHORT, LONG, SHORT, OTHER].map((telegram) => frame(telegram)),
        );
      });

      it('may have a filler behind their encrypted blocks', () => {
        const filled = encrypted(2, Buffer.of(0x2f));
        assert.deepEqual(heard(Buffer.concat([filled, SHORT])), [frame(filled), frame(SHORT)]);
      });

      it('may have clear bytes behind their encrypted blocks', () => {
        const partly = encrypted(2, hex('0403785634122f'));
        assert.deepEqual(heard(Buffer.concat([partly, SHORT])), [frame(partly), frame(SHORT)]);
      });

      it('that are cut are truncated', () => {
        assert.deepEqual(heard(LONG.subarray(0, 60), 'pause', SHORT), ['truncated', frame(SHORT)]);
        assert.deepEqual(heard(formatA(LONG).subarray(0, 60), 'pause', SHORT), ['truncated', frame(SHORT)]);
      });

      it('whose CRC does not fit are damaged', () => {
        const damaged = formatA(LONG);
        damaged[40]! ^= 1;
        assert.deepEqual(heard(damaged, 'pause', SHORT), ['checksum', frame(SHORT)]);
      });

      it('are what meters send', () => {
        for (const bytes of [
          bare(hex('7a'), { control: 0x40 }),
          bare(hex('7a'), { control: 0x53 }),
          bare(hex('7a'), { address: hex('0000785634123303') }),
          bare(hex('7a'), { address: hex('1b15785634123303') }),
          bare(hex('fe')),
          Buffer.alloc(50),
          Buffer.alloc(50, 0x44),
        ]) {
          assert.deepEqual(heard(bytes), [], bytes.toString('hex'));
        }
      });
    });
  }

  it('begin anywhere where they are told', () => {
    assert.deepEqual(heardIn('raw', Buffer.concat([hex('112233'), SHORT, hex('ff'), OTHER])), [
      frame(SHORT),
      frame(OTHER),
    ]);
    assert.deepEqual(heardIn('raw', Buffer.concat([LONG.subarray(40), SHORT, LONG])), [frame(SHORT), frame(LONG)]);
  });

  it('begin only where they must where they are not told', () => {
    assert.deepEqual(heardIn('auto', Buffer.concat([hex('112233'), SHORT])), []);
    assert.deepEqual(heardIn('auto', hex('112233'), 'pause', SHORT), [frame(SHORT)]);
  });

  it('of a meter whose number is not decimal begin only behind another', () => {
    const odd = bare(SHORT.subarray(10), { address: hex('9315abcdef123303') });
    assert.deepEqual(heardIn('raw', Buffer.concat([odd, odd])), [frame(odd), frame(odd)]);
    assert.deepEqual(heardIn('raw', Buffer.concat([hex('11'), odd])), []);
  });

  it('that are overtaken by a message of a receiver are none', () => {
    const message = RECEIVER_STREAMS.im871a(SHORT);
    assert.deepEqual(heardIn('auto', Buffer.concat([LONG.subarray(0, 30), message])), [frame(SHORT, 'ok')]);
  });

  it('that are proven hold nothing else', () => {
    const telegram = formatA(bare(hex('78a58102004ca30000000000000000000000')));
    const items = found([telegram], { receiver: 'auto' });
    assert.deepEqual(
      items.map(({ kind }) => kind),
      ['frame'],
    );
    assert.deepEqual(heardIn('auto', telegram), [frame(telegram, 'ok')]);
  });

  it('that lost bytes do not take the next ones with them', () => {
    const sent = formatA(LONG);
    const lost = Buffer.concat([
      sent.subarray(0, 40),
      sent.subarray(80),
      formatA(SHORT),
      formatA(SHORT),
      formatA(SHORT),
    ]);
    assert.deepEqual(heardIn('raw', lost), ['checksum', ...Array(3).fill(frame(formatA(SHORT), 'ok'))]);
  });

  it('may begin with bytes of which only some are text', () => {
    const telegram = bare(LONG.subarray(10), { address: hex('9324787634923337') });
    assert.deepEqual(heardIn('auto', telegram), [frame(telegram)]);
  });

  it('are no text', () => {
    const text = `0044${'0'.repeat(6)}f${'A'.repeat(80)}`;
    assert.deepEqual(heardIn('auto', text), []);
  });

  it('keep nothing of noise', () => {
    for (const receiver of EVERY) {
      const noise = Buffer.from(Array.from({ length: 200_000 }, (_, at) => (at * at * 31 + at * 7) & 0xff));
      const counts = found([noise, 'pause', SHORT], { receiver }).map((item) => item.kind);
      assert.equal(counts.at(-1), 'frame');
    }
  });
});

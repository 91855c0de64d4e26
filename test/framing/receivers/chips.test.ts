import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Splitter } from '../../../src/framing/splitter';
import { encodeThreeOfSix } from '../../../src/framing/wmbus-three-of-six';
import { RECEIVER_STREAMS } from '../../../src/simulator/receivers';
import { chunksOf, cutsOf } from '../chunks';
import { found } from '../outcomes';
import { bare, formatA, formatB } from '../wmbus-frames';
import { heardIn } from './heard-lines';
import { LONG, LONGEST, SHORT } from './telegrams';

const hex = (text: string) => Buffer.from(text, 'hex');
const frame = (telegram: Buffer) => ({ wire: telegram.toString('hex'), check: 'ok', rssi: undefined });

/** Of mode T; behind the synchronisation word where there is one. */
const chipsOf = (telegram: Buffer, sync = '543d') => Buffer.concat([hex(sync), encodeThreeOfSix(formatA(telegram))]);
const EVERY = ['chips', 'auto'] as const;

/** What comes of a telegram, and its bytes with CRCs. */
const FORMS: readonly (readonly [
  name: string,
  sent: (telegram: Buffer) => Buffer,
  framed: (telegram: Buffer) => Buffer,
])[] = [
  ['mode T', chipsOf, formatA],
  ['mode T without the word', (telegram) => chipsOf(telegram, ''), formatA],
  ['mode C, format A', (telegram) => Buffer.concat([hex('543d54cd'), formatA(telegram)]), formatA],
  ['mode C, format B', (telegram) => Buffer.concat([hex('543d543d'), formatB(telegram)]), formatB],
  ['mode C, format A, the second word', (telegram) => Buffer.concat([hex('54cd'), formatA(telegram)]), formatA],
  ['mode C, format B, the second word', (telegram) => Buffer.concat([hex('543d'), formatB(telegram)]), formatB],
];

describe('chips', () => {
  for (const receiver of EVERY) {
    for (const [name, sent, framed] of FORMS) {
      it(`of ${name} are found where ${receiver} is told`, () => {
        const telegrams = [SHORT, LONG, bare(hex('a200')), SHORT];
        const bytes = telegrams.map((telegram) => sent(telegram));
        assert.deepEqual(
          heardIn(receiver, Buffer.concat(bytes)),
          telegrams.map((telegram) => frame(framed(telegram))),
        );
        for (const [at, alone] of bytes.entries()) {
          assert.deepEqual(heardIn(receiver, alone), [frame(framed(telegrams[at]!))]);
        }
      });

      it(`of ${name} are found behind noise where ${receiver} is told`, () => {
        const noise = hex('aa55540054003d545454');
        const isMarked = !name.includes('without') || receiver === 'chips';
        const events = isMarked ? [Buffer.concat([noise, sent(LONG), noise, sent(SHORT)])] : [];
        assert.deepEqual(heardIn(receiver, ...events, 'pause', sent(SHORT)), [
          ...(isMarked ? [frame(framed(LONG)), frame(framed(SHORT))] : []),
          frame(framed(SHORT)),
        ]);
      });

      it(`of ${name} that are cut or damaged give no frame where ${receiver} is told`, () => {
        const bytes = sent(LONG);
        for (let length = 1; length < bytes.length; length += 3) {
          const items = heardIn(receiver, bytes.subarray(0, length), 'pause', sent(SHORT));
          assert.deepEqual(items.at(-1), frame(framed(SHORT)), `${length} bytes`);
          assert.ok(items.length === 1 || (items.length === 2 && items[0] === 'truncated'), `${length} bytes`);
        }
        const damaged = Buffer.from(bytes);
        damaged[80]! ^= 0x18;
        assert.deepEqual(heardIn(receiver, damaged, 'pause', sent(SHORT)).at(-1), frame(framed(SHORT)));
      });
    }
  }

  it('that are damaged behind their first block are an error', () => {
    const bytes = chipsOf(LONG);
    const [noCode, wrongCode] = [Buffer.from(bytes), Buffer.from(bytes)];
    noCode[100] = 0;
    // Chips of the first half byte behind the sixth block: another code.
    const sent = formatA(LONG);
    sent[80]! ^= 0x10;
    encodeThreeOfSix(sent).copy(wrongCode, 2);
    for (const receiver of EVERY) {
      assert.deepEqual(heardIn(receiver, noCode, 'pause', chipsOf(SHORT)), ['checksum', frame(formatA(SHORT))]);
      assert.deepEqual(heardIn(receiver, wrongCode, 'pause', chipsOf(SHORT)), ['checksum', frame(formatA(SHORT))]);
      assert.deepEqual(heardIn(receiver, bytes.subarray(0, 90), 'pause', chipsOf(SHORT)), [
        'truncated',
        frame(formatA(SHORT)),
      ]);
    }
  });

  it('are found with all that belongs to them, and at once', () => {
    for (const [name, sent] of FORMS) {
      for (const telegram of [LONG, bare(hex('a200'))]) {
        const items = new Splitter({ receiver: 'chips' }).push(sent(telegram));
        assert.deepEqual(
          items.map(({ kind }) => kind),
          ['frame'],
          name,
        );
      }
    }
  });

  it('that lost bytes do not take the next ones with them', () => {
    const sent = chipsOf(LONG);
    const lost = Buffer.concat([sent.subarray(0, 101), sent.subarray(131), ...Array(3).fill(chipsOf(SHORT))]);
    for (const receiver of EVERY) {
      assert.deepEqual(heardIn(receiver, lost), ['checksum', ...Array(3).fill(frame(formatA(SHORT)))], receiver);
    }
  });

  it('that are overtaken by a message of a receiver are none', () => {
    const begun = Buffer.concat([hex('543d54cd'), formatA(LONG).subarray(0, 11)]);
    const message = RECEIVER_STREAMS.im871a(SHORT);
    assert.deepEqual(heardIn('auto', Buffer.concat([begun, message])), [frame(SHORT)]);
  });

  it('that are proven hold nothing else', () => {
    const content = Buffer.concat([hex('78'), Buffer.alloc(90)]);
    // An answer of an iM871A, all in one block.
    hex('a58102004ca3').copy(content, 40);
    const bytes = Buffer.concat([hex('543d54cd'), formatA(bare(content))]);
    assert.deepEqual(
      found([bytes], { receiver: 'auto' }).map(({ kind }) => kind),
      ['frame'],
    );
    assert.deepEqual(heardIn('auto', bytes).length, 1);
  });

  it('of the longest telegram are found', () => {
    assert.deepEqual(heardIn('chips', chipsOf(LONGEST)), [frame(formatA(LONGEST))]);
  });

  it('are found in any chunks', () => {
    const bytes = Buffer.concat([
      hex('aaaa54'),
      ...FORMS.flatMap(([, sent]) => [sent(SHORT), hex('00')]),
      chipsOf(LONG),
    ]);
    for (const receiver of EVERY) {
      const items = found([bytes], { receiver });
      fc.assert(
        fc.property(cutsOf(bytes), (cuts) => {
          assert.deepEqual(found(chunksOf(bytes, cuts), { receiver }), items);
        }),
        { numRuns: 40 },
      );
    }
  });

  it('keep nothing of noise', () => {
    for (const text of ['54', '543d', '54cd', '543d54', '5a', '00']) {
      const items = found([Buffer.alloc(200_000, text, 'hex'), 'pause', chipsOf(SHORT)], { receiver: 'chips' });
      assert.deepEqual(
        items.map(({ kind }) => kind),
        ['discarded', 'frame'],
        text,
      );
    }
  });
});

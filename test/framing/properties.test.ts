import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type DecodedTelegram, decode, type Result } from '../../src/decode';
import { chunksOf, cutsOf, decodeChunks, singleBytes } from './chunks';
import { replaced, SIMULATED, simulatedTelegrams } from './telegrams';

const TELEGRAMS = simulatedTelegrams(4);
const [DAMAGED, GOOD] = TELEGRAMS as [Buffer, Buffer];

function telegramsIn(results: readonly Result[]): DecodedTelegram[] {
  return results.filter((result) => result.kind === 'telegram');
}

const [ORIGINAL, NEXT] = telegramsIn(decode(Buffer.concat([DAMAGED, GOOD]))) as [DecodedTelegram, DecodedTelegram];

/** Nothing but the two telegrams may come out of what damage has left of them. */
function assertOnlyOriginals(bytes: Buffer): DecodedTelegram[] {
  const found = telegramsIn(decode(bytes));
  for (const { objects } of found) {
    const original = objects[1]?.value === ORIGINAL.objects[1]?.value ? ORIGINAL : NEXT;
    assert.deepEqual(objects, original.objects);
  }
  return found;
}

describe('telegrams on a bad line', () => {
  it('no flipped bit changes a value or costs the next telegram', function () {
    this.timeout(60_000);
    const caseless = /[A-Fa-f]/;
    for (let bit = 0; bit < DAMAGED.length * 8; bit++) {
      const at = bit >> 3;
      const bytes = Buffer.concat([DAMAGED, GOOD]);
      bytes[at]! ^= 1 << (bit & 7);
      const found = telegramsIn(decode(bytes));
      assert.deepEqual(found.at(-1)?.frame.wire, GOOD, `bit ${bit}`);
      if (found.length === 1) continue;
      assert.equal(found.length, 2);
      assert.ok(at >= DAMAGED.length - 6, `a telegram came out although bit ${bit} was wrong`);
      assert.match(String.fromCharCode(bytes[at]!), caseless, `bit ${bit}`);
      assert.deepEqual(found[0]!.objects, ORIGINAL.objects);
    }
  });

  it('however they are cut into chunks, the same comes out', () => {
    const bytes = Buffer.concat([
      Buffer.from('tail)\r\n!12\r\n', 'latin1'),
      TELEGRAMS[0]!,
      TELEGRAMS[1]!.subarray(0, 500),
      TELEGRAMS[2]!,
      replaced(TELEGRAMS[3]!, '*kWh', '*kwh'),
      Buffer.from('no/ise', 'latin1'),
      SIMULATED,
    ]);
    const whole = decode(bytes);
    assert.deepEqual(
      whole.map((result) => (result.kind === 'error' ? result.error.code : result.kind)),
      ['discarded', 'telegram', 'truncated', 'telegram', 'checksum', 'discarded', 'telegram'],
    );
    assert.deepEqual(decodeChunks(singleBytes(bytes)), whole);
    fc.assert(
      fc.property(cutsOf(bytes), (cuts) => {
        assert.deepEqual(decodeChunks(chunksOf(bytes, cuts)), whole);
      }),
    );
  });

  it('noise around them loses none', () => {
    const noise = fc
      .uint8Array({ maxLength: 60 })
      .map((bytes) => Buffer.from(bytes.filter((byte) => byte !== 0x2f && byte !== 0xaf)));
    fc.assert(
      fc.property(fc.array(noise, { minLength: 5, maxLength: 5 }), (noises) => {
        const bytes = Buffer.concat(TELEGRAMS.flatMap((telegram, i) => [noises[i]!, telegram]).concat(noises[4]!));
        assert.deepEqual(
          telegramsIn(decode(bytes)).map(({ frame }) => frame.wire),
          TELEGRAMS,
        );
      }),
    );
  });

  it('no damage changes a value', () => {
    const length = DAMAGED.length;
    const place = fc.nat({ max: length - 1 });
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 20 }).map((array) => Buffer.from(array));
    // What is taken out, where, and what comes in its place.
    const change = fc.tuple(fc.nat({ max: 20 }), place, fc.option(bytes, { nil: Buffer.alloc(0) }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        let damaged = Buffer.from(DAMAGED);
        for (const [taken, at, put] of changes) {
          damaged = Buffer.concat([damaged.subarray(0, at), put, damaged.subarray(at + taken)]);
        }
        assertOnlyOriginals(Buffer.concat([damaged, Buffer.from('\r\n'), GOOD]));
      }),
      // A CRC of 16 bits lets one in 65,536 pass: with other numbers each time this would fail one day.
      { numRuns: 2000, seed: 20260114 },
    );
  });
});

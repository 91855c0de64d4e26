import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Splitter } from '../../../src/framing/splitter';
import { RECEIVER_STREAMS } from '../../../src/simulator/receivers';
import { chunksOf, cutsOf } from '../chunks';
import { found } from '../outcomes';
import { heardIn } from './heard-lines';
import { LONG, SHORT } from './telegrams';

const HEX = SHORT.toString('hex');
const FRAME = { wire: HEX, check: 'absent', rssi: undefined };
const PRINTED = ['cul', 'hex', 'rtl-wmbus', 'rtl-433'] as const;

/** Telegrams of each receiver, and what none of them is. */
const MIXED = Buffer.concat([
  Buffer.from('\x00\x13\xffboot v1.2\r\n', 'latin1'),
  ...PRINTED.flatMap((dialect) => [SHORT, LONG].map((telegram) => RECEIVER_STREAMS[dialect](telegram))),
  Buffer.from(`${HEX.slice(0, 30)}\n\n\r\n{"data":1}\n${HEX}`, 'latin1'),
]);

describe('lines', () => {
  it('are found in any chunks', () => {
    for (const receiver of ['auto', 'hex', 'cul'] as const) {
      const items = found([MIXED], { receiver });
      fc.assert(
        fc.property(cutsOf(MIXED), (cuts) => {
          assert.deepEqual(found(chunksOf(MIXED, cuts), { receiver }), items);
        }),
        { numRuns: 60 },
      );
    }
  });

  it('are tried in every form where none is told', () => {
    const wires = heardIn('auto', MIXED).flatMap((item) => (typeof item === 'string' ? [] : [item.wire]));
    assert.equal(wires.length, 2 * PRINTED.length + 1);
  });

  for (const dialect of PRINTED) {
    it(`are tried as those of ${dialect} alone where it is told`, () => {
      for (const other of PRINTED) {
        // Both hold the telegram as a text of JSON.
        if (dialect === 'hex' && other === 'rtl-433') continue;
        const count = heardIn(dialect, RECEIVER_STREAMS[other](LONG)).length;
        assert.equal(count, other === dialect ? 1 : 0, other);
      }
    });
  }

  it('end with CR, LF or both', () => {
    for (const end of ['\r', '\n', '\r\n', '\n\n']) {
      assert.deepEqual(heardIn('hex', `${HEX}${end}${HEX}${end}`), [FRAME, FRAME], JSON.stringify(end));
    }
  });

  it('are believed when they end, or the line pauses', () => {
    const splitter = new Splitter({ receiver: 'hex' });
    assert.deepEqual(splitter.push(Buffer.from(HEX)), []);
    assert.equal(splitter.flush()[0]?.kind, 'frame');
    assert.deepEqual(splitter.push(Buffer.from(HEX)), []);
    assert.equal(splitter.push(Buffer.from('\r'))[0]?.kind, 'frame');
    assert.deepEqual(splitter.end(), []);
  });

  it('that are cut by a pause are truncated', () => {
    assert.deepEqual(heardIn('hex', HEX.slice(0, 30), 'pause', `${HEX}\n`), ['truncated', FRAME]);
  });

  it('may begin behind bytes that are no text', () => {
    assert.deepEqual(heardIn('hex', `\x00\x01${HEX}\n`), [FRAME]);
    assert.deepEqual(heardIn('hex', `${HEX}\x00${HEX}\x7f`), [FRAME, FRAME]);
  });

  it('that hold no telegram are discarded', () => {
    const noise = 'TMODE\r\nonline and of some length\r\n';
    assert.deepEqual(
      found([Buffer.from(`${HEX}\r\n${noise}${HEX}\r\n`)], { receiver: 'hex' }).map(({ kind }) => kind),
      ['frame', 'discarded', 'frame'],
    );
    assert.deepEqual(found([Buffer.from(noise)], { receiver: 'hex' }), [
      { kind: 'discarded', count: noise.length, reason: 'noise', offset: 0 },
    ]);
  });

  it('may be as long as those of rtl_433', () => {
    const line = (length: number) => `,,,Wireless-MBus,${HEX},${','.repeat(length - 37 - HEX.length)}`;
    assert.equal(heardIn('rtl-433', `${' '.repeat(19)}${line(8_191)}\n`).length, 1);
    assert.equal(heardIn('rtl-433', `${' '.repeat(19)}${line(8_200)}\n`).length, 0);
  });

  for (const [name, byte] of [
    ['digits', '0'],
    ['spaces', ' '],
    ['separators', ';0x'],
    ['braces', '{"a":'],
    ['commas', ',Wireless-MBus,'],
    ['words', 'T: 1 b0 '],
  ] as const) {
    it(`without an end keep nothing: megabytes of ${name}`, () => {
      for (const receiver of ['auto', 'hex'] as const) {
        const splitter = new Splitter({ receiver });
        const chunk = Buffer.from(byte.repeat(20_000));
        let discarded = 0;
        for (let sent = 0; sent < 2_000_000; sent += chunk.length) {
          for (const item of splitter.push(chunk)) discarded += item.kind === 'discarded' ? item.count : 0;
        }
        assert.ok(discarded > 1_900_000, `${discarded} in ${receiver}`);
        assert.equal(splitter.push(Buffer.from(`\n${HEX}\n`)).filter(({ kind }) => kind === 'frame').length, 1);
      }
    });
  }

  it('of any text throw nothing', () => {
    const text = fc.string({
      unit: fc.constantFrom('0', 'b', 'Y', '44', ';1;1;', ';0x', '{', '"', ':', '}', '\n', 'T: '),
    });
    fc.assert(
      fc.property(text, (line) => {
        found([Buffer.from(line)], { receiver: 'auto' });
      }),
    );
  });
});

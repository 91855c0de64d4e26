import assert from 'node:assert/strict';
import { encodeEbi } from '../../../src/framing/receivers/ebi';
import { found, outcomes } from '../outcomes';
import { behavesAsReceiver, messageOf } from './behaviour';
import { SHORT } from './telegrams';

const received = (options: number, before: readonly number[], telegram = SHORT) =>
  encodeEbi(0xe0, [options >> 8, options & 0xff, ...before, ...telegram]);

function read(...chunks: Buffer[]) {
  return found(chunks, { receiver: 'embit' });
}

describe('Embit', () => {
  behavesAsReceiver({
    dialect: 'embit',
    rssi: -60,
    falseStarts: [
      '00',
      '0000',
      '0038e0',
      '010ce0801fc40000',
      '000681',
      '0005',
      '0038e0801fde003d80002c',
      '0012e0000044',
    ],
    impossible: [
      '0010e0',
      '0004e0e4',
      '0005e000e5',
      '0fffe0',
      '01ffe0',
      '0038e0801fde003d80002b',
      '0038e000070977',
      '000a84',
      '003860',
    ],
    // Device information, device state.
    answers: ['000681404910', '0005841099'],
  });

  it('says nothing of what has no telegram, or was cut before it', () => {
    for (const text of [
      '0004e0e4',
      '0005e000e5',
      '00',
      '0038',
      '0038e0',
      '0038e080',
      '0038e0801fde003d8000',
      '0038e0801fde003d80002c',
    ]) {
      assert.deepEqual(outcomes(read(Buffer.from(text, 'hex'))), [text.length / 2], text);
    }
    assert.deepEqual(outcomes(read(Buffer.from('0038e0801fde003d80002c44', 'hex'))), ['truncated']);
  });

  it('reads telegrams with and without what the options tell of', () => {
    const [rssi, ticks] = [0xc4, [0, 0, 0x80, 0]];
    for (const [options, before, expected] of [
      [0x0007, [], undefined],
      [0x8007, [rssi], -60],
      [0x0008, ticks, undefined],
      [0x801f, [rssi, ...ticks], -60],
    ] as const) {
      const [item] = read(received(options, before));
      assert.deepEqual(outcomes([item!]), [messageOf(SHORT)]);
      assert.deepEqual(item?.kind === 'frame' && item.frame.rssi, expected);
    }
  });

  it('believes a length that counts CRCs which are gone', () => {
    const counting = Buffer.from(SHORT);
    counting[0]! += 2;
    assert.deepEqual(outcomes(read(received(0x0017, [], counting))), [messageOf(SHORT)]);
  });

  it('does not believe a length that does not fit', () => {
    for (const off of [-1, 1, 3]) {
      const wrong = Buffer.from(SHORT);
      wrong[0]! += off;
      const bytes = received(0x0007, [], wrong);
      assert.deepEqual(outcomes(read(bytes)), [bytes.length], `${off}`);
    }
  });
});

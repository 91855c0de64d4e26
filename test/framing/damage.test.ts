import assert from 'node:assert/strict';
import { decode, type Result } from '../../src/decode';
import { MAX_P1_TELEGRAM } from '../../src/framing/p1';
import { checkedTelegram } from '../../src/simulator/p1-lines';
import { bytesOf, regionsOf } from './account';
import { decodeChunks, singleBytes } from './chunks';
import { checked, DSMR3, replaced, SIMULATED, simulatedTelegrams, unchecked, withEvenParity } from './telegrams';

const [FIRST, SECOND, THIRD] = simulatedTelegrams(3) as [Buffer, Buffer, Buffer];

/** Room for the `!`, four digits and the line end. */
const CHECKSUM_LINE = 7;
const BODY = FIRST.subarray(0, -CHECKSUM_LINE);
const CRC = FIRST.toString('latin1', FIRST.length - 6, FIRST.length - 2);

function stream(...pieces: (Buffer | string)[]): Buffer {
  return Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece)));
}

/** `telegram`, a DSMR 3 one read at the wrong parity setting, with one bit turned over. */
function withWrongParity(telegram: Buffer): Buffer {
  const bytes = withEvenParity(telegram);
  bytes[bytes.length >> 1]! ^= 0x01;
  return bytes;
}

const SHORT = checkedTelegram('KAM5', ['1-0:1.7.0(00.001*kW)']);

/** So long that a telegram which begins right behind it begins just within reach of its `/`. */
const NOISE = `/a\n${'x'.repeat(MAX_P1_TELEGRAM - 33)}`;

const LONG_LINE = `0-0:96.13.0(${'30'.repeat(MAX_P1_TELEGRAM / 2)})`;

/** The kind of damage, the stream, and what comes out: an error's code, `telegram`, or how many bytes are discarded. */
const DAMAGE: readonly (readonly [string, Buffer, readonly (string | number)[]])[] = [
  ['a wrong checksum', stream(replaced(FIRST, `!${CRC}`, '!0000'), SECOND), ['checksum', 'telegram']],
  ['a changed value', stream(replaced(FIRST, '*kWh', '*kwh'), SECOND), ['checksum', 'telegram']],
  ['a lost byte', stream(replaced(FIRST, '*kWh', '*kW'), SECOND), ['checksum', 'telegram']],
  ['a digit of the checksum that is none', stream(BODY, `!${CRC.slice(0, 3)}G\r\n`, SECOND), ['checksum', 'telegram']],
  ['a digit too many in the checksum', stream(BODY, `!${CRC}0\r\n`, SECOND), ['checksum', 'telegram']],
  ['a leading zero too many', stream(BODY, `!0${CRC}\r\n`, SECOND), ['checksum', 'telegram']],
  ['bit 7 in the checksum', stream(BODY, '!', high(CRC), '\r\n', SECOND), ['checksum', 'telegram']],
  ['a checksum line without end', stream(BODY, `!${CRC}`, SECOND), ['checksum', 4, 'telegram']],
  ['a "!" alone before a short identification', stream(BODY, '!', SHORT), ['checksum', 'telegram']],
  ['no checksum, after one that was there', stream(checked('1-0:1.7.0(00.001*kW)'), DSMR3), ['telegram', 'checksum']],
  ['no checksum, but the clock of DSMR 4', stream(BODY, '!\r\n', SECOND), ['checksum', 'telegram']],
  ['a telegram cut within a line', stream(FIRST.subarray(0, 300), SECOND), ['truncated', 'telegram']],
  ['a telegram cut at a line end', stream(upToLine(FIRST, 12), SECOND), ['truncated', 'telegram']],
  ['a telegram cut by the end', stream(FIRST, SECOND.subarray(0, 300)), ['telegram', 'truncated']],
  ['a telegram cut within its checksum', stream(FIRST, SECOND.subarray(0, -4)), ['telegram', 'checksum']],
  ['a lost "!"', stream(BODY, `${CRC}\r\n`, SECOND), ['truncated', 'telegram']],
  [
    'a "!" that is not first in its line',
    stream(BODY.subarray(0, -2), `!${CRC}\r\n`, SECOND),
    ['truncated', 'telegram'],
  ],
  ['no end', stream(unchecked(LONG_LINE), SECOND), ['too-long', 33, 'telegram']],
  ['a start in the middle', stream(FIRST.subarray(300), SECOND), [FIRST.length - 300, 'telegram']],
  ['noise', stream('\x00\xff~~\n!!~', FIRST, '\x80\x01', SECOND), [8, 'telegram', 2, 'telegram']],
  ['noise, and line ends between telegrams', stream('~~', FIRST, '\r\n', SECOND), [2, 'telegram', 'telegram']],
  ['noise without end, a telegram right behind it', stream(NOISE, FIRST), [NOISE.length, 'telegram']],
  ['noise with a "/" right before', stream('ab/cd/', FIRST, SECOND), [6, 'telegram', 'telegram']],
  ['noise with a "/" and line ends', stream('a/b\r\nc/\r\n', FIRST), [9, 'telegram']],
  ['noise with a "/" before no checksum', stream('ab/cd/', DSMR3), [6, 'telegram']],
  ['a "/" in front that has parity', stream('\xaf', FIRST), [1, 'telegram']],
  ['a banner', stream('ser2net port /dev/ttyUSB0 (115200N81)\r\n', FIRST), [39, 'telegram']],
  ['a banner before no checksum', stream('ser2net port /dev/ttyUSB0 (9600E71)\r\n', DSMR3), [37, 'telegram']],
  ['a telegram of no line', stream('/SIM5\r\n\r\n!0000\r\n', SECOND), [16, 'telegram']],
  ['a byte of odd parity', stream(withWrongParity(DSMR3), withEvenParity(DSMR3)), ['checksum', 'telegram']],
  ['a damaged "/" that has parity', stream(withEvenParity(DSMR3).fill(0x2f, 0, 1), DSMR3), ['checksum', 'telegram']],
];

function high(digits: string): Buffer {
  return Buffer.from(digits, 'latin1').map((digit) => digit | 0x80) as Buffer;
}

function upToLine(telegram: Buffer, count: number): Buffer {
  const lines = telegram.toString('latin1').split('\r\n').slice(0, count);
  return Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1');
}

function outcome(result: Result): string | number {
  if (result.kind === 'error') return result.error.code;
  return result.kind === 'discarded' ? result.count : result.kind;
}

describe('damaged telegrams', () => {
  for (const [name, bytes, expected] of DAMAGE) {
    it(`${name}: ${expected.join(', ')}`, () => {
      const results = decode(bytes);
      assert.deepEqual(results.map(outcome), expected);
      assert.deepEqual(decodeChunks(singleBytes(bytes)), results);
      const regions = regionsOf(bytes, results);
      const discarded = expected.reduce<number>((sum, part) => sum + (typeof part === 'number' ? part : 0), 0);
      assert.equal(bytesOf(regions, 'discarded'), discarded);
    });
  }

  it('say where the telegram began', () => {
    const bytes = stream('\r\n', FIRST, 'noise', replaced(SECOND, '*kWh', '*kwh'), THIRD);
    const offsets = decode(bytes).map((result) =>
      result.kind === 'error' ? result.error.offset : result.kind === 'discarded' ? result.offset : 'telegram',
    );
    assert.deepEqual(offsets, ['telegram', 2 + FIRST.length, 2 + FIRST.length + 5, 'telegram']);
  });

  it('say which checksum would have fitted', () => {
    const [result] = decode(replaced(SIMULATED, `!${CRC}`, '!0000'));
    assert.ok(result?.kind === 'error');
    assert.equal(result.error.message, `the checksum does not fit: the telegram says 0000, its bytes give ${CRC}`);
  });
});

import assert from 'node:assert/strict';
import { MeterError } from '../../src/base/errors';
import { parseApdu } from '../../src/parse/apdu';

const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex');

/** Invoke id and priority. */
const HEAD = '0F 40000000';
const TIME = '07EA0B140514000AFF800000';
const LOCAL = { local: '2026-11-20T20:00:10' };
const POWER = '06 000004D2';

function errorOf(hex: string): MeterError {
  try {
    parseApdu(bytes(hex));
  } catch (error) {
    assert.ok(error instanceof MeterError);
    return error;
  }
  throw new assert.AssertionError({ message: 'nothing was thrown' });
}

describe('APDUs', () => {
  for (const [name, time, expected] of [
    ['absent', '00', undefined],
    ['an octet string', `0C ${TIME}`, LOCAL],
    ['an octet string with a tag, as Kaifa writes it', `09 0C ${TIME}`, LOCAL],
    ['not set', '0C FFFFFFFFFFFFFFFFFF8000FF', undefined],
  ] as const) {
    it(`data-notification, its date-time ${name}`, () => {
      const notification = parseApdu(bytes(`${HEAD} ${time} ${POWER}`));
      assert.deepEqual(notification.time, expected);
      assert.equal(notification.body?.value, 1234);
    });
  }

  it('padding behind the body does not count', () => {
    assert.equal(parseApdu(bytes(`${HEAD} 00 ${POWER} 00000000`)).body?.value, 1234);
  });

  it('Czech lists name class, code and attribute without tags', () => {
    const { attributes } = parseApdu(
      bytes(`${HEAD} 00 0202 1601 0102  0202 0003 0100010700FF 02 ${POWER}  0202 0001 0000600E00FF 02 09 02 5431`),
    );
    assert.deepEqual(
      attributes?.map(({ classId, obis, attribute }) => [classId, obis.toString('hex'), attribute]),
      [
        [3, '0100010700ff', 2],
        [1, '0000600e00ff', 2],
      ],
    );
    assert.equal(attributes![0]!.value.value, 1234);
    assert.equal(errorOf(`${HEAD} 00 0202 1601 0102 0202 0003 0100010700FF 02 ${POWER}`).code, 'truncated');
  });

  it('event-notification, with and without its time', () => {
    for (const [time, expected] of [
      ['00', undefined],
      [`01 0C ${TIME}`, LOCAL],
    ] as const) {
      const { time: read, attributes } = parseApdu(bytes(`C2 ${time} 0003 0100010700FF 02 ${POWER}`));
      assert.deepEqual(read, expected);
      assert.equal(attributes?.[0]?.value.value, 1234);
    }
  });

  it('what is no push is refused by its tag', () => {
    const error = errorOf('C0 01 C1 0008 0000010000FF 02 00');
    assert.equal(error.code, 'unsupported');
    assert.match(error.message, /C0/);
  });

  it('damage names the byte', () => {
    const error = errorOf(`${HEAD} 00 02 02 ${POWER}`);
    assert.deepEqual([error.code, error.offset], ['truncated', 13]);
    assert.equal(errorOf('').code, 'truncated');
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { add, fromMantissa, MAX_DECIMALS, shift } from '../../src/base/decimal';

const mantissa = fc.integer({ min: 0, max: 999_999_999_999 });
const decimals = fc.nat({ max: 6 });

/** A decimal number as written: digits, point, decimals. */
const written = fc
  .tuple(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.nat({ max: 4 }))
  .map(([digits, places]) => ({ digits, places, value: Number(`${digits}e-${places}`) }));

describe('decimal numbers', () => {
  it('a mantissa and its decimals are the number as one writes it', () => {
    assert.equal(fromMantissa(1001, 3), 1.001);
    assert.equal(fromMantissa(1, MAX_DECIMALS), 1e-15);
    fc.assert(
      fc.property(mantissa, fc.nat({ max: MAX_DECIMALS }), (digits, places) => {
        assert.equal(fromMantissa(digits, places), Number(`${digits}e-${places}`));
      }),
    );
  });

  it('shifting moves the point and nothing else', () => {
    const cases: readonly (readonly [number, number, number])[] = [
      [1.001, 3, 1001],
      [0.1, 3, 100],
      [4.35, 2, 435],
      [1.1, 3, 1100],
      [0, 3, 0],
      [-0.91, 3, -910],
      [12345, -3, 12.345],
      [1e-7, 3, 1e-4],
      [1e21, 3, 1e24],
      [2.5, 0, 2.5],
      [68730106819.1, 5, 6873010681910000],
    ];
    for (const [value, places, expected] of cases) assert.equal(shift(value, places), expected);
    fc.assert(
      fc.property(mantissa, decimals, fc.integer({ min: -6, max: 6 }), (digits, scale, places) => {
        assert.equal(shift(Number(`${digits}e-${scale}`), places), Number(`${digits}e${places - scale}`));
      }),
    );
  });

  it('sums are those that one makes on paper', () => {
    assert.equal(add(0.1, 0.2), 0.3);
    assert.equal(add(1581.123, 1435.706), 3016.829);
    assert.equal(add(), 0);
    assert.equal(add(1e-7, 2e-7), 3e-7);
    assert.equal(add(1001, -1001), 0);
    fc.assert(
      fc.property(fc.array(written, { maxLength: 5 }), (numbers) => {
        const sum = numbers.reduce(
          (total, { digits, places }) => total + BigInt(digits) * 10n ** BigInt(4 - places),
          0n,
        );
        assert.equal(add(...numbers.map(({ value }) => value)), Number(`${sum}e-4`));
      }),
    );
  });
});

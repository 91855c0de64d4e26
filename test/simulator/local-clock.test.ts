import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { LocalClock } from '../../src/simulator/local-clock';

const DAY = 24 * 3600_000;

describe('local clock', () => {
  it('reads like the calendar, in whichever order it is asked', () => {
    const time = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) });
    for (const zone of ['Europe/Amsterdam', 'Europe/Helsinki', 'Atlantic/Azores', 'UTC']) {
      const clock = new LocalClock(zone);
      fc.assert(
        fc.property(time, (at) => {
          const expected = DateTime.fromMillis(at, { zone });
          const { time: same, day, weekday, minute } = clock.at(at);
          assert.equal(same, at);
          assert.equal(minute, expected.hour * 60 + expected.minute);
          assert.equal(weekday, expected.weekday % 7);
          assert.equal(day, Date.UTC(expected.year, expected.month - 1, expected.day) / DAY);
          assert.equal(clock.isSummer(at), expected.isInDST);
        }),
      );
    }
  });

  it('changes to summer time and back at 01:00 UTC', () => {
    const clock = new LocalClock('Europe/Amsterdam');
    const spring = Date.UTC(2026, 2, 29, 1);
    const autumn = Date.UTC(2026, 9, 25, 1);
    assert.deepEqual([clock.isSummer(spring - 1), clock.isSummer(spring)], [false, true]);
    assert.deepEqual([clock.isSummer(autumn - 1), clock.isSummer(autumn)], [true, false]);
    assert.deepEqual([clock.at(spring - 1).minute, clock.at(spring).minute], [119, 180]);
    assert.deepEqual([clock.at(autumn - 1).minute, clock.at(autumn).minute], [179, 120]);
  });

  it('refuses a zone that does not exist', () => {
    assert.throws(() => new LocalClock('Europe/Atlantis'), RangeError);
  });
});

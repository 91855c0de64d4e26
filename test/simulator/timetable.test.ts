import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { MeterList } from '../../src/simulator/meter-model';
import { due } from '../../src/simulator/timetable';

const HOUR = 3600_000;
const NOON = Date.UTC(2026, 0, 14, 12);

const [short, long, hourly, any] = ['short', 'long', 'hourly', 'any'].map((name) => () => Buffer.from(name));
const LISTS: readonly MeterList[] = [
  { encode: short!, every: 2.5 },
  { encode: long!, every: 10 },
  { encode: hourly!, every: 3600, after: 10, all: true },
];

/** Seconds after noon, and what is due then. */
function found(lists: readonly MeterList[], since: number, until: number): string {
  return due(lists, NOON + since * 1000, NOON + until * 1000)
    .map(({ at, encode }) => `${(at - NOON) / 1000} ${encode({} as never, {} as never, 0)}`)
    .join(', ');
}

describe('a timetable', () => {
  for (const [since, until, expected] of [
    [0, 2.4, ''],
    [0, 2.5, '2.5 short'],
    [2.5, 5.1, '5 short'],
    [17.5, 20, '20 long'],
    [-2.5, 0, '0 long'],
    [7.5, 10, '10 hourly'],
    [7.5, 12.5, '10 hourly, 12.5 short'],
    [9.999, 10.001, '10 hourly'],
    [10, 12.4, ''],
    [12.4, 10, ''],
    [25, 48, '40 long, 47.5 short'],
    [0, 3 * 3600 + 21.25, '10 hourly, 3610 hourly, 7210 hourly, 10810 hourly, 10820 long'],
  ] as const) {
    it(`has ${expected || 'nothing'} from ${since} to ${until}`, () => {
      assert.equal(found(LISTS, since, until), expected);
    });
  }

  it('has a list without a period whenever it is asked', () => {
    const lists = [{ encode: any! }];
    assert.equal(found(lists, 0, 1), '1 any');
    assert.equal(found(lists, 1, 1), '1 any');
  });

  it('leaves out no hour, however the time is cut, and keeps the order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 * HOUR }), { maxLength: 40 }), (steps) => {
        let since = NOON;
        const hours: number[] = [];
        for (const step of steps) {
          const list = due(LISTS, since, since + step);
          for (const [i, { at }] of list.entries()) {
            assert.ok(at > since && at <= since + step);
            assert.ok(i === 0 || at > list[i - 1]!.at);
          }
          hours.push(...list.filter(({ encode }) => encode === hourly).map(({ at }) => at));
          since += step;
        }
        const passed = Math.floor((since - NOON - 10_000) / HOUR) + 1;
        assert.deepEqual(
          hours,
          Array.from({ length: Math.max(0, passed) }, (_, i) => NOON + i * HOUR + 10_000),
        );
      }),
    );
  });

  it('does not make up for a year at once', () => {
    const list = due(LISTS, NOON, NOON + 365 * 24 * HOUR).filter(({ encode }) => encode === hourly);
    assert.equal(list.length, 100);
    assert.equal(list.at(-1)!.at, NOON + (365 * 24 - 1) * HOUR + 10_000);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { Zone } from '../../src/profiles/zone';

const AMSTERDAM = new Zone('Europe/Amsterdam');

describe('zone', () => {
  it('tells the two passes of the doubled hour apart by the flag', () => {
    const local = '2026-10-25T02:30:00';
    assert.equal(AMSTERDAM.iso({ local, dst: true }), '2026-10-25T02:30:00+02:00');
    assert.equal(AMSTERDAM.iso({ local, dst: false }), '2026-10-25T02:30:00+01:00');
  });

  it('believes the flag rather than the calendar', () => {
    assert.equal(AMSTERDAM.iso({ local: '2026-07-14T12:00:00', dst: false }), '2026-07-14T12:00:00+01:00');
    assert.equal(AMSTERDAM.iso({ local: '2026-01-14T12:00:00', dst: true }), '2026-01-14T12:00:00+02:00');
  });

  it('asks the calendar where there is no flag, in whichever order', () => {
    const time = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) });
    for (const name of ['Europe/Amsterdam', 'Europe/Helsinki', 'Asia/Kathmandu', 'America/St_Johns', 'UTC']) {
      const zone = new Zone(name);
      fc.assert(
        fc.property(time, (moment) => {
          const local = DateTime.fromMillis(moment, { zone: name }).startOf('second');
          const iso = zone.iso({ local: local.toFormat("yyyy-MM-dd'T'HH:mm:ss") });
          const shifted = Math.abs(Date.parse(iso) - local.toMillis());
          // In the doubled hour either pass will do.
          assert.ok(shifted === 0 || shifted === 3600_000, iso);
          if (!isDoubled(local)) assert.equal(shifted, 0, iso);
        }),
      );
    }
  });

  it('without summer time has one offset, whatever the flag says', () => {
    const reykjavik = new Zone('Atlantic/Reykjavik');
    const kolkata = new Zone('Asia/Kolkata');
    for (const dst of [true, false, undefined]) {
      const time = { local: '2026-07-14T12:00:00', ...(dst !== undefined && { dst }) };
      assert.equal(reykjavik.iso(time), '2026-07-14T12:00:00+00:00');
      assert.equal(kolkata.iso(time), '2026-07-14T12:00:00+05:30');
    }
  });

  it('west of Greenwich has a minus', () => {
    assert.equal(new Zone('America/St_Johns').iso({ local: '2026-01-14T12:00:00' }), '2026-01-14T12:00:00-03:30');
  });

  it('gives a moment its offset', () => {
    assert.equal(AMSTERDAM.at(Date.parse('2026-10-25T00:30:00.999Z')), '2026-10-25T02:30:00+02:00');
    assert.equal(AMSTERDAM.at(Date.parse('2026-10-25T01:30:00Z')), '2026-10-25T02:30:00+01:00');
    assert.equal(new Zone('UTC').at(Date.parse('2026-07-14T10:00:00Z')), '2026-07-14T10:00:00+00:00');
  });

  it('refuses one that does not exist', () => {
    assert.throws(() => new Zone('Europe/Atlantis'), RangeError);
  });
});

function isDoubled(local: DateTime): boolean {
  return [-1, 1].some((hours) => local.plus({ hours }).offset !== local.offset);
}

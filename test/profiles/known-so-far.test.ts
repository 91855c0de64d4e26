import assert from 'node:assert/strict';
import { KnownSoFar } from '../../src/profiles/known-so-far';
import type { Reading } from '../../src/profiles/reading';

function reading(parts: Partial<Reading>, id = 'E1'): Reading {
  return { meter: { id, country: 'NL', medium: 'electricity' }, clock: 'meter', ...parts };
}

describe('everything known so far', () => {
  it('leaves a reading that has all as it is', () => {
    const known = new KnownSoFar();
    const first = reading({ power: { import: 1 }, tariff: 1 });
    const second = reading({ power: { import: 2 }, tariff: 2 });
    assert.deepEqual(known.complete(first, '', 0), first);
    assert.deepEqual(known.complete(second, '', 1000), second);
  });

  it('keeps what a telegram lacks, and says how old it is', () => {
    const known = new KnownSoFar();
    known.complete(reading({ power: { import: 1 }, energy: { import: 12.5 } }), '', 0);
    assert.deepEqual(known.complete(reading({ power: { import: 2 } }), '', 1_810_000), {
      ...reading({ power: { import: 2 }, energy: { import: 12.5 } }),
      fresh: ['power'],
      age: { energy: 1810 },
    });
  });

  it('completes within a group, and nets anew', () => {
    const known = new KnownSoFar();
    known.complete(reading({ power: { import: 0, export: 300, net: -300 } }), '', 0);
    const { power } = known.complete(reading({ power: { import: 100, net: 100 } }), '', 2_000);
    assert.deepEqual(power, { import: 100, export: 300, net: -200 });
  });

  it('takes lists whole, as a meter that is gone must not linger', () => {
    const known = new KnownSoFar();
    const gas = { type: 'gas', channel: 1, value: 1, unit: 'm³' };
    known.complete(reading({ subMeters: [gas, { ...gas, channel: 2 }] }), '', 0);
    assert.deepEqual(known.complete(reading({ subMeters: [gas] }), '', 1).subMeters, [gas]);
  });

  it('takes a telegram without an id for one of the meter that sent it last from there', () => {
    const known = new KnownSoFar();
    const { meter: _meter, ...rest } = reading({ power: { import: 5 } });
    const short = { ...rest, meter: { country: 'NO', medium: 'electricity' as const } };
    known.complete(reading({ energy: { import: 12.5 } }, 'N1'), 'a', 0);
    const completed = known.complete(short, 'a', 2_000);
    assert.deepEqual([completed.meter.id, completed.energy, completed.age], ['N1', { import: 12.5 }, { energy: 2 }]);
    assert.equal(known.complete(short, 'b', 3_000).energy, undefined);
    // Two meters behind one topic: nobody can tell whose it is.
    known.complete(reading({ energy: { import: 99 } }, 'N2'), 'a', 4_000);
    assert.equal(known.complete(short, 'a', 5_000).energy, undefined);
    known.complete(reading({ energy: { import: 13 } }, 'N1'), 'a', 6_000);
    assert.equal(known.complete(short, 'a', 7_000).energy, undefined);
  });

  it('mixes no two meters, known by id or else by source', () => {
    const known = new KnownSoFar();
    known.complete(reading({ tariff: 1 }, 'E1'), 'a', 0);
    assert.equal(known.complete(reading({ power: {} }, 'E2'), 'a', 1).tariff, undefined);
    const { meter: _meter, ...rest } = reading({ tariff: 2 });
    const anonymous = { ...rest, meter: { country: 'SE', medium: 'electricity' as const } };
    known.complete(anonymous, 'a', 0);
    const { tariff: _tariff, ...power } = anonymous;
    assert.equal(known.complete(power, 'b', 1).tariff, undefined);
    assert.equal(known.complete(power, 'a', 1).tariff, 2);
  });

  it('forgets the meter that was quiet longest', () => {
    const known = new KnownSoFar();
    for (let i = 0; i <= 256; i++) known.complete(reading({ tariff: 1 }, `E${i}`), '', i);
    assert.equal(known.complete(reading({}, 'E0'), '', 300).tariff, undefined);
    assert.equal(known.complete(reading({}, 'E256'), '', 300).tariff, 1);
  });
});

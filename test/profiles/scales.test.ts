import assert from 'node:assert/strict';
import type { MeterObject } from '../../src/base/telegram';
import { PROFILES } from '../../src/profiles';
import { type ScaleHints, settleScales } from '../../src/profiles/scales';
import { ShownRegisters } from '../../src/profiles/shown-registers';

const register = (raw: number): MeterObject => ({
  ...{ obis: '1-1:1.8.0', name: 'energyImport', value: null, unit: 'Wh' },
  ...{ raw, scalerFrom: 'list' as const },
});

function settled(raw: number, hints: Partial<ScaleHints>): MeterObject {
  const object = register(raw);
  settleScales({ objects: [object], list: 'kamstrup' }, { shown: new ShownRegisters(2), ...hints });
  return object;
}

describe('scales that a list leaves open', () => {
  it('are settled by the country', () => {
    assert.equal(settled(4000, { profile: PROFILES.get('NO') }).value, 40000);
    assert.equal(settled(4000, { profile: PROFILES.get('SE') }).value, 4000);
    assert.equal(settled(4000, { profile: PROFILES.get('DK') }).value, 4000);
  });

  it('stay open where neither the country nor the display tells', () => {
    assert.equal(settled(4000, {}).value, null);
    assert.equal(settled(4000, { profile: PROFILES.get('NL') }).value, null);
  });

  it('are settled by what the display showed, whatever the country', () => {
    // 2,000,000 sent: 2,000 kWh, 20,000 kWh, or more; a few months lie between the display and the telegram.
    assert.equal(settled(2_000_000, { display: 1_800, profile: PROFILES.get('NO') }).scaler, 0);
    assert.equal(settled(2_000_000, { display: 19_000, profile: PROFILES.get('SE') }).scaler, 1);
    assert.equal(settled(0, { display: 19_000, profile: PROFILES.get('SE') }).scaler, 0);
  });

  it('stay settled while the register grows, over a restart too, until something else is typed', () => {
    const shown = new ShownRegisters(2);
    assert.equal(settled(10_000, { display: 100, shown }).value, 100_000);
    const later = new ShownRegisters(2);
    later.restore(JSON.parse(JSON.stringify(shown)));
    assert.equal(settled(500_000, { display: 100, shown: later }).value, 5_000_000);
    assert.equal(settled(500_000, { display: 500, shown: later }).value, 500_000);
  });

  it('what was kept in another shape is forgotten', () => {
    const shown = new ShownRegisters(2);
    for (const json of [null, 1, {}, [1], [['a', 1]], [['a', 1, 9]], [['a', '1', 1]]]) shown.restore(json);
    assert.deepEqual(shown.toJSON(), []);
  });

  it('a scaler from the wire is not touched', () => {
    const object: MeterObject = { ...register(4000), value: 4000, scaler: 0, scalerFrom: 'wire' };
    settleScales(
      { objects: [object], list: 'kamstrup' },
      { profile: PROFILES.get('NO'), shown: new ShownRegisters(2) },
    );
    assert.equal(object.value, 4000);
  });
});

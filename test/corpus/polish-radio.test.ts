import assert from 'node:assert/strict';
import { decode } from '../../src/decode';
import type { Reading } from '../../src/profiles/reading';
import { corpusLines } from './corpus';

/*
 * The readings of Polish meters with a radio, as another decoder reads the same telegrams.
 */

interface RadioRow {
  id: string;
  driver: string | null;
  data: string;
  key: string | null;
  outcome: string;
  expect?: Record<string, number | string> | null;
}

/** Where a field of the other decoder stands in a reading, and how many times larger it is there. */
const FIELDS: readonly (readonly [field: string, times: number, value: (reading: Reading) => number | undefined])[] = [
  ['total_energy_consumption_kwh', 1, ({ energy }) => energy?.import],
  ['total_energy_consumption_tariff_1_kwh', 1, ({ energy }) => energy?.tariffs?.[1]?.import],
  ['total_energy_consumption_tariff_2_kwh', 1, ({ energy }) => energy?.tariffs?.[2]?.import],
  ['total_energy_consumption_tariff_3_kwh', 1, ({ energy }) => energy?.tariffs?.[3]?.import],
  ['total_energy_production_kwh', 1, ({ energy }) => energy?.export],
  ['total_energy_production_tariff_1_kwh', 1, ({ energy }) => energy?.tariffs?.[1]?.export],
  ['total_energy_production_tariff_2_kwh', 1, ({ energy }) => energy?.tariffs?.[2]?.export],
  ['current_power_consumption_kw', 1000, ({ power }) => power?.import],
  ['current_power_production_kw', 1000, ({ power }) => power?.export],
  ['voltage_at_phase_1_v', 1, ({ phases }) => phases?.L1?.voltage],
  ['voltage_at_phase_2_v', 1, ({ phases }) => phases?.L2?.voltage],
  ['voltage_at_phase_3_v', 1, ({ phases }) => phases?.L3?.voltage],
];

const rows = corpusLines<RadioRow>('wmbus.jsonl')?.filter(
  ({ driver, outcome, expect }) => driver === 'amiplus' && outcome === 'ok' && expect != null,
);

describe('corpus: readings of Polish meters with a radio', () => {
  if (rows === undefined) it.skip('corpus absent');

  for (const { id, data, key, expect } of rows ?? []) {
    it(id, () => {
      const keys = key === null ? [] : [{ encryption: key }];
      const [result] = decode(Buffer.from(data, 'hex'), { receiver: 'raw', keys });
      assert.ok(result?.kind === 'telegram' && result.reading !== undefined);
      const { reading } = result;
      assert.equal(reading.meter.country, 'PL');
      const { device_datetime: clock } = expect!;
      if (clock !== undefined) assert.equal(reading.timestamp?.slice(0, 16).replace('T', ' '), clock);
      for (const [field, times, value] of FIELDS) {
        const expected = expect![field];
        if (typeof expected !== 'number') continue;
        const got = value(reading);
        assert.ok(got !== undefined && Math.abs(got - expected * times) < 1e-6, `${field}: ${got}, not ${expected}`);
      }
    });
  }
});

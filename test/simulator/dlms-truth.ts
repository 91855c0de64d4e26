import assert from 'node:assert/strict';
import { type HouseholdRecord, type Registers, totalEnergy } from '../../src/simulator/household-state';
import { powerFactor, reactiveEnergy, reactivePower, totalReactivePower } from '../../src/simulator/reactive';

/** What the house says of a code, in its unit. */
export function truth(
  obis: string,
  state: HouseholdRecord,
  registers: Registers,
): readonly [value: number, unit: string] {
  const [c, d] = /:(\d+)\.(\d+)/.exec(obis)!.slice(1).map(Number) as [number, number];
  const phase = state.phases[Math.floor((c - 21) / 20) as 0 | 1 | 2];
  const ofPhase = ((c - 1) % 20) + 1;
  const [active, blind] = [totalEnergy(registers), reactiveEnergy(registers)];
  if (d === 8 && c < 20)
    return [[active.import, active.export, blind.import, blind.export][c - 1]!, c < 3 ? 'Wh' : 'varh'];
  const total = totalReactivePower(state);
  if (c < 5) return [[state.import, state.export, total.import, total.export][c - 1]!, c < 3 ? 'W' : 'var'];
  if (ofPhase === 13) return [factor(c === 13 ? [state, total] : [phase, reactivePower(phase)]), ''];
  const reactive = reactivePower(phase);
  const values = [phase.import, phase.export, reactive.import, reactive.export];
  if (ofPhase < 5) return [values[ofPhase - 1]!, ofPhase < 3 ? 'W' : 'var'];
  return ofPhase === 11 ? [phase.current, 'A'] : [phase.voltage, 'V'];
}

function factor([active, blind]: readonly { import: number; export: number }[]): number {
  return powerFactor(active!.import + active!.export, blind!.import + blind!.export) / 1000;
}

/** Year, month, day, hour, minute and second on the wall. */
export function wallClock(time: number, zone: string): number[] {
  const parts = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  } as Intl.DateTimeFormatOptions).formatToParts(time);
  return (['year', 'month', 'day', 'hour', 'minute', 'second'] as const).map((type) =>
    Number(parts.find((part) => part.type === type)!.value),
  );
}

/** The same in the 12 bytes of a date-time. */
export function shown(bytes: Buffer): number[] {
  assert.equal(bytes.length, 12);
  return [bytes.readUInt16BE(0), bytes[2]!, bytes[3]!, bytes[5]!, bytes[6]!, bytes[7]!];
}

import { MeterError } from '../../src/base/errors';
import { SimulatedMeter } from '../../src/simulator/meters';

/** A simulated meter that begins now. Its household and its id hang on the node's id, so that no two are the same. */
export function newSimulatedMeter(model: string, nodeId: string): SimulatedMeter {
  const seed = Number.parseInt(nodeId.slice(-6), 16) || 1;
  return new SimulatedMeter({ meter: model, start: Date.now(), seed });
}

/** A year in five minutes; faster, the household would have more to do in a second than a second holds. */
const FASTEST = 100_000;

/** How many seconds pass in the house while one passes here, as a user typed it. */
export function timeFactor(typed: string): number {
  const factor = Number(typed);
  return factor > 0 ? Math.min(factor, FASTEST) : 1;
}

/**
 * Switches appliances of a simulated household: `{ "kettle": true }`, `false` for off, a number for on for so many
 * seconds of its time. Throws `unsupported` for what is no such wish.
 */
export function switchAppliances(meter: SimulatedMeter, payload: unknown): void {
  const wishes = typeof payload === 'object' && payload !== null ? Object.entries(payload) : [];
  if (wishes.length === 0) throw new MeterError('unsupported', 'say { "kettle": true } to switch the kettle on');
  for (const [appliance, wish] of wishes) {
    if (typeof wish === 'number' && wish > 0) meter.switch(appliance, true, wish);
    else meter.switch(appliance, wish === true);
  }
}

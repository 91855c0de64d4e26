// How the cost of a telegram grows with its bytes and objects, over the meters of the simulator.
import { createRequire } from 'node:module';
import { race } from './race.mjs';

const require = createRequire(import.meta.url);
const { decode, MeterStream } = require('../dist/src/index.js');
const { keysOf, METERS, SimulatedMeter } = require('../dist/src/simulator/meters.js');

const START = Date.UTC(2026, 10, 20, 18);

/** Meters that send by themselves; of several lists at once the last and longest counts. */
const subjects = METERS.filter(({ lists }) => lists.length > 0).map((model) => {
  const sent = new SimulatedMeter({ meter: model.id, start: START, seed: 1 }).telegram(START + 10_000);
  const telegram = decode(sent, { until: 'frame' }).at(-1).frame.wire;
  const keys = keysOf(model);
  const stream = new MeterStream({
    until: 'objects',
    country: model.country,
    replay: 'off',
    ...(keys && { keys: [keys] }),
  });
  const run = () => [...stream.push(telegram), ...stream.idle()];
  const [{ objects }] = run();
  return { name: model.id, run, bytes: telegram.length, objects: objects.length };
});

console.log('\nCost of a telegram, objects out');
race(subjects).forEach(({ name, median }, index) => {
  const { bytes, objects } = subjects[index];
  const cost = 1e9 / median;
  const row = [name.padEnd(17), `${bytes} bytes`.padStart(11), `${objects} objects`.padStart(11)];
  row.push(`${(cost / 1000).toFixed(2)} µs`.padStart(9), `${(cost / bytes).toFixed(1)} ns a byte`.padStart(15));
  row.push(`${Math.round(cost / objects)} ns an object`.padStart(17));
  console.log(`  ${row.join(' ')}`);
});

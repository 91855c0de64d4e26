// How the cost of a telegram grows with its bytes and objects, over the meters of the simulator.
import { createRequire } from 'node:module';
import { race } from './race.mjs';

const require = createRequire(import.meta.url);
const { MeterStream } = require('../dist/src/index.js');
const { METERS, SimulatedMeter } = require('../dist/src/simulator/meters.js');

const START = Date.UTC(2026, 10, 20, 18);

const subjects = METERS.map(({ id }) => {
  const telegram = new SimulatedMeter({ meter: id, start: START, seed: 1 }).telegram(START + 1000);
  const stream = new MeterStream({ until: 'objects' });
  const [{ objects }] = stream.push(telegram);
  return { name: id, run: () => stream.push(telegram), bytes: telegram.length, objects: objects.length };
});

console.log('\nCost of a telegram, objects out');
race(subjects).forEach(({ name, median }, index) => {
  const { bytes, objects } = subjects[index];
  const cost = 1e9 / median;
  const row = [name.padEnd(8), `${bytes} bytes`.padStart(11), `${objects} objects`.padStart(11)];
  row.push(`${(cost / 1000).toFixed(2)} µs`.padStart(9), `${(cost / bytes).toFixed(1)} ns a byte`.padStart(15));
  row.push(`${Math.round(cost / objects)} ns an object`.padStart(17));
  console.log(`  ${row.join(' ')}`);
});

// Races subjects in interleaved rounds: machines have moods, and each subject must meet them all.
import { performance } from 'node:perf_hooks';

const ROUNDS = 15;
const ROUND = 300; // ms
const WARM_UP = 300; // ms

/** Runs each `{ name, run }`; `run` handles one telegram. Gives the median and the best rate, telegrams a second. */
export function race(subjects) {
  for (const { run } of subjects) rate(run, WARM_UP);
  const rates = subjects.map(() => []);
  for (let round = 0; round < ROUNDS; round++) {
    subjects.forEach(({ run }, index) => {
      rates[index].push(rate(run, ROUND));
    });
  }
  return subjects.map(({ name }, index) => {
    const sorted = rates[index].toSorted((a, b) => a - b);
    return { name, median: sorted[ROUNDS >> 1], best: sorted.at(-1) };
  });
}

function rate(run, duration) {
  const begun = performance.now();
  let count = 0;
  let elapsed = 0;
  while (elapsed < duration) {
    for (let i = 0; i < 50; i++) run();
    count += 50;
    elapsed = performance.now() - begun;
  }
  return (count / elapsed) * 1000;
}

/** Prints a table; ratios are to the median of the subject `of`. */
export function print(title, results, of) {
  const reference = results.find(({ name }) => name === of)?.median;
  console.log(`\n${title}`);
  for (const { name, median, best } of results) {
    const ratio = reference === undefined ? '' : `  ${(median / reference).toFixed(2)} ×`;
    console.log(`  ${name.padEnd(46)} ${format(median)}/s   best ${format(best)}/s${ratio}`);
  }
}

function format(value) {
  return Math.round(value).toLocaleString('en-US').padStart(9);
}

// P1 telegrams: this package, and readers from npm. `npm run bench` at the root builds first.
import { createRequire } from 'node:module';
import { print, race } from './race.mjs';

const require = createRequire(import.meta.url);
const { MeterStream, parseP1, Splitter } = require('../dist/src/index.js');
const { SimulatedMeter } = require('../dist/src/simulator/meters.js');
const dsmrParser = require('dsmr-parser');
const parsePacket = require('p1-reader/lib/parsePacket');

const START = Date.UTC(2026, 10, 20, 18);
const CHUNK = 64;

const telegram = new SimulatedMeter({ meter: 'dsmr5', start: START, seed: 1 }).telegram(START + 1000);
const text = telegram.toString('latin1');
// It is handed telegrams without their checksum line, as its own reader does.
const withoutChecksum = text.slice(0, text.lastIndexOf('!'));
const chunks = Array.from({ length: Math.ceil(telegram.length / CHUNK) }, (_, i) =>
  telegram.subarray(i * CHUNK, (i + 1) * CHUNK),
);

const objects = new MeterStream({ until: 'objects' });
const objectsInChunks = new MeterStream({ until: 'objects' });
const readings = new MeterStream({ country: 'NL' });
const [{ frame }] = new Splitter().push(telegram);

console.log(`DSMR 5, ${telegram.length} bytes, ${parseP1(frame.message, true).objects.length} objects`);

const peer = 'dsmr-parser (CRC checked)';
print(
  'Typed values out of a telegram',
  race([
    { name: 'this package, objects, whole telegrams', run: () => objects.push(telegram) },
    {
      name: `this package, objects, ${CHUNK}-byte chunks`,
      run: () => {
        for (const chunk of chunks) objectsInChunks.push(chunk);
      },
    },
    { name: 'this package, readings, whole telegrams', run: () => readings.push(telegram) },
    { name: peer, run: () => dsmrParser.parse(text) },
    { name: 'p1-reader (no CRC)', run: () => parsePacket(withoutChecksum) },
  ]),
  peer,
);

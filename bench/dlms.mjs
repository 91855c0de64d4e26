// HDLC frames and what encryption costs. No reader of DLMS lists installs from npm to race with; bare node:crypto on
// the same bytes is what no decoder can be faster than. `npm run bench` at the root builds first.
import { createDecipheriv } from 'node:crypto';
import { createRequire } from 'node:module';
import { print, race } from './race.mjs';

const require = createRequire(import.meta.url);
const { decode, MeterStream, Splitter } = require('../dist/src/index.js');
const { SimulatedMeter } = require('../dist/src/simulator/meters.js');
const { TEST_KEYS } = require('../dist/src/simulator/test-keys.js');

const START = Date.UTC(2026, 10, 20, 18, 30);
const CHUNK = 64;
const TAG = 12;

/** A frame of the meter's list; what it sends more often is shorter and comes first. */
function frameOf(meter) {
  const sent = new SimulatedMeter({ meter, start: START, seed: 1 }).telegram(START + 10_000);
  const frames = decode(sent, { until: 'frame' }).map(({ frame }) => frame.wire);
  return frames.at(-1);
}

function chunksOf(bytes) {
  return Array.from({ length: Math.ceil(bytes.length / CHUNK) }, (_, i) => bytes.subarray(i * CHUNK, (i + 1) * CHUNK));
}

function decoder(frame, options) {
  const stream = new MeterStream({ until: 'objects', replay: 'off', ...options });
  const count = stream.push(frame)[0].objects.length;
  return { count, run: () => stream.push(frame) };
}

for (const meter of ['no-aidon', 'no-kaifa', 'no-kamstrup', 'se-aidon-efs']) {
  const frame = frameOf(meter);
  const country = meter.slice(0, 2).toUpperCase();
  const whole = decoder(frame, { country });
  const stream = new MeterStream({ until: 'objects', country });
  const chunks = chunksOf(frame);
  const inChunks = () => {
    for (const chunk of chunks) stream.push(chunk);
  };
  print(
    `${meter}: ${frame.length} bytes, ${whole.count} objects, FCS checked`,
    race([
      { name: 'objects, whole frames', run: whole.run },
      { name: `objects, ${CHUNK}-byte chunks`, run: inChunks },
    ]),
    'objects, whole frames',
  );
}

const clear = decoder(frameOf('dk-kamstrup-plain'), { country: 'DK' });
const frame = frameOf('dk-kamstrup');
const opened = decoder(frame, { country: 'DK', keys: [TEST_KEYS] });
const results = race([
  { name: 'the list in clear', run: clear.run },
  { name: 'bare node:crypto on the same bytes', run: bareCrypto(frame) },
  { name: 'the list encrypted', run: opened.run },
]);
print(
  `dk-kamstrup: ${frame.length} bytes, ${opened.count} objects, AES-128-GCM, tag verified`,
  results,
  'the list in clear',
);
const [clearTime, bareTime, openedTime] = results.map(({ median }) => 1e6 / median);
const ratio = openedTime / (clearTime + bareTime);
console.log(
  `  encrypted: ${openedTime.toFixed(1)} µs; bare crypto and clear list: ${(clearTime + bareTime).toFixed(1)} µs; ${ratio.toFixed(2)} ×`,
);

/** Decrypts and verifies what the frame carries, and does nothing else. */
function bareCrypto(wire) {
  const [{ frame }] = new Splitter().push(wire);
  const { message } = frame;
  // DB, 08, title (8), length (3), security control, counter (4): see src/simulator/dlms/gcm.ts.
  const head = 2 + 8 + 3;
  const iv = Buffer.concat([message.subarray(2, 10), message.subarray(head + 1, head + 5)]);
  const aad = Buffer.concat([message.subarray(head, head + 1), Buffer.from(TEST_KEYS.authentication, 'hex')]);
  const key = Buffer.from(TEST_KEYS.encryption, 'hex');
  const text = message.subarray(head + 5, -TAG);
  const tag = message.subarray(-TAG);
  return () => {
    const decipher = createDecipheriv('aes-128-gcm', key, iv, { authTagLength: TAG });
    decipher.setAAD(aad);
    decipher.setAuthTag(tag);
    const plain = decipher.update(text);
    decipher.final();
    return plain;
  };
}

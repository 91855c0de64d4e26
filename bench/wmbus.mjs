// Radio telegrams: in clear, in the extended link layer, in security mode 5. The decoder inside iobroker.wireless-mbus is
// the peer. It is no package of its own that could be installed here: WMBUS_PEER is the path of a module around it that
// exports decode(telegram, key).
import { createRequire } from 'node:module';
import { print, race } from './race.mjs';

const require = createRequire(import.meta.url);
const { decode, decodeFrame, Memory, MeterStream, radioFrame } = require('../dist/src/index.js');
const { SimulatedMeter } = require('../dist/src/simulator/meters.js');
const { RECEIVER_STREAMS } = require('../dist/src/simulator/receivers/index.js');
const { TEST_KEYS } = require('../dist/src/simulator/test-keys.js');

const START = Date.UTC(2026, 10, 20, 18, 30);
const KEYS = [{ encryption: TEST_KEYS.encryption }];
const SND_NR = 0x44;

const peer = process.env.WMBUS_PEER === undefined ? undefined : require(process.env.WMBUS_PEER);

/** The first telegram of a meter, from L on. */
function telegramOf(meter) {
  return new SimulatedMeter({ meter, start: START, seed: 1, receiver: 'raw' }).telegram(START + 60_000);
}

/** The same with nothing encrypted. */
function inClear(telegram) {
  const [{ frame }] = decode(telegram, { receiver: 'raw', keys: KEYS });
  const content = Buffer.concat([Buffer.of(SND_NR), Buffer.from(frame.address, 'hex'), frame.message]);
  return Buffer.concat([Buffer.of(content.length), content]);
}

function compare(title, telegram, keys) {
  const options = { until: 'objects', replay: 'off', keys, memory: new Memory() };
  // Both are told that the CRCs are gone, as a stick has removed them.
  const whole = () => decodeFrame(radioFrame(telegram, { format: 'none' }), options);
  const stick = new MeterStream({ ...options, receiver: 'im871a' });
  const message = RECEIVER_STREAMS.im871a(telegram, { rssi: -67 });
  const subjects = [
    { name: 'objects, whole telegrams', run: whole },
    { name: 'objects, from the stream of an iM871A', run: () => stick.push(message) },
  ];
  if (peer !== undefined) subjects.push({ name: PEER, run: () => peer.decode(telegram, keys[0]?.encryption) });
  print(`${title}: ${telegram.length} bytes, ${whole().objects.length} objects`, race(subjects), PEER);
}

const PEER = 'decoder of iobroker.wireless-mbus';

const amiplus = telegramOf('pl-amiplus');
compare('in clear', inClear(amiplus), []);
compare('extended link layer', telegramOf('pl-multical21'), KEYS);
compare('security mode 5', amiplus, KEYS);

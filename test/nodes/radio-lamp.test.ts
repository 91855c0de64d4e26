import assert from 'node:assert/strict';
import { TEST_KEYS } from '../../src/simulator/test-keys';
import { usePtyPair } from '../transport/pty';
import { eventually } from './eventually';
import { arrived, deploy, useNodeRed } from './flow';
import { PluggedIn } from './plugged-in';
import { threshold } from './threshold-node';

/*
 * From a meter that is heard by a stick to a lamp: the stick is at the other end of a pseudo-terminal, opened through
 * serialport, answers whoever sets it up, and hands on what the meter sends.
 */

const START = Date.UTC(2026, 10, 20, 18);

/** Everything that could switch itself on during a test. */
const LARGE = ['car', 'heat pump', 'hob', 'oven', 'dishwasher', 'washer', 'boiler', 'solar'];

/** To the iM871A: do not keep it, mode T1, and then the signal strength on, the time off (WiMOD HCI Specification). */
const SET_T1 = 'a58103060002033001';

const KEYS = { id: 'keys', type: 'han-keys', name: '', meter: '', credentials: { encryption: TEST_KEYS.encryption } };
const METER = { id: 'meter', type: 'han-meter', name: 'home', connection: 'port', country: 'auto', keys: '' };
const REST = [
  { ...METER, wires: [['threshold', 'reading'], []] },
  { ...threshold({ limit: '1500', load: '10' }), wires: [['lamp']] },
  { id: 'catch', type: 'catch', wires: [['caught']] },
  ...['lamp', 'reading', 'caught'].map((id) => ({ id, type: 'sink' })),
];

describe('from the radio to a lamp', () => {
  useNodeRed();
  const pair = usePtyPair('one for all');
  let stick: PluggedIn | undefined;

  afterEach(() => stick?.close());

  for (const meter of ['pl-amiplus', 'pl-gama350-radio']) {
    it(`${meter}, heard by an iM871A`, async () => {
      stick = new PluggedIn({ meter, start: START });
      for (const appliance of LARGE) stick.meter.switch(appliance, false);
      await stick.open(pair.meterEnd);
      const serial = { kind: 'serial', path: pair.nodeEnd, line: '57600 8N1', dataRequest: 'none' };
      const radio = { talk: 'radio', receiver: 'im871a', mode: 'T1' };
      await deploy({ id: 'port', type: 'han-port', ...serial, ...radio }, KEYS, ...REST);
      const lampIs = (on: boolean) =>
        eventually(async () => {
          await stick!.send();
          return arrived('lamp').at(-1)?.payload === on;
        }, 8_000);
      await lampIs(true);
      stick.meter.switch('kettle', true);
      await lampIs(false);
      assert.match(arrived('lamp').at(-1)!.reason, /^\d{4} W > 1500 W$/);
      assert.ok(arrived('reading').at(-1)!.payload.power.import > 1500);
      stick.meter.switch('kettle', false);
      await lampIs(true);

      const { topic, frame, payload } = arrived('reading')[0]!;
      assert.deepEqual([topic, frame.link, frame.check, frame.rssi], ['home', 'wmbus', 'ok', -67]);
      assert.equal(payload.meter.country, 'PL');
      assert.ok(stick.asked.includes(SET_T1), stick.asked);
      assert.deepEqual(arrived('caught'), []);
    }).timeout(40_000);
  }
});

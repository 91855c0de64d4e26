import assert from 'node:assert/strict';
import { type HearingState, Hearings } from '../../../nodes/base/hearings';
import { MeterPort } from '../../../nodes/base/meter-port';
import { newTalker, openWire, type PortConfig, placeOf, portConfigFrom } from '../../../nodes/base/port-config';
import { forgetPort, portAt, rememberPort } from '../../../nodes/base/ports-in-use';
import type { MeterKeys } from '../../../src/base/keys';
import { TEST_KEYS } from '../../../src/simulator/test-keys';
import { Bridge } from '../../e2e/bridge';
import { Stick } from '../../e2e/stick';
import { needSocat, openPtyPair, type PtyPair, removeEnds } from '../../transport/pty';
import { eventually } from '../eventually';
import { ClearMeter, InTheAir } from '../radio-telegrams';

describe('a hearing', () => {
  let bridge: Bridge;
  let hearings: Hearings;
  let config: PortConfig;

  beforeEach(async () => {
    bridge = await Bridge.open();
    hearings = new Hearings();
    config = portConfigFrom({ kind: 'tcp', host: '127.0.0.1', port: bridge.port, receiver: 'cul' });
  });
  afterEach(async () => {
    hearings.stop(placeOf(config));
    await bridge.close();
  });

  /** Asks as a dialog does, again and again. */
  function asked(good: (state: HearingState) => boolean, keys: readonly MeterKeys[] = []): Promise<HearingState> {
    return eventually(() => {
      const state = hearings.ask(config, keys);
      return good(state) && state;
    }, 8000);
  }

  const begun = () => asked(() => bridge.clients === 1);
  const released = () => eventually(() => bridge.clients === 0, 4000);

  it('tells which meters are there, the user’s own first', async () => {
    const [mine, water, clear] = [
      new InTheAir('pl-amiplus', 'cul', { seed: 1 }),
      new InTheAir('pl-multical21', 'cul', { seed: 2 }),
      new ClearMeter(),
    ];
    await begun();
    assert.deepEqual(hearings.ask(config, []), { meters: [] });
    const keys = [{ ...TEST_KEYS, meter: mine.number }];
    hearings.ask(config, keys);
    for (const meter of [clear, water, mine, water]) bridge.write(meter.next());
    const { meters } = await asked((state) => state.meters.length === 3 && state.meters[1]!.telegrams === 2, keys);
    const about = { encrypted: true, rssi: -67 };
    assert.deepEqual(meters, [
      { id: mine.number, manufacturer: 'APA', type: 'electricity', ...about, yours: true, telegrams: 1 },
      { id: water.number, manufacturer: 'KAM', type: 'cold water', ...about, yours: false, telegrams: 2 },
      {
        ...{ id: clear.number, manufacturer: 'SIM', type: 'electricity' },
        ...{ encrypted: false, yours: false, telegrams: 1 },
      },
    ]);
  });

  it('uses the keys that were typed last', async () => {
    const mine = new InTheAir('pl-amiplus');
    await begun();
    bridge.write(mine.next());
    await asked(({ meters }) => meters.length === 1 && !meters[0]!.yours);
    await asked(() => true, [TEST_KEYS]);
    bridge.write(mine.next());
    await asked(({ meters }) => meters[0]!.yours, [TEST_KEYS]);
  });

  it('frees the port when it is stopped, and begins anew', async () => {
    await begun();
    bridge.write(new InTheAir('pl-amiplus').next());
    await asked(({ meters }) => meters.length === 1);
    hearings.stop(placeOf(config));
    await released();
    assert.equal(portAt(placeOf(config)), undefined);
    assert.deepEqual(hearings.ask(config, []), { meters: [] });
    await begun();
  });

  it('begins anew with other settings, never twice at a place', async () => {
    await begun();
    config = { ...config, receiver: 'hex' };
    const mine = new InTheAir('pl-amiplus', 'hex');
    await asked(({ meters }) => {
      bridge.write(mine.next());
      return meters.length === 1;
    });
    assert.equal(bridge.clients, 1);
    hearings.stop(placeOf(config));
    await released();
  });

  it('goes along with the flow that has the port, and leaves it to that', async () => {
    const open = openWire(config, undefined);
    const port = new MeterPort(open, () => newTalker(config, undefined));
    rememberPort(placeOf(config), port);
    let telegrams = 0;
    const leave = port.use({
      found: (items) => {
        telegrams += items.filter(({ kind }) => kind === 'frame').length;
      },
      state: () => {},
      failed: assert.ifError,
    });
    try {
      await eventually(() => bridge.clients === 1, 4000);
      hearings.ask(config, []);
      const mine = new InTheAir('pl-amiplus');
      bridge.write(mine.next());
      await asked(({ meters }) => meters.length === 1);
      assert.deepEqual([telegrams, bridge.clients], [1, 1]);
      hearings.stop(placeOf(config));
      bridge.write(mine.next());
      await eventually(() => telegrams === 2, 4000);
      assert.equal(portAt(placeOf(config)), port);
    } finally {
      forgetPort(placeOf(config), port);
      await leave();
    }
  });

  it('gives way to a flow that brings the port', async () => {
    await begun();
    const port = new MeterPort(openWire(config, undefined), () => newTalker(config, undefined));
    rememberPort(placeOf(config), port);
    const leave = port.use({ found: () => {}, state: () => {}, failed: assert.ifError });
    try {
      await eventually(() => bridge.clients === 2, 4000);
      await asked(() => bridge.clients === 1);
      bridge.write(new InTheAir('pl-amiplus').next());
      await asked(({ meters }) => meters.length === 1);
    } finally {
      forgetPort(placeOf(config), port);
      await leave();
    }
  });

  it('may be borrowed from, as the search for a receiver does', async () => {
    await begun();
    const resume = await portAt(placeOf(config))!.pause();
    await released();
    hearings.ask(config, []);
    resume();
    await begun();
  });

  it('says why it hears nothing, until it hears again', async () => {
    const { port } = bridge;
    await bridge.close();
    const { error } = await asked((state) => state.error !== undefined);
    assert.equal(error!.code, 'refused');
    bridge = await Bridge.open(port);
    await asked((state) => state.error === undefined);
    assert.equal(bridge.clients, 1);
  });

  it('says that the receiver does not answer', async () => {
    config = { ...config, receiver: 'im871a' };
    const { error } = await asked((state) => state.error !== undefined);
    assert.equal(error!.code, 'no-answer');
  });

  describe('at a serial port', () => {
    let pair: PtyPair;
    let stick: Stick;

    before(async function () {
      needSocat(this);
      pair = await openPtyPair();
      stick = await Stick.open(pair.meterEnd, 'cul', ['pl-amiplus']);
    });
    after(async () => {
      await stick?.close();
      await pair?.close();
      if (pair !== undefined) await removeEnds(pair);
    });

    it('closes it before it opens it with other settings', async () => {
      for (const line of ['38400 8N1', '57600 8N1', '9600 8N1']) {
        config = portConfigFrom({ kind: 'serial', path: pair.nodeEnd, line, receiver: 'cul' });
        const { error } = await asked(({ meters, error }) => meters.length === 1 || error !== undefined);
        assert.equal(error, undefined);
      }
    });
  });
});

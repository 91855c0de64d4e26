import assert from 'node:assert/strict';
import { newTalker, openWire, type PortConfig, placeOf, portConfigFrom } from '../../../nodes/base/port-config';
import { DIALECTS, type RadioMode } from '../../../src/base/receivers';
import { KmpPoll } from '../../../src/session/kmp-poll';
import { Listener } from '../../../src/session/listen';
import { ReceiverTalker } from '../../../src/session/receivers';
import { SimulatedMeter } from '../../../src/simulator/meters';
import { SimulatedReceiver } from '../../../src/simulator/receivers/simulated-receiver';

const START = Date.UTC(2026, 10, 20, 18);

/** As a dialog stores it. */
const STORED: PortConfig = {
  ...{
    kind: 'serial',
    path: ' /dev/ttyUSB0 ',
    line: '57600 8N1',
    dataRequest: 'none',
    host: ' esp.local ',
    port: '23',
  },
  ...{ url: '', interval: '10', talk: 'radio', receiver: 'im871a', mode: 'T1', meter: 'dsmr5', speed: '1' },
};

/** More than a set-up takes. */
const STEPS = 10;

/** All that is said to an iM871A until it is set up, in hexadecimal digits. */
function saidTo(config: Partial<PortConfig>): string {
  const receiver = new SimulatedReceiver('im871a');
  const talker = newTalker({ ...STORED, ...config }, undefined);
  let said = '';
  let step = talker.start(START);
  for (let i = 1; i <= STEPS && step.write !== undefined; i++) {
    said += Buffer.from(step.write).toString('hex');
    step = talker.push(receiver.answer(step.write), START + i);
  }
  assert.equal(step.state, 'waiting');
  return said;
}

describe('a connection as its dialog stores it', () => {
  const talkers: readonly [string, Partial<PortConfig>, new (...args: never[]) => unknown][] = [
    ['by cable', { talk: 'listen' }, Listener],
    ['made before there were others', { talk: undefined, receiver: undefined, mode: undefined } as never, Listener],
    ['of a meter that must be asked', { talk: 'kmp' }, KmpPoll],
    ['of a receiver', {}, ReceiverTalker],
    ['of a receiver in the network', { kind: 'tcp' }, ReceiverTalker],
    ['of any receiver', { receiver: undefined } as never, ReceiverTalker],
    ['of a web address, whatever stood there before', { kind: 'http' }, Listener],
    ['of a web address that was one of a meter', { kind: 'http', talk: 'kmp' }, Listener],
  ];
  for (const [which, config, talker] of talkers) {
    it(`${which} is talked to as it wants`, () => {
      assert.ok(newTalker({ ...STORED, ...config }, undefined) instanceof talker);
    });
  }

  for (const [meter, talker] of [
    ['dsmr5', Listener],
    ['dk-kmp', KmpPoll],
    ['pl-amiplus', ReceiverTalker],
  ] as const) {
    it(`of the simulated ${meter} is talked to as that one wants`, () => {
      const simulated = new SimulatedMeter({ meter, start: START });
      for (const talk of ['listen', 'kmp', 'radio'] as const) {
        assert.ok(newTalker({ ...STORED, kind: 'simulated', talk }, simulated) instanceof talker);
      }
    });
  }

  // The fourth byte of what is set (WiMOD HCI Specification, device configuration).
  for (const [mode, linkMode] of [
    ['T1', '03'],
    ['C1', '06'],
    ['S1', '00'],
  ] as const) {
    it(`tells the receiver to listen to ${mode}`, () => {
      const set = (sent: RadioMode | undefined) => saidTo({ mode: sent } as never);
      assert.match(set(mode), new RegExp(`a58103060002${linkMode}300100`));
      if (mode === 'T1') assert.equal(set(undefined), set(mode));
    });
  }

  it('is somewhere, whatever blanks were typed', () => {
    assert.equal(placeOf(STORED), '/dev/ttyUSB0');
    assert.equal(placeOf({ ...STORED, kind: 'tcp' }), 'tcp://esp.local:23');
  });

  it('that makes no sense says so when it is opened', async () => {
    for (const config of [{ line: 'fast' }, { kind: 'tcp', port: 'x' }] as const) {
      const events = { data: () => {}, closed: () => {} };
      await assert.rejects(openWire({ ...STORED, ...config }, undefined)(events, new AbortController().signal));
    }
  });
});

describe('a connection as a dialog sends it', () => {
  it('is of a radio receiver', () => {
    for (const receiver of [...DIALECTS, 'auto'] as const) {
      const { kind, path, line, host, port } = STORED;
      const config = portConfigFrom({ kind, path, line, host, port, receiver, mode: 'T1+C1' });
      assert.deepEqual(
        [config.talk, config.receiver, config.mode, config.kind, config.path, config.line],
        ['radio', receiver, 'T1+C1', kind, path, line],
      );
      assert.equal(placeOf(config), placeOf(STORED));
    }
  });

  it('is text, whatever it is made of', () => {
    for (const odd of [undefined, null, 5, {}, [], ['x'], { toString: 'x' }, true]) {
      const sent = { kind: odd, path: odd, line: odd, host: odd, port: odd, receiver: odd, mode: odd };
      const config = portConfigFrom(sent);
      assert.deepEqual([config.receiver, config.mode], ['auto', 'T1']);
      for (const field of ['kind', 'path', 'line', 'host', 'port'] as const)
        assert.equal(typeof config[field], 'string');
      assert.equal(typeof placeOf(config), 'string');
    }
  });
});

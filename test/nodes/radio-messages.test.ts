import assert from 'node:assert/strict';
import type { Dialect } from '../../src/base/receivers';
import { TEST_KEYS } from '../../src/simulator/test-keys';
import { eventually } from './eventually';
import { arrived, deploy, type Received, receive, statuses, useNodeRed } from './flow';
import { damagedLine, InTheAir } from './radio-telegrams';
import { pieces } from './telegrams';

/*
 * What a receiver hands on, brought as messages: by a broker, a file, a program, a connection.
 */

const KEYS = { id: 'keys', type: 'han-keys', name: '', meter: '', credentials: { encryption: TEST_KEYS.encryption } };
const FRAMES = { id: 'frames', type: 'han-frames', wires: [['out']] };
const METER = {
  id: 'meter',
  type: 'han-meter',
  connection: '',
  country: 'auto',
  keys: '',
  wires: [['out'], ['others']],
};
const CATCH = { id: 'catch', type: 'catch', wires: [['caught']] };
const SINKS = ['out', 'others', 'caught'].map((id) => ({ id, type: 'sink' }));

/** A telegram as digits, without CRCs. */
function digits(air: InTheAir): string {
  return air.line();
}

type Form = readonly [name: string, from: Dialect, rssi: number | undefined, make: (air: InTheAir) => unknown];

/** One telegram a message, and what it tells of its strength, dBm. */
const FORMS: readonly Form[] = [
  ['digits', 'hex', undefined, digits],
  ['digits in capitals with a line end', 'hex', undefined, (air) => `${digits(air).toUpperCase()}\n`],
  ['a Buffer of digits', 'hex', undefined, (air) => Buffer.from(digits(air))],
  ['JSON', 'hex', -71, (air) => JSON.stringify({ id: 'esp-kitchen', rssi: -71, telegram: digits(air) })],
  ['JSON in a Buffer', 'hex', -71, (air) => Buffer.from(JSON.stringify({ rssi: -71, data: digits(air) }))],
  ['an object', 'hex', -71, (air) => ({ wmbus: { rssi: -71, frame: digits(air) } })],
  ['a line of a log', 'hex', -71, (air) => `[I][wmbus:082]: RSSI: -71dBm T: ${digits(air)} (190)`],
  ['digits of a Buffer', 'raw', undefined, (air) => air.next().toString('hex')],
  ['a Buffer', 'raw', undefined, (air) => air.next()],
  ['a Buffer that went through JSON', 'raw', undefined, (air) => JSON.parse(JSON.stringify(air.next()))],
  ['an array of bytes', 'raw', undefined, (air) => [...air.next()]],
  ['JSON of rtl_433', 'rtl-433', undefined, (air) => air.line()],
  ['an object of rtl_433', 'rtl-433', undefined, (air) => JSON.parse(air.line())],
  ['a line of rtl_wmbus', 'rtl-wmbus', undefined, (air) => air.line()],
  ['a line of a CUL', 'cul', -67, (air) => air.line()],
  ['a line of a CUL in a Buffer', 'cul', -67, (air) => air.next()],
  ['a message of an iM871A', 'im871a', -67, (air) => air.next()],
  ['digits of a message of an iM871A', 'im871a', -67, (air) => air.next().toString('hex')],
  ['chips', 'chips', undefined, (air) => air.next()],
];

describe('telegrams of radio that come as messages', () => {
  useNodeRed();

  for (const [name, from, strength, make] of FORMS) {
    for (const receiver of [from, 'auto']) {
      it(`are found in ${name}, receiver ${receiver}`, async () => {
        await deploy({ ...FRAMES, receiver }, ...SINKS, CATCH);
        const [sent, heard] = [new InTheAir('pl-gama350-radio', from), new InTheAir('pl-gama350-radio', 'raw')];
        for (let count = 1; count <= 3; count++) {
          receive('frames', { topic: 'home', payload: make(sent) });
          const message = await eventually(() => arrived().length === count && arrived().at(-1), 2000);
          const telegram = heard.next();
          const { link, content, address, rssi, encrypted } = message.frame;
          assert.deepEqual([link, content, encrypted, numberIn(address)], ['wmbus', 'records', true, sent.number]);
          assert.equal(rssi, strength);
          if (message.frame.check === 'absent') assert.deepEqual(message.payload, telegram);
        }
        assert.deepEqual(arrived('caught'), []);
      });
    }
  }

  for (const from of ['im871a', 'iu891a', 'amb8465', 'cul', 'rc1180', 'embit'] as const) {
    for (const receiver of from === 'rc1180' ? [from] : [from, 'auto']) {
      it(`are found in chunks of a stream of ${from}, receiver ${receiver}, of two connections in turn`, async () => {
        await deploy({ ...FRAMES, receiver }, ...SINKS, CATCH);
        const homes = [1, 2].map((seed) => new InTheAir('pl-amiplus', from, { seed }));
        const chunks = homes.map((home) => pieces(Buffer.concat([home.next(), home.next(), home.next()]), 23));
        for (let i = 0; i < Math.max(...chunks.map(({ length }) => length)); i++) {
          for (const [id, stream] of chunks.entries()) {
            if (i < stream.length) receive('frames', { _session: { type: 'tcp', id: String(id) }, payload: stream[i] });
          }
        }
        await eventually(() => arrived().length === 6, 5000);
        const seen = arrived().map(({ frame, _session }) => `${_session.id} ${numberIn(frame.address)}`);
        assert.deepEqual([...new Set(seen)].sort(), [`0 ${homes[0]!.number}`, `1 ${homes[1]!.number}`]);
        assert.deepEqual(arrived('caught'), []);
      });
    }
  }

  it('are told to be cut short, and damaged', async () => {
    await deploy({ ...FRAMES, receiver: 'cul' }, ...SINKS, CATCH);
    const home = new InTheAir('pl-amiplus');
    receive('frames', { topic: 'home', payload: damagedLine(home.next()) });
    await eventually(() => arrived('caught').length === 1, 2000);
    assert.deepEqual([arrived('caught')[0]!.error.code, arrived('caught')[0]!.topic], ['checksum', 'home']);
    receive('frames', { topic: 'home', payload: home.line() });
    await eventually(() => arrived().length === 1, 2000);
  });

  for (const receiver of ['auto', 'hex', 'rtl-433']) {
    it(`are no message that says something else, receiver ${receiver}`, async () => {
      await deploy({ ...FRAMES, receiver }, ...SINKS, CATCH);
      const others = [
        'online',
        '12345678',
        'V 1.67 CUL868',
        '{"up":1}',
        { state: 'online' },
        { model: 'Acurite', id: 5 },
      ];
      const home = new InTheAir('pl-amiplus', receiver === 'rtl-433' ? 'rtl-433' : 'hex');
      for (const [i, payload] of others.entries()) {
        receive('frames', { topic: 'home', payload });
        receive('frames', { topic: 'home', payload: home.line() });
        await eventually(() => arrived().length === i + 1, 2000);
      }
      assert.deepEqual(arrived('caught'), []);
    });
  }

  for (const payload of [5, null, [256], true]) {
    it(`are not in ${JSON.stringify(payload)}`, async () => {
      await deploy({ ...FRAMES, receiver: 'auto' }, ...SINKS, CATCH);
      receive('frames', { payload });
      await eventually(() => arrived('caught').length === 1, 2000);
      assert.equal(arrived('caught')[0]!.error.code, 'not-bytes');
    });
  }

  it('are no bytes that were made text on the way', async () => {
    await deploy({ ...FRAMES, receiver: 'im871a' }, ...SINKS, CATCH);
    receive('frames', { payload: new InTheAir('pl-amiplus', 'im871a').next().toString('utf8') });
    await eventually(() => arrived('caught').length === 1, 2000);
    assert.equal(arrived('caught')[0]!.error.code, 'mangled');
  });

  it('are sent on once, though a broker sends them again', async () => {
    await deploy({ ...FRAMES, receiver: 'auto' }, ...SINKS, CATCH);
    const home = new InTheAir('pl-amiplus', 'hex');
    const [first, second] = [home.line(), home.line()];
    for (const payload of [first, first, second, first]) receive('frames', { topic: 'home', payload });
    await eventually(() => arrived().length === 2, 2000);
    receive('frames', { topic: 'other', payload: first });
    await eventually(() => arrived().length >= 3, 2000);
    assert.deepEqual(
      arrived().map(({ topic }) => topic),
      ['home', 'home', 'other'],
    );
  });
});

describe('meter, from messages of radio', () => {
  useNodeRed();

  const air = (receiver: Dialect) => ({
    mine: new InTheAir('pl-amiplus', receiver),
    neighbour: new InTheAir('pl-gama350-radio', receiver, { seed: 2, activated: false }),
  });

  for (const [name, from, , make] of FORMS.filter(([name]) => /^(digits|an object.*|a line of \w+)$/.test(name))) {
    it(`makes a reading of ${name}`, async () => {
      await deploy({ ...METER, receiver: from }, KEYS, ...SINKS, CATCH);
      receive('meter', { topic: 'home', payload: make(new InTheAir('pl-amiplus', from)) });
      const { payload, topic, security } = await eventually(() => arrived()[0], 2000);
      assert.deepEqual([topic, payload.meter.country, security.ciphers], ['home', 'PL', ['mode-5']]);
      assert.ok(payload.energy.import > 0 && payload.power.import >= 0);
      assert.equal(arrived('others').length, 1);
    });
  }

  it('takes those with a key, and says nothing of others, damaged ones neither', async () => {
    const { mine, neighbour } = air('cul');
    await deploy({ ...METER, receiver: 'auto' }, { ...KEYS, meter: mine.number }, ...SINKS, CATCH);
    receive('meter', { payload: neighbour.line() });
    await eventually(() => /status\.neighbours$/.test(statuses('meter').at(-1)?.text ?? ''), 2000);
    receive('meter', { payload: damagedLine(neighbour.next()) });
    receive('meter', { payload: mine.line() });
    await eventually(() => arrived().length === 1, 2000);
    assert.deepEqual([arrived('others').length, arrived('caught')], [1, []]);
    receive('meter', { payload: damagedLine(mine.next()) });
    await eventually(() => arrived('caught').length === 1 && arrived('others').length === 2, 2000);
    assert.equal(arrived('others')[1]!.payload.code, 'checksum');
  });

  it('takes the meter that was chosen, and says what is wrong with its key', async () => {
    const { mine, neighbour } = air('hex');
    await deploy({ ...METER, receiver: 'auto', meters: neighbour.number }, KEYS, ...SINKS, CATCH);
    receive('meter', { payload: mine.line() });
    receive('meter', { payload: neighbour.line() });
    const { error } = (
      await eventually(() => arrived('caught').length === 1 && arrived('caught'), 2000)
    )[0] as Received;
    assert.deepEqual([error.code, error.cause.details.reason], ['no-key', 'not-active']);
    assert.deepEqual(arrived(), []);
  });
});

/** The number in an address, which has its low byte first. */
function numberIn(address: string): string {
  return Buffer.from(address.slice(4, 12), 'hex').reverse().toString('hex').toUpperCase();
}

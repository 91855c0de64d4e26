import assert from 'node:assert/strict';
import { RADIO_METERS } from '../../src/simulator/radio-meters';
import { TEST_KEYS } from '../../src/simulator/test-keys';
import { Bridge } from '../e2e/bridge';
import { eventually } from './eventually';
import { arrived, deploy, type Received, receive, statuses, statusText, useNodeRed } from './flow';
import type { FlowNode } from './flow-node';
import { ClearMeter, damagedLine, type Heard, InTheAir } from './radio-telegrams';

/*
 * A CUL behind a serial server in the network, in a house among others: each of its lines is somebody's telegram.
 */

const IN = { id: 'in', type: 'han-wmbus-in', name: 'air', connection: 'port', keys: '', meters: '', wires: [['out']] };
const CATCH = { id: 'catch', type: 'catch', wires: [['caught']] };
const SINKS = ['out', 'caught', 'chain', 'whole'].map((id) => ({ id, type: 'sink' }));

function keysFor(meter: string, encryption: string = TEST_KEYS.encryption): FlowNode {
  return { id: 'keys', type: 'han-keys', name: '', meter, credentials: { encryption } };
}

describe('wireless M-Bus in', () => {
  useNodeRed();
  let bridge: Bridge;
  let mine: InTheAir;
  let neighbour: InTheAir;
  let water: InTheAir;
  let clear: ClearMeter;

  beforeEach(async () => {
    bridge = await Bridge.open();
    mine = new InTheAir('pl-amiplus', 'cul', { seed: 1 });
    // Nobody has its key.
    neighbour = new InTheAir('pl-gama350-radio', 'cul', { seed: 2, activated: false });
    water = new InTheAir('pl-multical21', 'cul', { seed: 3 });
    clear = new ClearMeter();
  });
  afterEach(() => bridge.close());

  async function listen(...nodes: FlowNode[]): Promise<void> {
    const tcp = { kind: 'tcp', host: '127.0.0.1', port: String(bridge.port) };
    const port = { id: 'port', type: 'han-port', ...tcp, talk: 'radio', receiver: 'auto', mode: 'T1' };
    await deploy(port, ...nodes, ...SINKS, CATCH);
    await eventually(() => bridge.clients === 1, 2000);
  }

  /** Of whom telegrams have come out, up to one of `last`. */
  async function senders(last: Heard): Promise<string[]> {
    const numbers = () => arrived().map(({ frame }) => numberIn(frame.address));
    await eventually(() => numbers().includes(last.number), 2000);
    return numbers();
  }

  async function problem(count = 1): Promise<Received> {
    return (await eventually(() => arrived('caught').length === count && arrived('caught')[count - 1], 2000)).error;
  }

  it('hands on the telegram as it was heard, with its strength', async () => {
    await listen({ ...IN, meters: '*' });
    const line = mine.line();
    bridge.write(Buffer.from(`${line}\r\n`));
    const [{ topic, payload, frame }] = (await eventually(() => arrived().length === 1 && arrived(), 2000)) as [
      Received,
    ];
    // The line is `b`, the telegram with its CRCs, two bytes of the receiver.
    assert.equal(payload.toString('hex').toUpperCase(), line.slice(1, -4));
    const { receivedAt, ...about } = frame;
    const address = `0106${bytesOf(mine.number)}0102`;
    assert.deepEqual(about, { link: 'wmbus', content: 'records', check: 'ok', encrypted: true, address, rssi: -67 });
    assert.ok(Math.abs(Date.parse(receivedAt) - Date.now()) < 60_000);
    assert.equal(topic, 'air');
    await eventually(() => /status\.receiving$/.test(statusText('in') ?? ''), 2000);
  });

  const choices: readonly [string, () => FlowNode[], () => Heard[]][] = [
    ['every one where the user says so', () => [{ ...IN, meters: '*' }], () => [neighbour, water, clear, mine]],
    [
      'every one, though there is a key',
      () => [{ ...IN, meters: '*' }, keysFor('')],
      () => [neighbour, water, clear, mine],
    ],
    ['those that need no key where there is none', () => [IN], () => [clear]],
    ['that with the number', () => [{ ...IN, meters: mine.number }], () => [mine]],
    [
      'that with the number, though no key is for it',
      () => [{ ...IN, meters: mine.number }, keysFor('1')],
      () => [mine],
    ],
    ['those with the numbers', () => [{ ...IN, meters: ` ${clear.number}, ${mine.number};` }], () => [clear, mine]],
    ['that with the address', () => [{ ...IN, meters: `0106${bytesOf(mine.number)}0102` }], () => [mine]],
    ['those that the key opens', () => [IN, keysFor('')], () => [water, mine]],
    ['that whose key it is', () => [IN, keysFor(mine.number)], () => [mine]],
    ['that whose key it is, though it does not fit', () => [IN, keysFor(mine.number, '11'.repeat(16))], () => [mine]],
  ];
  for (const [which, nodes, expected] of choices) {
    it(`lets ${which} through, and says nothing of the others`, async () => {
      await listen(...nodes());
      for (let i = 0; i < 3; i++) for (const meter of [neighbour, water, clear, mine]) bridge.write(meter.next());
      const numbers = expected().map(({ number }) => number);
      await eventually(() => arrived().length >= 3 * numbers.length, 2000);
      assert.deepEqual(await senders(expected().at(-1)!), [...numbers, ...numbers, ...numbers]);
      assert.deepEqual(arrived('caught'), []);
    });
  }

  it('takes the keys of the node that was chosen only', async () => {
    const others = { ...keysFor(neighbour.number), id: 'others' };
    await listen({ ...IN, keys: 'keys' }, keysFor(mine.number), others);
    bridge.write(Buffer.concat([neighbour.next(), mine.next()]));
    assert.deepEqual(await senders(mine), [mine.number]);
  });

  it('shows that there are others as long as its own was not heard', async () => {
    await listen({ ...IN, meters: mine.number });
    bridge.write(neighbour.next());
    await eventually(() => /status\.neighbours$/.test(statusText('in') ?? ''), 3000);
    assert.deepEqual([statuses('in').at(-1)!.fill, arrived()], ['yellow', []]);
    bridge.write(mine.next());
    await eventually(() => /status\.receiving$/.test(statusText('in') ?? ''), 3000);
  });

  for (const [whose, nodes] of [
    ['its number', () => [{ ...IN, meters: mine.number }]],
    ['its key', () => [IN, keysFor(mine.number)]],
  ] as const) {
    it(`tells of damage to the meter that was chosen by ${whose}, not to a neighbour's`, async () => {
      await listen(...nodes());
      bridge.write(damagedLine(neighbour.next()));
      bridge.write(mine.next());
      await senders(mine);
      assert.deepEqual(arrived('caught'), []);
      bridge.write(damagedLine(mine.next()));
      assert.equal((await problem()).code, 'checksum');
      assert.equal(arrived().length, 1);
    });
  }

  it('tells of any damage where all meters count', async () => {
    await listen({ ...IN, meters: '*' });
    bridge.write(damagedLine(neighbour.next()));
    assert.equal((await problem()).code, 'checksum');
  });

  it('says that there is no key where none of the others is clear', async () => {
    await listen(IN);
    bridge.write(neighbour.next());
    await eventually(() => /status\.no-key$/.test(statusText('in') ?? ''), 3000);
    assert.deepEqual([arrived(), arrived('caught')], [[], []]);
  });

  it('drops a telegram that a repeater sends again', async () => {
    await listen({ ...IN, meters: '*' });
    const [first, second] = [mine.next(), mine.next()];
    for (const line of [first, first, second, first]) bridge.write(line);
    await eventually(() => arrived().length >= 2, 2000);
    bridge.write(water.next());
    assert.deepEqual(await senders(water), [mine.number, mine.number, water.number]);
  });

  it('says when the network is gone', async () => {
    await listen({ ...IN, meters: mine.number });
    bridge.drop();
    assert.equal((await problem()).code, 'disconnected');
    await eventually(() => /status\.disconnected$/.test(statusText('in') ?? ''), 3000);
  });

  it('says that no connection is chosen', async () => {
    await deploy({ ...IN, connection: '' }, ...SINKS, CATCH);
    await eventually(() => /status\.no-connection$/.test(statusText('in') ?? ''), 2000);
  });

  describe('before decrypt, decode and a profile', () => {
    const CHAIN = [
      { id: 'decrypt', type: 'han-decrypt', keys: '', replay: 'report', wires: [['decode']] },
      { id: 'decode', type: 'han-decode', wires: [['profile']] },
      { id: 'profile', type: 'han-profile', country: 'PL', wires: [['chain']] },
    ];
    const WHOLE = {
      id: 'meter',
      type: 'han-meter',
      connection: 'port',
      country: 'PL',
      keys: '',
      wires: [['whole'], []],
    };

    /** What has come out at both ends. */
    async function both(count: number): Promise<[Received[], Received[]]> {
      await eventually(() => arrived('chain').length === count && arrived('whole').length === count, 4000);
      return [arrived('chain'), arrived('whole')];
    }

    const content = ({ payload, security }: Received) => ({ payload, security });

    for (const { id } of RADIO_METERS) {
      it(`makes the same readings of ${id} as meter does in one`, async () => {
        const meter = new InTheAir(id);
        await listen({ ...IN, wires: [['decrypt']] }, ...CHAIN, WHOLE, keysFor(''));
        for (let i = 0; i < 3; i++) bridge.write(meter.next());
        const [chain, whole] = await both(3);
        assert.deepEqual(chain.map(content), whole.map(content));
        assert.equal(chain[0]!.payload.meter.country, 'PL');
        assert.deepEqual(chain[0]!.frame, { ...whole[0]!.frame, encrypted: false });
        assert.deepEqual(arrived('caught'), []);
      });
    }

    for (const [way, sent] of [
      ['JSON', (message: Received) => JSON.parse(JSON.stringify(message))],
      ['JSON with digits', ({ payload, ...rest }: Received) => ({ ...rest, payload: payload.toString('hex') })],
    ] as const) {
      it(`lets telegrams go through ${way} in between`, async () => {
        await listen(IN, ...CHAIN, WHOLE, keysFor(''));
        for (const meter of [mine, water]) bridge.write(meter.next());
        await eventually(() => arrived().length === 2, 2000);
        for (const message of arrived()) receive('decrypt', sent(message));
        const [chain, whole] = await both(2);
        assert.deepEqual(chain.map(content), whole.map(content));
        assert.deepEqual([chain[0]!.frame.rssi, chain[0]!.frame.check], [-67, 'ok']);
      });
    }

    it('needs no decrypt where the meter sends in clear', async () => {
      await listen({ ...IN, wires: [['decode']] }, ...CHAIN, WHOLE);
      bridge.write(clear.next());
      const [[chain], [whole]] = await both(1);
      assert.deepEqual(content(chain!), content(whole!));
      const { meter, energy, power } = chain!.payload;
      assert.deepEqual([meter.id, energy, power], [clear.number, { import: 12.345 }, { import: 230, net: 230 }]);
    });

    it('lets what is clear pass through decrypt', async () => {
      await listen({ ...IN, wires: [['decrypt']] }, ...CHAIN);
      bridge.write(clear.next());
      await eventually(() => arrived('chain').length === 1, 2000);
      assert.match(statusText('decrypt')!, /status\.not-encrypted$/);
    });

    it('says at decode that decrypt is missing', async () => {
      await listen({ ...IN, meters: '*', wires: [['decode']] }, ...CHAIN);
      bridge.write(mine.next());
      const { code, source } = await problem();
      assert.deepEqual([code, source.id], ['no-key', 'decode']);
    });

    for (const [what, key, code, reason] of [
      ['there is none', undefined, 'no-key', 'none'],
      ['it is the key of another', () => keysFor(water.number), 'no-key', 'other-radio-meter'],
      ['it does not fit', () => keysFor(mine.number, '11'.repeat(16)), 'wrong-key', 'encryption-key'],
    ] as const) {
      it(`says at decrypt of the key that ${what}`, async () => {
        await listen({ ...IN, meters: '*', wires: [['decrypt']] }, ...CHAIN, ...(key ? [key()] : []));
        bridge.write(mine.next());
        const error = await problem();
        assert.deepEqual([error.code, error.source.id, error.cause.details.reason], [code, 'decrypt', reason]);
        assert.match(statusText('decrypt')!, new RegExp(`status\\.${code}$`));
        assert.deepEqual(arrived('chain'), []);
      });
    }

    it('says of a meter that is not active yet that it is not', async () => {
      await listen({ ...IN, meters: neighbour.number, wires: [['decrypt']] }, ...CHAIN, keysFor(neighbour.number));
      bridge.write(neighbour.next());
      const { code, cause, source } = await problem();
      assert.deepEqual([code, cause.details.reason, source.id], ['no-key', 'not-active', 'decrypt']);
    });
  });
});

/** The number in an address, which has its low byte first. */
function numberIn(address: string): string {
  return bytesOf(address.slice(4, 12));
}

/** Digits in pairs, the last pair first. */
function bytesOf(number: string): string {
  return Buffer.from(number, 'hex').reverse().toString('hex').toUpperCase();
}

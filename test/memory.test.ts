import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { type DecodeOptions, decode } from '../src/decode';
import { Memory } from '../src/memory';
import { open } from '../src/security/open';
import { bare } from './framing/wmbus-frames';
import { AUTHENTICATION, cipher, ENCRYPTION, frameOf, NOTIFICATION } from './security/ciphering';
import { KEY, mode7, RECORDS } from './security/oms-sealing';

const KEYS = [{ encryption: ENCRYPTION, authentication: AUTHENTICATION }];

function hear(memory: Memory, meter: number, counter = 1): ReturnType<typeof open> {
  const title = Buffer.from(`SIM${String(meter).padStart(5, '0')}`, 'latin1');
  return open(frameOf(cipher({ text: NOTIFICATION, title, counter })), { keys: KEYS, memory });
}

function metersIn(memory: Memory): string[] {
  const { counters } = memory.toJSON() as { counters: [string, number, number][] };
  return counters.map(([sender]) => Buffer.from(sender.slice(0, 16), 'hex').toString('latin1'));
}

describe('the memory', () => {
  it('keeps the meters that were heard last', () => {
    const memory = new Memory({ maxMeters: 3 });
    for (const meter of [1, 2, 3, 1, 4]) hear(memory, meter, meter * 10);
    assert.deepEqual(metersIn(memory), ['SIM00003', 'SIM00001', 'SIM00004']);
  });

  it('holds 256 meters where nobody says how many', () => {
    const memory = new Memory();
    for (let meter = 0; meter < 300; meter++) hear(memory, meter);
    assert.equal(metersIn(memory).length, 256);
    assert.equal(metersIn(Memory.from(memory.toJSON())).length, 256);
    assert.deepEqual(metersIn(Memory.from(memory.toJSON(), { maxMeters: 2 })), ['SIM00298', 'SIM00299']);
  });

  it('comes back from JSON as it was', () => {
    const memory = new Memory();
    for (const meter of [1, 2]) hear(memory, meter, 0xffffffff);
    assert.deepEqual(Memory.from(JSON.parse(JSON.stringify(memory))).toJSON(), memory.toJSON());
  });

  it('shows no key', () => {
    const memory = new Memory();
    hear(memory, 1);
    for (const shown of [
      JSON.stringify(memory),
      JSON.stringify({ ...memory }),
      inspect(memory, { depth: 20, showHidden: true }),
    ]) {
      for (const key of [ENCRYPTION, AUTHENTICATION]) {
        const spaced = key.match(/../g)!.join(' ');
        assert.ok(![key, spaced].some((digits) => shown.toLowerCase().includes(digits.toLowerCase())), shown);
      }
    }
  });

  it('takes no harm from a file that was changed', () => {
    const good = ['53494D3030303031/000000', 0, 0];
    for (const bad of [
      null,
      5,
      [],
      { 0: good },
      ['53494D3030303032/00000', 5, 6],
      ['53494d3030303032/000000', 5, 6],
      ['53494D3030303032/000000', -1, 6],
      ['53494D3030303032/000000', 5, 0x100000000],
      ['53494D3030303032/000000', 5.5, 6],
      ['53494D3030303032/000000', '5', 6],
    ]) {
      const { counters } = Memory.from({ counters: [bad, good] }).toJSON() as { counters: unknown };
      assert.deepEqual(counters, [good]);
    }
    fc.assert(fc.property(fc.jsonValue(), (json) => assert.ok(Memory.from(json).toJSON())));
    fc.assert(
      fc.property(fc.jsonValue(), (counters) => {
        assert.ok(hear(Memory.from({ counters }), 1));
      }),
    );
  });
});

/** EN 13757-3:2018, G.5.2: the records of a full frame, and what a compact one leaves of them. */
const FULL = '780202D20402152E16022A3423';
const COMPACT = '79313B42A6D2042E163423';

/** How many objects each telegram has that a radio meter sends, or why it is none. */
function radio(memory: Memory, telegrams: readonly (string | Buffer)[], options: DecodeOptions = {}) {
  return telegrams.map((content) => {
    const telegram = bare(typeof content === 'string' ? Buffer.from(content, 'hex') : content);
    const [result] = decode(telegram, { receiver: 'raw', memory, ...options });
    assert.ok(result !== undefined);
    return result.kind === 'telegram' ? result.objects.length : result.kind;
  });
}

function reborn(memory: Memory): Memory {
  return Memory.from(JSON.parse(JSON.stringify(memory)));
}

describe('the memory of radio meters', () => {
  it('keeps formats over a restart, learned from a full frame', () => {
    const memory = new Memory();
    assert.deepEqual(radio(memory, [COMPACT, FULL, COMPACT]), [1, 3, 3]);
    assert.deepEqual(radio(reborn(memory), [COMPACT]), [3]);
    assert.deepEqual(radio(reborn(reborn(memory)), [COMPACT]), [3]);
    assert.deepEqual(radio(new Memory(), [COMPACT]), [1]);
  });

  it('keeps counters over a restart', () => {
    const memory = new Memory();
    const options: DecodeOptions = { keys: [{ encryption: KEY }], replay: 'refuse' };
    const [sixth, seventh, eighth] = [6, 7, 8].map((counter) => mode7({ clear: RECORDS, counter }));
    const said = radio(memory, [seventh!, seventh!], options);
    assert.deepEqual(said, [4, 'discarded']);
    assert.deepEqual(radio(reborn(memory), [sixth!, seventh!, eighth!], options), ['error', 'discarded', 4]);
  });

  it('forgets what a register stood at, so that a meter that was changed meanwhile is no news', () => {
    const memory = new Memory();
    const remarks = (kept: Memory, content: string) => {
      const [result] = decode(bare(Buffer.from(content, 'hex')), { receiver: 'raw', memory: kept });
      assert.ok(result?.kind === 'telegram');
      return result.security?.remarks;
    };
    assert.equal(remarks(memory, '78041302000000'), undefined);
    assert.equal(remarks(reborn(memory), '78041301000000'), undefined);
    assert.deepEqual(remarks(memory, '78041301000000'), ['register-fell']);
  });

  it('holds so many meters, whatever the air brings', () => {
    const memory = new Memory({ maxMeters: 3 });
    for (let number = 0; number < 50; number++) {
      const address = Buffer.from(`2d4d${String(number).padStart(2, '0')}0000000102`, 'hex');
      for (const content of [FULL, COMPACT, '900201400000', '7a2a000000040301000000']) {
        decode(bare(Buffer.from(content, 'hex'), { address }), { receiver: 'raw', memory });
      }
    }
    const { formats } = memory.toJSON() as { formats: [string, string[]][] };
    assert.deepEqual(
      formats.map(([meter, kept]) => [meter.slice(4, 6), kept.length]),
      [
        ['47', 2],
        ['48', 2],
        ['49', 2],
      ],
    );
  });

  it('shows no key', () => {
    const memory = new Memory();
    radio(memory, [mode7({ clear: RECORDS })], { keys: [{ encryption: KEY }] });
    for (const shown of [JSON.stringify(memory), inspect(memory, { depth: 20, showHidden: true })]) {
      assert.ok(!shown.includes(KEY) && !shown.includes(KEY.match(/../g)!.join(' ')), shown);
    }
  });

  it('takes no harm from a file that was changed', () => {
    const good = ['9315785634123303', ['08313b02020215022a']];
    for (const bad of [null, 5, ['9315785634123303', 'x'], ['x', []], ['9315785634123304', ['08313b']]]) {
      const { formats } = Memory.from({ formats: [bad, good] }).toJSON() as { formats: unknown };
      assert.deepEqual(formats, [good]);
      assert.deepEqual(radio(Memory.from({ formats: [bad, good] }), [COMPACT]), [3]);
    }
    fc.assert(fc.property(fc.jsonValue(), (formats) => assert.ok(radio(Memory.from({ formats }), [FULL]))));
  });
});

import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { Memory } from '../src/memory';
import { open } from '../src/security/open';
import { AUTHENTICATION, cipher, ENCRYPTION, frameOf, NOTIFICATION } from './security/ciphering';

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

import assert from 'node:assert/strict';
import { meterName, namesOf, titleFrom } from '../../src/security/titles';

const hex = (digits: string) => Buffer.from(digits, 'hex');

describe('system titles', () => {
  for (const [title, names] of [
    /* The number is in the last four bytes: binary, in decimal digits, or beside four bits of something else. */
    ['53494D4501A4DC52', ['53494D4501A4DC52', '27581522', '01A4DC52', '53:49:4d:45 01-a4-dc-52']],
    ['53494D1010000023', ['10000023']],
    ['53494D006012D687', ['1234567', '01234567', '1611847303']],
    ['53494D3030303037', ['SIM00007', 'sim00007', '30303037']],
  ] as const) {
    for (const name of names) {
      it(`${title} is ${name}`, () => assert.ok(namesOf(hex(title)).includes(meterName(name))));
    }
    it(`${title} is no other`, () => {
      for (const name of ['', '0', '7', 'SIM', '53494D', '27581523', '53494D4501A4DC53']) {
        assert.ok(!namesOf(hex(title)).includes(meterName(name)), name);
      }
    });
  }

  it('are not those of frames without one', () => assert.deepEqual(namesOf(Buffer.alloc(0)), []));

  for (const [name, title] of [
    ['53494D0000BC614E', '53494d0000bc614e'],
    [' 53494d0000bc614e ', '53494d0000bc614e'],
    ['SIMulate', '53494d756c617465'],
    ['12345678', undefined],
    ['53494D0000BC614', undefined],
    ['53494D0000BC614G', undefined],
    ['SIM', undefined],
    ['', undefined],
  ] as const) {
    it(`${title ?? 'none'} is what ${JSON.stringify(name)} says`, () =>
      assert.equal(titleFrom(name)?.toString('hex'), title));
  }
});

import assert from 'node:assert/strict';
import type { MeterKeys } from '../../src/base/keys';
import { linkAddress } from '../../src/base/mbus-address';
import { openOms } from '../../src/security/oms';
import { carried, failure, HEX, KEY, mode5, OTHER_KEY, opened, RECORDS, refused } from './oms-sealing';

describe('keys of OMS', () => {
  const sent = mode5({ clear: RECORDS });

  for (const meter of [
    '12345678',
    '12 34 56 78',
    '9315785634123303', // as radio sends it
    '1234567893153303', // as a long header has it, number first
    '1234567815933303',
    '1593123456783303',
  ]) {
    it(`of the meter ${meter}`, () => {
      assert.deepEqual(opened(sent, [{ encryption: KEY, meter }]), [RECORDS, 'mode-5']);
    });
  }

  it('of the radio converter', () => {
    const converter = linkAddress(HEX('2448443322110337'));
    const message = carried(mode5({ clear: RECORDS, long: true }), converter);
    assert.deepEqual(openOms(message, { keys: [{ encryption: KEY, meter: '11223344' }] })?.data, RECORDS);
  });

  it('those of the meter go first', () => {
    const keys = [{ encryption: KEY }, { encryption: KEY, meter: '12345678', previous: true }];
    assert.deepEqual(opened(sent, keys), [RECORDS, 'mode-5', 'previous-keys']);
  });

  it('one of many', () => {
    const others = Array.from({ length: 5 }, (_, at) => ({ encryption: OTHER_KEY.replace('0f', `1${at}`) }));
    assert.deepEqual(opened(sent, [...others, { encryption: KEY }]), [RECORDS, 'mode-5']);
  });

  it('a change of a key is seen', () => {
    const key: MeterKeys = { encryption: OTHER_KEY };
    assert.deepEqual(refused(sent, { keys: [key] }), ['wrong-key', 'encryption-key']);
    key.encryption = KEY;
    assert.deepEqual(opened(sent, [key]), [RECORDS, 'mode-5']);
    key.meter = '87654321';
    assert.deepEqual(refused(sent, { keys: [key] }), ['no-key', 'other-radio-meter']);
    key.meter = '12345678';
    assert.deepEqual(opened(sent, [key]), [RECORDS, 'mode-5']);
    key.previous = true;
    assert.deepEqual(opened(sent, [key]), [RECORDS, 'mode-5', 'previous-keys']);
  });

  for (const [name, keys, code, reason] of [
    ['none', [], 'no-key', 'none'],
    ['without digits', [{ meter: '12345678' }], 'no-key', 'none'],
    ['of another meter', [{ encryption: KEY, meter: '12345679' }], 'no-key', 'other-radio-meter'],
    ['wrong', [{ encryption: OTHER_KEY }], 'wrong-key', 'encryption-key'],
    ['too short', [{ encryption: '0102030405060708' }], 'bad-key', 'length'],
    ['of 32 bytes', [{ encryption: KEY + KEY }], 'wrong-key', 'key-length'],
    ['no digits', [{ encryption: 'x'.repeat(32) }], 'bad-key', 'not-hex'],
  ] as const) {
    it(`${name}: ${code}`, () => assert.deepEqual(refused(sent, { keys }), [code, reason]));
  }

  it('the meter is named, no key is', () => {
    const { details } = failure(() => openOms(carried(sent), { keys: [{ encryption: OTHER_KEY }] }));
    assert.deepEqual(details, { reason: 'encryption-key', meter: '12345678' });
  });

  it('the digits are told that it should have', () => {
    const { details } = failure(() => openOms(carried(sent), { keys: [{ encryption: KEY + KEY }] }));
    assert.deepEqual(details, { reason: 'key-length', count: 32 });
  });
});

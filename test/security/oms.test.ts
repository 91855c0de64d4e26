import assert from 'node:assert/strict';
import { linkAddress } from '../../src/base/mbus-address';
import { openOms } from '../../src/security/oms';
import { messageKeys } from '../../src/security/oms/message-keys';
import {
  carried,
  failure,
  HEX,
  KEY,
  KEYS,
  METER,
  mode5,
  mode7,
  OTHER_KEY,
  opened,
  RECORDS,
  refused,
  sealed,
} from './oms-sealing';

describe('transport layer', () => {
  for (const [name, content, ci, application, data] of [
    ['no header', '78 0413', 0x78, 'records', '0413'],
    ['short header', '7a 01 02 0000 0413', 0x7a, 'records', '0413'],
    ['long header', '72 7856341293153303 01 02 0000 0413', 0x72, 'records', '0413'],
    ['compact frame', '79 e7f1', 0x79, 'compact', 'e7f1'],
    ['format frame', '69 08', 0x69, 'format', '08'],
    ['an error', '70 01', 0x70, 'error', '01'],
    ['DLMS', '7d 01 02 0000 c001', 0x7d, 'dlms', 'c001'],
    ['the first CI of makers', 'a0 0102', 0xa0, 'manufacturer', '0102'],
    ['the last CI of makers', 'b7 0102', 0xb7, 'manufacturer', '0102'],
    ['behind an extended link layer', '8c 20 75 78 0413', 0x78, 'records', '0413'],
    ['behind one with a receiver', '8e 20 75 6365665544330a31 78 0413', 0x78, 'records', '0413'],
    ['mode 5 without blocks', '7a 01 02 0005 0413', 0x7a, 'records', '0413'],
  ] as const) {
    it(name, () => {
      const message = openOms(carried(HEX(content)));
      assert.deepEqual(
        [message?.ci, message?.application, message?.data, message?.security.authenticated],
        [ci, application, HEX(data), false],
      );
    });
  }

  it('tells access number and status of the header, else the number of the extended link layer', () => {
    const tells = (content: string) => {
      const message = openOms(carried(HEX(content)))!;
      return [message.accessNumber, message.status];
    };
    assert.deepEqual(tells('8c 20 75 7a 01 02 0000'), [1, 2]);
    assert.deepEqual(tells('8c 20 75 78 0413'), [0x75, undefined]);
    assert.deepEqual(tells('78 0413'), [undefined, undefined]);
  });

  for (const [name, content, code, reason] of [
    ['nothing', '', 'truncated', undefined],
    ['a header that ends', '7a 01 02 00', 'truncated', undefined],
    ['an address that ends', '72 785634129315', 'truncated', undefined],
    ['DES', '7a 01 02 1002 00', 'unsupported', 'security-mode'],
    ['TLS', '7a 01 02 100d 00', 'unsupported', 'security-mode'],
    ['a mode of no standard', '7a 01 02 1015 00', 'unsupported', 'security-mode'],
    ['mode 7 with the key itself', `7a 01 02 1007 00${'00'.repeat(16)}`, 'unsupported', 'key-derivation'],
    ['the first CI behind those of makers', 'b8 00', 'unsupported', 'control-information'],
    ['a network layer', '81 00', 'unsupported', 'control-information'],
    ['an extended link layer of variable length', '86 00', 'unsupported', 'ell'],
    ['an extended link layer that ends', '8d 20 75 7856', 'truncated', undefined],
    ['an encryption of no standard', `8d 20 75 78563452 ${'00'.repeat(8)}`, 'unsupported', 'ell'],
    ['fewer blocks than are announced', `7a 01 02 2005 ${'00'.repeat(31)}`, 'truncated', undefined],
    ['all blocks, and none', `7a 01 02 f005 ${'00'.repeat(15)}`, 'truncated', undefined],
  ] as const) {
    it(`${name}: ${code}`, () => assert.deepEqual(refused(HEX(content), { keys: KEYS }), [code, reason]));
  }

  it('names what it does not read', () => {
    const details = (content: string) => failure(() => openOms(carried(HEX(content)))).details;
    assert.deepEqual(details('7a 01 02 100d 00'), { reason: 'security-mode', mode: 13, name: 'TLS' });
    assert.deepEqual(details('01 00'), { reason: 'control-information', ci: '01' });
    assert.deepEqual(details('b9 00'), { reason: 'control-information', ci: 'B9' });
  });
});

describe('mode 5', () => {
  it('short and long header', () => {
    assert.deepEqual(opened(mode5({ clear: RECORDS })), [RECORDS, 'mode-5']);
    assert.deepEqual(opened(mode5({ clear: RECORDS, long: true })), [RECORDS, 'mode-5']);
  });

  it('clear bytes behind the blocks', () => {
    const clear = Buffer.concat([RECORDS, HEX('0c1378563412')]);
    assert.deepEqual(opened(mode5({ clear })), [clear, 'mode-5']);
    assert.deepEqual(opened(mode5({ clear, blocks: 1 })), [clear, 'mode-5']);
  });

  it('15 blocks are all there are', () => {
    const clear = Buffer.concat([RECORDS, HEX('2f')]);
    assert.deepEqual(opened(mode5({ clear, blocks: 15 })), [clear, 'mode-5']);
    const one = RECORDS.subarray(0, 16);
    assert.deepEqual(opened(mode5({ clear: one, blocks: 15 })), [one, 'mode-5']);
  });

  it('the other first bytes are right from KPL alone', () => {
    const clear = Buffer.concat([HEX('609b'), RECORDS.subarray(2)]);
    assert.deepEqual(refused(mode5({ clear }), { keys: KEYS }), ['wrong-key', 'encryption-key']);
    const kpl = linkAddress(HEX('0cae785634123303'));
    const message = openOms(carried(mode5({ clear, sender: kpl.bytes }), kpl), { keys: KEYS });
    assert.deepEqual(message?.data, clear);
  });

  it('came clear: a key that fits goes first', () => {
    const plain = HEX(`7a 2a 10 2025 ${RECORDS.toString('hex')}`);
    assert.deepEqual(opened(plain), [RECORDS, 'came-clear']);
    assert.deepEqual(opened(plain, []), [RECORDS, 'came-clear']);
  });

  it('has no proof', () => {
    const options = { keys: KEYS, requireAuthentication: true };
    assert.deepEqual(refused(mode5({ clear: RECORDS }), options), ['not-authenticated', 'no-tag']);
  });
});

describe('mode 7', () => {
  for (const options of [
    {},
    { code: 16 },
    { code: 12, length: true },
    { keyInformation: true, length: true },
    { keyVersion: true },
    { counterIn: 'header' },
    { counterIn: 'header', keyVersion: true },
  ] as const) {
    it(`opens and is proven: ${JSON.stringify(options)}`, () => {
      const clear = Buffer.concat([RECORDS, HEX('0c13')]);
      assert.deepEqual(opened(mode7({ clear, ...options })), [clear, 'mode-7', 'authenticated']);
      const { security } = openOms(carried(mode7({ clear, counter: 0xfedcba98, ...options })), { keys: KEYS })!;
      assert.equal(security.counter, 0xfedcba98);
    });
  }

  it('a short code opens and proves nothing', () => {
    for (const code of [0, 2, 4] as const) {
      assert.deepEqual(opened(mode7({ clear: RECORDS, code })), [RECORDS, 'mode-7'], `${code} bytes`);
    }
  });

  it('what follows a message that tells its length is not part of it', () => {
    const sent = mode7({ clear: RECORDS, length: true });
    assert.deepEqual(opened(Buffer.concat([sent, HEX('5b99')])), [RECORDS, 'mode-7', 'authenticated']);
    assert.deepEqual(refused(sent.subarray(0, -1), { keys: KEYS }), ['truncated', undefined]);
  });

  it('without a counter there are no keys', () => {
    assert.deepEqual(refused(mode7({ clear: RECORDS }).subarray(17), { keys: KEYS }), ['unsupported', 'counter']);
  });

  it('came clear: taken where no key could prove it', () => {
    const afl = mode7({ clear: RECORDS }).subarray(0, 23);
    const plain = Buffer.concat([afl, RECORDS]);
    assert.deepEqual(opened(plain, []), [RECORDS, 'came-clear']);
    assert.deepEqual(opened(plain, [{ encryption: KEY, meter: '99999999' }]), [RECORDS, 'came-clear']);
    const own = [{ encryption: KEY, meter: '12345678' }];
    assert.deepEqual(refused(plain, { keys: own }), ['wrong-key', 'encryption-key']);
  });
});

describe('authentication layer around other modes', () => {
  const counter = HEX('01000000');
  const key = messageKeys(HEX(KEY), counter, METER).authentication;

  it('proves what is clear', () => {
    const sent = sealed(HEX('7a 2a 00 0000 0413'), key, { code: 8, counter });
    assert.deepEqual(opened(sent), [HEX('0413'), 'authenticated']);
    assert.deepEqual(opened(sent, []), [HEX('0413')]);
    assert.deepEqual(opened(sent, [{ encryption: OTHER_KEY }]), [HEX('0413')]);
    const own = [{ encryption: OTHER_KEY, meter: '12345678' }];
    assert.deepEqual(refused(sent, { keys: own }), ['wrong-key', 'encryption-key']);
  });

  it('proves mode 5', () => {
    const sent = sealed(mode5({ clear: RECORDS }), key, { code: 8, counter });
    assert.deepEqual(opened(sent), [RECORDS, 'mode-5', 'authenticated']);
  });

  for (const [name, content, code, reason] of [
    ['AES-GMAC', '90 0f 002c 28 01000000 0011223344556677 78', 'unsupported', 'authentication'],
    ['a code without its kind', '90 0a 0004 0011223344556677 78', 'unsupported', 'authentication'],
    ['a kind without its code', '90 07 0028 25 01000000 78', 'malformed', undefined],
    ['a code that is too short', '90 0b 002c 25 01000000 00112233 78', 'malformed', undefined],
    ['fields that nobody knows', '90 04 0000 0000 78', 'malformed', undefined],
    ['fields that end', '90 02 0028 78', 'truncated', undefined],
    ['a layer that ends', '90 0f 002c', 'truncated', undefined],
    ['a fragment, and nowhere to keep it', '90 02 0140 78', 'unsupported', 'fragment'],
  ] as const) {
    it(`${name}: ${code}`, () => assert.deepEqual(refused(HEX(content), { keys: KEYS }), [code, reason]));
  }
});

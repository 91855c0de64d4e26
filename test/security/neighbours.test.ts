import assert from 'node:assert/strict';
import { MeterError } from '../../src/base/errors';
import type { Frame } from '../../src/base/frame';
import type { MeterKeys } from '../../src/base/keys';
import { Memory } from '../../src/memory';
import { isOthersDamage, isWanted, openWanted, type WantedMeters } from '../../src/security/neighbours';
import { messageKeys } from '../../src/security/oms/message-keys';
import type { OpenOptions } from '../../src/security/open';
import { fragmentsOf, HEX, KEY, link, METER, mode5, mode7, OTHER_KEY, RECORDS, sealed } from './oms-sealing';
import { CONVERTER, heard, wired } from './radio-frames';

/** `opened`, why it is withheld, or the code of the error. */
function outcome(frame: Frame, options: OpenOptions & { meters?: WantedMeters } = {}): string {
  try {
    return openWanted(frame, options).withheld ?? 'opened';
  } catch (error) {
    assert.ok(error instanceof MeterError);
    return error.code;
  }
}

const CLEAR = heard(HEX('78 0413 01000000'));
const SEALED = heard(mode5({ clear: RECORDS }));
const BEHIND_CONVERTER = heard(mode5({ clear: RECORDS, long: true }), { address: CONVERTER });
const KEYED: MeterKeys[] = [{ encryption: KEY }];
const WRONG: MeterKeys[] = [{ encryption: OTHER_KEY }];
const OWN: MeterKeys[] = [{ encryption: KEY, meter: '12345678' }];
const OWN_WRONG: MeterKeys[] = [{ encryption: OTHER_KEY, meter: '12345678' }];

describe('meters that are wanted by name', () => {
  for (const meter of [
    '12345678',
    ' 12 34 56 78',
    '9315785634123303', // as radio sends it
    '9315-7856-3412-3303',
    '1234567893153303', // as a long header has it, number first
    '1593123456783303',
  ]) {
    it(`${meter} counts`, () => {
      const options = { meters: ['99999999', meter], keys: KEYED };
      assert.equal(outcome(SEALED, options), 'opened');
      assert.equal(isWanted(SEALED, options), true);
    });
  }

  it('others do not', () => {
    for (const meters of [['12345679'], ['9315785634123304'], ['1234567'], []]) {
      assert.equal(outcome(SEALED, { meters, keys: KEYED }), 'neighbour');
      assert.equal(outcome(CLEAR, { meters }), 'neighbour');
      assert.equal(isWanted(CLEAR, { meters }), false);
    }
  });

  it('every one counts where nobody says', () => {
    assert.equal(outcome(CLEAR), 'opened');
    assert.equal(outcome(SEALED), 'no-key');
    assert.equal(isWanted(SEALED, {}), true);
  });

  it('number without its zeros in front', () => {
    const frame = heard(HEX('78 0413 01000000'), { address: HEX('9315785634003303') });
    for (const meter of ['345678', '00345678', '0345678']) assert.equal(outcome(frame, { meters: [meter] }), 'opened');
  });

  it('a meter behind a converter by the name of either', () => {
    for (const [meter, expected] of [
      ['12345678', 'opened'],
      ['9315785634123303', 'opened'],
      ['11223344', 'opened'],
      ['2D4D443322110137', 'opened'],
      ['11223345', 'neighbour'],
    ] as const) {
      assert.equal(outcome(BEHIND_CONVERTER, { meters: [meter], keys: KEYED }), expected, meter);
    }
  });

  it('what the others send is not even opened', () => {
    for (const content of ['7a', '90 ff', '86 00', '7a 01 02 100d 00']) {
      const frame = heard(HEX(content));
      assert.notEqual(outcome(frame, { meters: ['12345678'] }), 'neighbour', content);
      assert.equal(outcome({ ...frame, encrypted: true }, { meters: ['1'] }), 'neighbour', content);
    }
  });

  it('what a cable brings always counts', () => {
    for (const meters of [['99999999'], 'keyed'] as const) {
      assert.equal(outcome(wired(HEX('78 0413 01000000')), { meters }), 'opened');
      assert.equal(outcome(wired(mode5({ clear: RECORDS })), { meters }), 'no-key');
      assert.equal(isWanted(wired(HEX('78 0413 01000000')), { meters }), true);
    }
  });
});

describe('meters that are wanted where a key is for them', () => {
  const meters = 'keyed';

  for (const [name, frame, keys, expected] of [
    ['opened by a key that names no meter', SEALED, KEYED, 'opened'],
    ['opened by its own key', SEALED, OWN, 'opened'],
    ['not opened by a key that names no meter', SEALED, WRONG, 'neighbour'],
    ['not opened by its own key', SEALED, OWN_WRONG, 'wrong-key'],
    ['there are no keys', SEALED, [], 'neighbour'],
    ['its own key is no key', SEALED, [{ encryption: 'x', meter: '12345678' }], 'bad-key'],
    ['a key that names no meter is none', SEALED, [{ encryption: 'x' }], 'bad-key'],
    ['its own name without a key', SEALED, [{ meter: '12345678' }], 'no-key'],
    ['the key names another', SEALED, [{ encryption: KEY, meter: '99999999' }], 'neighbour'],
    ['the key names the meter behind the converter', BEHIND_CONVERTER, OWN_WRONG, 'wrong-key'],
    ['the key names the converter', BEHIND_CONVERTER, [{ encryption: OTHER_KEY, meter: '11223344' }], 'wrong-key'],
    ['clear, and no key names it', CLEAR, KEYED, 'neighbour'],
    ['clear, and a key names it', CLEAR, OWN_WRONG, 'opened'],
    ['encrypted link', heard(link(HEX('78 0413'))), KEYED, 'opened'],
    ['encrypted link of another', heard(link(HEX('78 0413'))), WRONG, 'neighbour'],
    ['what nobody reads, of another', heard(HEX('7a 01 02 100d 00')), KEYED, 'neighbour'],
    ['what nobody reads, its own', heard(HEX('7a 01 02 100d 00')), OWN, 'unsupported'],
    ['cut, of another', heard(HEX('7a 01 02 2005 00')), KEYED, 'neighbour'],
    ['cut, its own', heard(HEX('7a 01 02 2005 00')), OWN, 'truncated'],
  ] as const) {
    it(`${name}: ${expected}`, () => {
      assert.equal(outcome(frame, { meters, keys }), expected);
      assert.equal(isWanted(frame, { meters, keys }), expected !== 'neighbour');
    });
  }

  it('what a receiver decrypted is opened by no key', () => {
    const plain = heard(HEX(`7a 2a 10 2025 ${RECORDS.toString('hex')}`));
    assert.equal(outcome(plain, { meters, keys: WRONG }), 'neighbour');
    assert.equal(outcome(plain, { meters, keys: OWN_WRONG }), 'opened');
  });

  it('what a key proves and did not need to open counts', () => {
    const counter = HEX('01000000');
    const { authentication } = messageKeys(HEX(KEY), counter, METER);
    const proven = heard(sealed(HEX('7a 2a 00 0000 0413'), authentication, { code: 8, counter }));
    assert.equal(outcome(proven, { meters, keys: KEYED }), 'opened');
    assert.equal(outcome(proven, { meters, keys: WRONG }), 'neighbour');
  });

  it('what is wrong once a key fits is no neighbour’s', () => {
    const memory = new Memory();
    const options = { meters, keys: KEYED, memory, replay: 'refuse' } as const;
    const [first, second] = [7, 6].map((counter) => heard(mode7({ clear: RECORDS, counter })));
    assert.deepEqual(
      [first!, first!, second!].map((frame) => outcome(frame, options)),
      ['opened', 'repeat', 'replay'],
    );
    assert.equal(outcome(SEALED, { meters, keys: KEYED, requireAuthentication: true }), 'not-authenticated');
  });

  it('what comes clear is a neighbour’s even where proof is wanted', () => {
    for (const content of ['78 0413 01000000', '8c 20 75 78 0413 01000000']) {
      const frame = heard(HEX(content));
      assert.equal(outcome(frame, { meters, keys: KEYED, requireAuthentication: true }), 'neighbour');
      assert.equal(outcome(frame, { meters, keys: OWN, requireAuthentication: true }), 'not-authenticated');
    }
  });

  it('fragments count until it shows whether a key fits', () => {
    const parts = fragmentsOf(2).map((part) => heard(part));
    const joined = (keys: readonly MeterKeys[]) => {
      const memory = new Memory();
      return parts.map((part) => outcome(part, { meters, keys, memory }));
    };
    assert.deepEqual(joined(KEYED), ['fragment', 'opened']);
    assert.deepEqual(joined(WRONG), ['fragment', 'neighbour']);
    assert.equal(outcome(parts[1]!, { meters, keys: KEYED, memory: new Memory() }), 'truncated');
    assert.equal(isWanted(parts[0]!, { meters, keys: KEYED }), true);
  });
});

describe('meters that are wanted where they need no key', () => {
  for (const [name, frame, keys, expected] of [
    ['clear', CLEAR, [], 'opened'],
    ['encrypted', SEALED, [], 'neighbour'],
    ['encrypted, and the keys are for others', SEALED, [{ encryption: KEY, meter: '99999999' }], 'neighbour'],
    ['encrypted, and a key opens it', SEALED, KEYED, 'opened'],
    ['encrypted, and no key opens it', SEALED, WRONG, 'wrong-key'],
    ['what nobody reads', heard(HEX('7a 01 02 100d 00')), [], 'unsupported'],
    ['encrypted, by cable', wired(mode5({ clear: RECORDS })), [], 'no-key'],
  ] as const) {
    it(`${name}: ${expected}`, () => {
      assert.equal(outcome(frame, { meters: 'clear', keys }), expected);
      assert.equal(isWanted(frame, { meters: 'clear', keys }), expected !== 'neighbour');
    });
  }
});

describe('damage', () => {
  const damage = new MeterError('checksum', 'damaged', { details: { address: '9315785634123303' } });
  const nobodys = new MeterError('checksum', 'damaged');

  for (const [meters, keys, expected] of [
    [undefined, [], false],
    [['12345678'], [], false],
    [['9315785634123303'], [], false],
    [['99999999'], OWN, true],
    [[], [], true],
    ['clear', [], true],
    ['keyed', OWN_WRONG, false],
    ['keyed', KEYED, true],
    ['keyed', [{ encryption: KEY, meter: '' }], true],
    ['keyed', [{ encryption: KEY, meter: '99999999' }], true],
  ] as const) {
    it(`wanted ${JSON.stringify(meters ?? 'all')}, ${keys.length} keys: ${expected ? 'others’' : 'counts'}`, () => {
      const wishes = { keys, ...(meters && { meters }) };
      assert.equal(isOthersDamage(damage, wishes), expected);
      assert.equal(isOthersDamage(nobodys, wishes), false, 'nobody tells whose');
    });
  }
});

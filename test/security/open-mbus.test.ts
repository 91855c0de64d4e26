import assert from 'node:assert/strict';
import { MeterError } from '../../src/base/errors';
import type { Frame } from '../../src/base/frame';
import type { MeterKeys } from '../../src/base/keys';
import { Memory } from '../../src/memory';
import { messageKeys } from '../../src/security/oms/message-keys';
import { type Opened, type OpenOptions, open } from '../../src/security/open';
import {
  failure,
  fragmentsOf,
  HEX,
  KEY,
  KEYS,
  link,
  METER,
  type Mode7,
  mode5,
  mode7,
  OTHER_KEY,
  RECORDS,
  sealed,
} from './oms-sealing';
import { CONVERTER, heard, wired } from './radio-frames';

/** What follows the first two bytes, by which the key is known to fit. */
const CLEAR = RECORDS.subarray(2);
/** The short header of mode 5, and with mode 0. */
const SHORT = HEX('7a 2a 10 0000');
const LONG = HEX('72 7856341293153303 2a 10 0000');

function opened(frame: Frame, options: OpenOptions = { keys: KEYS }) {
  const result = open(frame, options);
  assert.ok(result.withheld === undefined);
  return result;
}

/** What comes of each frame: `ok`, why it is withheld, its remarks, or the code of its error. */
function outcomes(contents: readonly Buffer[], options: OpenOptions): string[] {
  return contents.map((content) => {
    let result: Opened;
    try {
      result = open(heard(content), options);
    } catch (error) {
      assert.ok(error instanceof MeterError);
      return error.code;
    }
    return result.withheld ?? result.security?.remarks?.join() ?? 'ok';
  });
}

describe('frames of M-Bus, opened', () => {
  it('clear DLMS is read as that, with and without an extended link layer', () => {
    const apdu = HEX('0f 40000000 00 0202 0906 53494d303031 06 000004d2');
    const frames = [
      heard(Buffer.concat([HEX('7d 2a 10 0000'), apdu])),
      heard(link(Buffer.concat([HEX('7d 2a 10 0000'), apdu]))),
    ];
    for (const frame of frames) {
      const { content, message } = opened(frame).frame;
      assert.deepEqual([content, message], ['apdu', apdu]);
    }
  });

  it('what is clear stays as it is', () => {
    for (const content of [HEX('78 0413 01000000'), HEX('7a 2a 00 0000 0413 01000000'), HEX('a0 0102')]) {
      const frame = heard(content);
      const { frame: clear, security } = opened(frame);
      assert.equal(clear, frame);
      assert.equal(security, undefined);
    }
  });

  it('a clear extended link layer is taken away', () => {
    const frame = heard(HEX('8c 20 75 78 0413 01000000'));
    assert.deepEqual(opened(frame, {}), { frame: { ...frame, message: HEX('78 0413 01000000') } });
    const session = heard(link(HEX('78 0413 01000000'), { key: null }));
    assert.deepEqual(opened(session, {}), { frame: { ...session, message: HEX('78 0413 01000000') } });
  });

  it('mode 5: its header stays, with security mode 0', () => {
    for (const [content, header] of [
      [mode5({ clear: RECORDS }), SHORT],
      [mode5({ clear: RECORDS, long: true }), LONG],
    ] as const) {
      const frame = heard(content);
      assert.deepEqual(opened(frame), {
        frame: { ...frame, message: Buffer.concat([header, CLEAR]), encrypted: false },
        security: { ciphers: ['mode-5'], authenticated: false },
      });
      assert.equal(frame.check, 'absent', 'nothing has proven it');
    }
  });

  it('mode 7: its code covers every byte', () => {
    const frame = heard(mode7({ clear: RECORDS, counter: 9 }));
    assert.deepEqual(opened(frame), {
      frame: { ...frame, message: Buffer.concat([HEX('7a 2a 00 0000'), CLEAR]), encrypted: false, check: 'ok' },
      security: { ciphers: ['mode-7'], authenticated: true, messageCounter: 9 },
    });
    const { frame: unproven, security } = opened(heard(mode7({ clear: RECORDS, code: 4 })));
    assert.deepEqual([unproven.check, security?.authenticated], ['absent', false]);
  });

  it('an encrypted link: its checksum covers every byte', () => {
    const frame = heard(link(HEX('78 0413 01000000')));
    assert.deepEqual(opened(frame), {
      frame: { ...frame, message: HEX('78 0413 01000000'), encrypted: false, check: 'ok' },
      security: { ciphers: ['link'], authenticated: false },
    });
    assert.deepEqual(opened(heard(link(mode5({ clear: RECORDS })))).security, {
      ciphers: ['link', 'mode-5'],
      authenticated: false,
    });
  });

  it('a code around what is clear proves it', () => {
    const counter = HEX('05000000');
    const { authentication } = messageKeys(HEX(KEY), counter, METER);
    const frame = heard(sealed(HEX('7a 2a 00 0000 0413 01000000'), authentication, { code: 8, counter }));
    assert.deepEqual(opened(frame), {
      frame: { ...frame, message: HEX('7a 2a 00 0000 0413 01000000'), encrypted: false, check: 'ok' },
      security: { ciphers: [], authenticated: true, messageCounter: 5 },
    });
    assert.deepEqual(opened(frame, {}), {
      frame: { ...frame, message: HEX('7a 2a 00 0000 0413 01000000'), encrypted: false },
    });
  });

  it('DLMS within is read as that', () => {
    const content = mode5({ clear: RECORDS });
    content[0] = 0x7d;
    const { frame } = opened(heard(content));
    assert.deepEqual([frame.content, frame.message, frame.encrypted], ['apdu', CLEAR, false]);
  });

  it('clear bytes behind the blocks stay', () => {
    const clear = Buffer.concat([RECORDS, HEX('0c13 78563412')]);
    assert.deepEqual(opened(heard(mode5({ clear }))).frame.message, Buffer.concat([SHORT, clear.subarray(2)]));
  });

  it('what should be encrypted and is not is said, and proves nothing', () => {
    const frame = heard(HEX(`7a 2a 10 2025 ${RECORDS.toString('hex')}`));
    for (const keys of [[], KEYS]) {
      assert.deepEqual(opened(frame, { keys }), {
        frame: { ...frame, message: Buffer.concat([SHORT, RECORDS]), encrypted: false },
        security: { ciphers: [], authenticated: false, remarks: ['came-clear'] },
      });
    }
  });

  it('keys from before are said', () => {
    const keys: MeterKeys[] = [{ encryption: OTHER_KEY }, { encryption: KEY, previous: true }];
    assert.deepEqual(opened(heard(mode5({ clear: RECORDS })), { keys }).security?.remarks, ['previous-keys']);
  });

  it('what no code proves is refused where the user wants that', () => {
    const options = { keys: KEYS, requireAuthentication: true };
    const came = HEX(`7a 2a 10 2025 ${RECORDS.toString('hex')}`);
    const sent = [mode7({ clear: RECORDS }), mode7({ clear: RECORDS, code: 4 }), mode5({ clear: RECORDS }), came];
    const refused = Array(3).fill('not-authenticated');
    assert.deepEqual(outcomes(sent, options), ['ok', ...refused]);
  });

  it('so is what comes clear by radio, as anybody can send', () => {
    const options = { keys: KEYS, requireAuthentication: true };
    for (const content of [HEX('78 0413 01000000'), HEX('8c 20 75 78 0413 01000000'), HEX('a0 0102')]) {
      const { code, details } = failure(() => open(heard(content), options));
      assert.deepEqual([code, details], ['not-authenticated', { reason: 'no-tag' }]);
    }
    assert.equal(open(wired(HEX('78 0413 01000000')), options).withheld, undefined);
  });

  it('on a cable the long header tells whose keys', () => {
    const own = [{ encryption: KEY, meter: '12345678' }];
    const sent = mode5({ clear: RECORDS, long: true });
    assert.deepEqual(opened(wired(sent), { keys: own }).frame.message, Buffer.concat([LONG, CLEAR]));
    for (const meter of ['1', '00000000']) {
      const { details } = failure(() => open(wired(sent), { keys: [{ encryption: KEY, meter }] }));
      assert.deepEqual(details, { reason: 'other-radio-meter', meter: '12345678' });
    }
  });

  it('on a cable a short header tells nobody', () => {
    const { code, details } = failure(() => open(wired(mode5({ clear: RECORDS })), { keys: KEYS }));
    assert.deepEqual([code, details?.meter], ['wrong-key', '00000000']);
    const anyones = mode5({ clear: RECORDS, sender: Buffer.alloc(8) });
    assert.deepEqual(opened(wired(anyones)).frame.message, Buffer.concat([SHORT, CLEAR]));
    for (const hex of ['72', '72 785634129315', '72 78563412931533', '72 7856341293153303', '7a', '8d', '90']) {
      const { code } = failure(() => open({ ...wired(HEX(hex)), encrypted: true }, { keys: KEYS }));
      assert.equal(code, 'truncated', hex);
    }
  });

  it('of a meter behind a converter, keys of either fit', () => {
    const frame = heard(mode5({ clear: RECORDS, long: true }), { address: CONVERTER });
    for (const meter of ['12345678', '11223344', '9315785634123303', '2D4D443322110137']) {
      assert.equal(opened(frame, { keys: [{ encryption: KEY, meter }] }).frame.encrypted, false, meter);
    }
    const { code } = failure(() => open(frame, { keys: [{ encryption: KEY, meter: '12345679' }] }));
    assert.equal(code, 'no-key');
  });
});

describe('a message in several telegrams', () => {
  it('is withheld until its last fragment, which brings all of it', () => {
    const memory = new Memory();
    const [first, second, last] = fragmentsOf(3).map((part) => heard(part));
    for (const frame of [first!, second!]) {
      assert.deepEqual(open(frame, { keys: KEYS, memory }), { withheld: 'fragment' });
    }
    assert.deepEqual(open(last!, { keys: KEYS, memory }), {
      frame: { ...last, message: Buffer.concat([HEX('7a 2a 00 0000'), CLEAR]), encrypted: false, check: 'ok' },
      security: { ciphers: ['mode-7'], authenticated: true, messageCounter: 7 },
    });
  });

  it('without a memory cannot be joined', () => {
    assert.deepEqual(outcomes(fragmentsOf(2), { keys: KEYS }), ['unsupported', 'unsupported']);
  });

  it('two meters at a time', () => {
    const memory = new Memory();
    const [first, last] = fragmentsOf(2);
    const options = { keys: KEYS, memory };
    assert.equal(open(heard(first!), options).withheld, 'fragment');
    assert.equal(open(heard(first!, { address: CONVERTER }), options).withheld, 'fragment');
    assert.equal(open(heard(last!), options).withheld, undefined);
  });

  it('heard again is withheld, and one that is missing is an error', () => {
    const [first, second, last] = fragmentsOf(3) as [Buffer, Buffer, Buffer];
    const keys = KEYS;
    assert.deepEqual(outcomes([first, first, second, last, last], { keys, memory: new Memory() }), [
      'fragment',
      'fragment',
      'fragment',
      'ok',
      'fragment',
    ]);
    assert.deepEqual(outcomes([first, last, ...fragmentsOf(3, 8)], { keys, memory: new Memory() }), [
      'fragment',
      'truncated',
      'fragment',
      'fragment',
      'ok',
    ]);
  });

  it('has a counter, too', () => {
    const options: OpenOptions = { keys: KEYS, memory: new Memory(), replay: 'refuse' };
    assert.deepEqual(outcomes([...fragmentsOf(2, 8), ...fragmentsOf(2, 7)], options), [
      'fragment',
      'ok',
      'fragment',
      'replay',
    ]);
  });
});

describe('the message counter', () => {
  const sent = (counters: readonly number[], mode: Partial<Mode7> = {}) =>
    counters.map((counter) => mode7({ clear: RECORDS, counter, ...mode }));
  const guarded = (options: OpenOptions = {}): OpenOptions => ({ keys: KEYS, memory: new Memory(), ...options });

  it('grows, also by more than one, and to its last value', () => {
    assert.deepEqual(outcomes(sent([0, 1, 900, 0xffffffff]), guarded({ replay: 'refuse' })), ['ok', 'ok', 'ok', 'ok']);
  });

  it('that stands still is a repeat where the message is the same', () => {
    for (const replay of ['report', 'refuse'] as const) {
      assert.deepEqual(outcomes(sent([7, 7, 7, 8]), guarded({ replay })), ['ok', 'repeat', 'repeat', 'ok']);
    }
  });

  it('that falls is reported, and counts from there', () => {
    for (const mode of [{}, { counterIn: 'header' }, { code: 0 }] as const) {
      assert.deepEqual(outcomes(sent([7, 3, 3, 4], mode), guarded()), ['ok', 'counter-reset', 'repeat', 'ok']);
    }
  });

  it('that falls is refused where the user wants that, and does not count', () => {
    const options = guarded({ replay: 'refuse' });
    assert.deepEqual(outcomes(sent([7, 3, 4, 7, 8]), options), ['ok', 'replay', 'replay', 'repeat', 'ok']);
    const { details } = failure(() => open(heard(sent([4])[0]!), options));
    assert.deepEqual(details, { counter: 4, last: 8 });
  });

  it('that stands still under another message is a fall', () => {
    const other = mode7({ clear: Buffer.concat([RECORDS, HEX('0c13 78563412')]), counter: 7 });
    assert.deepEqual(outcomes([...sent([7]), other], guarded()), ['ok', 'counter-reset']);
    assert.deepEqual(outcomes([...sent([7]), other], guarded({ replay: 'refuse' })), ['ok', 'replay']);
  });

  it('is not looked at where the user does not want that, or nothing is remembered', () => {
    assert.deepEqual(outcomes(sent([7, 7, 3]), guarded({ replay: 'off' })), ['ok', 'ok', 'ok']);
    assert.deepEqual(outcomes(sent([7, 7, 3]), { keys: KEYS }), ['ok', 'ok', 'ok']);
  });

  it('is each key’s own', () => {
    const keys = [{ encryption: KEY }, { encryption: OTHER_KEY }];
    const telegrams = [...sent([7]), ...sent([0, 1], { key: OTHER_KEY }), ...sent([8, 6])];
    assert.deepEqual(outcomes(telegrams, guarded({ keys, replay: 'refuse' })), ['ok', 'ok', 'ok', 'ok', 'replay']);
  });

  it('of a message that was not delivered does not count', () => {
    const options = guarded({ replay: 'refuse' });
    const forged = sent([99])[0]!;
    forged[forged.length - 1]! ^= 1;
    assert.deepEqual(outcomes([...sent([7]), forged, ...sent([8])], options), ['ok', 'wrong-key', 'ok']);
    const strict = { ...options, requireAuthentication: true };
    assert.deepEqual(outcomes([...sent([99], { code: 4 }), ...sent([9])], strict), ['not-authenticated', 'ok']);
  });

  it('of what no key was needed for tells nothing', () => {
    const afl = mode7({ clear: RECORDS, counter: 9 }).subarray(0, 23);
    const plain = Buffer.concat([afl, RECORDS]);
    const options: OpenOptions = { memory: new Memory(), replay: 'refuse' };
    assert.deepEqual(outcomes([plain, plain], options), ['came-clear', 'came-clear']);
    assert.deepEqual(outcomes(sent([3]), { ...options, keys: KEYS }), ['ok']);
  });

  it('outlives a restart', () => {
    const before = guarded();
    outcomes(sent([7]), before);
    const memory = Memory.from(JSON.parse(JSON.stringify(before.memory)));
    assert.deepEqual(outcomes(sent([7, 6, 8]), guarded({ memory, replay: 'refuse' })), ['repeat', 'replay', 'ok']);
  });

  it('of messages that have none is not missed', () => {
    const memory = new Memory();
    assert.deepEqual(outcomes([mode5({ clear: RECORDS }), mode5({ clear: RECORDS })], { keys: KEYS, memory }), [
      'ok',
      'ok',
    ]);
    assert.deepEqual(memory.counters.toJSON(), []);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { linkAddress } from '../../src/base/mbus-address';
import { radioFrame } from '../../src/framing/wmbus';
import { type Seen, seenFromWithout } from '../../src/framing/wmbus-layers';
import { openOms } from '../../src/security/oms';
import { failure, HEX, METER } from '../security/oms-sealing';
import { ADDRESS, bare, formatA, formatB } from './wmbus-frames';

/** ELS, 12345678, version 33h, gas, as a long header has it. */
const LONG = '7856341293153303';
const RECEIVER = '6365665544330a31';

/** Whether it is encrypted, and the number of its long header. */
function seen(hex: string): [boolean, string?] {
  const { encrypted, meter }: Seen = seenFromWithout(HEX(hex));
  return meter === undefined ? [encrypted] : [encrypted, meter.id];
}

/** Control information fields by the header that they lead (EN 13757-7). */
const WITH_LONG = [0x5b, 0x68, 0x6b, 0x6f, 0x72, 0x73, 0x75, 0x7c, 0x80, 0x8b];
const WITH_SHORT = [0x5a, 0x67, 0x6a, 0x6e, 0x74, 0x7a, 0x7b, 0x7d, 0x8a];
const LAYERS = [0x8c, 0x8d, 0x8e, 0x8f, 0x90];

describe('a message of M-Bus, seen from without', () => {
  it('every header form', () => {
    for (let ci = 0; ci < 256; ci++) {
      if (LAYERS.includes(ci)) continue;
      const code = ci.toString(16).padStart(2, '0');
      const isLong = WITH_LONG.includes(ci);
      const hasHeader = isLong || WITH_SHORT.includes(ci);
      const header = `${code} ${isLong ? LONG : ''} 2a 00`;
      const meter = isLong ? ['12345678'] : [];
      assert.deepEqual(seen(`${header} 2005`), [hasHeader, ...meter], `${code}, mode 5`);
      assert.deepEqual(seen(`${header} ffe0`), [false, ...meter], `${code}, mode 0`);
    }
  });

  it('every security mode but 0', () => {
    for (let mode = 1; mode < 32; mode++)
      assert.deepEqual(seenFromWithout(Buffer.of(0x7a, 1, 2, 0, mode)).encrypted, true);
  });

  for (const [name, content, expected] of [
    ['nothing', '', [false]],
    ['a control information field alone', '7a', [false]],
    ['a short header that ends before its configuration', '7a 2a 00 20', [false]],
    ['a long header that ends within its address', '72 78563412931533', [false]],
    ['a long header that ends behind its address', `72 ${LONG}`, [false, '12345678']],
    ['a long header that ends within its configuration', `72 ${LONG} 2a 00 20`, [false, '12345678']],
    ['an extended link layer', '8c 20 75 7a 2a 00 2005', [true]],
    ['an extended link layer around a long header', `8c 20 75 72 ${LONG} 2a 00 0000`, [false, '12345678']],
    ['an extended link layer with a receiver', `8e 20 75 ${RECEIVER} 72 ${LONG} 2a 00 2005`, [true, '12345678']],
    ['an extended link layer alone', '8c', [false]],
    ['a clear session', `8d 20 75 78563412 e7f1 72 ${LONG} 2a 00 0000`, [false, '12345678']],
    ['a clear session around mode 5', '8d 20 75 78563412 e7f1 7a 2a 00 2005', [true]],
    ['a clear session of any number', '8d 20 75 ffffff1f e7f1 78 0413', [false]],
    ['a clear session with a receiver', `8f 20 75 ${RECEIVER} 78563412 e7f1 78 0413`, [false]],
    ['an encrypted session shows nothing within', `8d 20 75 78563432 e7f1 72 ${LONG} 2a 00 0000`, [true]],
    ['the same with a receiver', `8f 20 75 ${RECEIVER} 78563432 e7f1 78 0413`, [true]],
    ['a session with an encryption of no standard', '8d 20 75 78563492 e7f1 78', [true]],
    ['a session that ends', '8d 20 75 785634', [false]],
    ['a session without its payload', '8d 20 75 78563412 e7', [false]],
    ['an authentication layer around what is clear', `90 02 0000 72 ${LONG} 2a 00 0000`, [true, '12345678']],
    ['an authentication layer around what has no header', '90 02 0000 78 0413', [true]],
    ['an authentication layer alone', '90', [true]],
    ['an authentication layer longer than all', `90 ff 0000 72 ${LONG} 2a 00 0000`, [true]],
    ['an authentication layer as long as all', `90 0e 0000 72 ${LONG} 2a 00 0000`, [true]],
    ['an authentication layer within a link', `8c 20 75 90 02 0000 72 ${LONG} 2a 00 0000`, [true, '12345678']],
    ['a link within an authentication layer', `90 02 0000 8c 20 75 72 ${LONG} 2a 00 0000`, [true, '12345678']],
    ['an encrypted link within an authentication layer', `90 00 8d 20 75 78563432 0000 72 ${LONG}`, [true]],
  ] as const) {
    it(name, () => assert.deepEqual(seen(content), expected));
  }

  it('layers within layers, as deep as bytes go', () => {
    assert.deepEqual(seen(`${'9000'.repeat(256)} 72 ${LONG} 2a 00 0000`), [true, '12345678']);
    assert.deepEqual(seen(`${'8c2075'.repeat(170)} 7a 2a 00 2005`), [true]);
  });

  it('of any bytes: what is seen is what opening finds', () => {
    const layer = fc.constantFrom(...WITH_LONG, ...WITH_SHORT, ...LAYERS, 0x78, 0x86, 0xa0);
    const bytes = fc
      .tuple(fc.array(layer, { maxLength: 4 }), fc.uint8Array({ maxLength: 40 }))
      .map(([layers, rest]) => Buffer.from([...layers, ...rest]));
    fc.assert(
      fc.property(bytes, (content) => {
        const { encrypted, meter } = seenFromWithout(content);
        if (encrypted) return;
        let opened: ReturnType<typeof openOms>;
        try {
          opened = openOms({ sender: METER, content });
        } catch {
          const { code } = failure(() => openOms({ sender: METER, content }));
          assert.ok(code !== 'no-key' && code !== 'wrong-key', code);
          return;
        }
        assert.deepEqual(opened?.meter, meter ?? METER);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the frame of a radio telegram', () => {
  const sent = bare(HEX(`72 ${LONG} 2a 00 0000 0413 01000000`));

  it('says whose data they are where the sender is but a converter', () => {
    assert.equal(radioFrame(sent).meter, undefined);
    const converter = HEX('2448443322110337');
    const frame = radioFrame(bare(HEX(`72 ${LONG} 2a 00 0000`), { address: converter }));
    assert.deepEqual([frame.address, frame.meter], ['2448443322110337', '9315785634123303']);
    assert.equal(frame.encrypted, false);
    assert.deepEqual(linkAddress(Buffer.from(frame.meter!, 'hex')).bytes, Buffer.from(ADDRESS));
  });

  it('its wire is the telegram as it was heard, with nothing behind', () => {
    for (const [bytes, check] of [
      [sent, 'absent'],
      [formatA(sent), 'ok'],
      [formatB(sent), 'ok'],
    ] as const) {
      for (const behind of ['', '5b', '5b99']) {
        const frame = radioFrame(Buffer.concat([bytes, HEX(behind)]));
        assert.deepEqual([frame.wire, frame.check, frame.message], [bytes, check, sent.subarray(10)]);
      }
    }
  });

  it('without CRCs, its length fits the bytes', () => {
    const counting = Buffer.from(sent);
    counting[0]! += 2;
    assert.deepEqual(radioFrame(counting).wire, sent);
  });

  it('the receiver may have checked it, and tell how strong it was', () => {
    const { check, rssi } = radioFrame(sent, { checked: true, format: 'none', rssi: -71 });
    assert.deepEqual([check, rssi], ['ok', -71]);
    assert.ok(!('rssi' in radioFrame(sent)));
  });
});

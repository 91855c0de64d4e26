import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hdlcFrame, hdlcFrames } from '../../../src/simulator/dlms/hdlc';
import { apduInHdlc, hdlcFramesIn } from '../opened';

const KAMSTRUP = { destination: '41', source: '03', control: 0x13 };
const AIDON = { destination: '41', source: '0883', control: 0x13 };

describe('HDLC frames', () => {
  it('begin as those in the documents of Kamstrup (Radius, "DLMS/COSEM") and Aidon (RJ12 HAN Interface)', () => {
    const kamstrup = hdlcFrames(KAMSTRUP, Buffer.alloc(491 - 2 - 5 - 2 - 2 - 3));
    assert.equal(kamstrup.subarray(0, 11).toString('hex').toUpperCase(), '7EA1E9410313C637E6E700');
    assert.equal(kamstrup.length, 491);
    const aidon = hdlcFrames(AIDON, Buffer.alloc(581 - 2 - 6 - 2 - 2 - 3));
    assert.equal(aidon.subarray(0, 12).toString('hex').toUpperCase(), '7EA24341088313' + '85EBE6E700');
    assert.equal(aidon.length, 581);
  });

  it('hold any information, flags included, under both check sequences', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 1500 }), fc.boolean(), (bytes, more) => {
        const [frame, ...rest] = hdlcFramesIn(hdlcFrame(AIDON, Buffer.from(bytes), more), 3);
        assert.deepEqual([frame!.information, frame!.more, rest.length], [Buffer.from(bytes), more, 0]);
        assert.equal(frame!.header.slice(4), '41088313');
      }),
    );
  });

  it('hold up to 2047 bytes between their flags, and no more', () => {
    assert.equal(hdlcFrame(KAMSTRUP, Buffer.alloc(2038)).length, 2049);
    assert.throws(() => hdlcFrame(KAMSTRUP, Buffer.alloc(2039)), RangeError);
    assert.equal(hdlcFramesIn(hdlcFrames(KAMSTRUP, Buffer.alloc(5000)), 2).length, 3);
  });

  it('carry an APDU in segments, of which all but the last say that more follow and are not final', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), fc.integer({ min: 4, max: 300 }), (bytes, size) => {
        const sent = hdlcFrames(KAMSTRUP, Buffer.from(bytes), size);
        const frames = hdlcFramesIn(sent, 2);
        assert.equal(frames.length, Math.ceil((bytes.length + 3) / size));
        frames.forEach(({ header, more, information }, i) => {
          const last = i === frames.length - 1;
          assert.deepEqual([more, header.slice(4)], [!last, last ? '410313' : '410303']);
          if (!last) assert.equal(information.length, size);
        });
        assert.deepEqual(apduInHdlc(sent, 2), Buffer.from(bytes));
      }),
    );
  });
});

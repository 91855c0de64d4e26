import assert from 'node:assert/strict';
import { readRadioTelegram } from '../../src/framing/wmbus-telegram';
import { fingerprintOf } from '../../src/security/key-bytes';
import { openOms } from '../../src/security/oms';
import { HEX, KEYS, METER, OTHER_KEY, RECORDS } from './oms-sealing';

describe('examples of the standards', () => {
  it('security profile A, mode 5 (OMS Specification Volume 2, annex N (2023-12), clause N.2.1)', () => {
    const telegram = readRadioTelegram(
      HEX(`2E44931578563412330333637A2A0020255923C95AAA26D1B2E7493BC2AD
        013EC4A6F6D3529B520EDFF0EA6DEFC955B29D6D69EBF3EC8A`),
    );
    assert.deepEqual(openOms(telegram, { keys: KEYS }), {
      ci: 0x7a,
      application: 'records',
      message: Buffer.concat([HEX('7a2a000000'), RECORDS.subarray(2)]),
      data: RECORDS,
      meter: METER,
      accessNumber: 0x2a,
      status: 0,
      security: {
        decrypted: ['mode-5'],
        authenticated: false,
        remarks: [],
        fingerprint: fingerprintOf(HEX(KEYS[0]!.encryption!)),
      },
    });
  });

  it('mode 7 with its radio converter (CEN/TR 17167:2018, clause F.3)', () => {
    const telegram = readRadioTelegram(
      HEX(`53082448443322110337 8E80753A63665544330A31 900F002C25B30A0000AF5D74DF73A600D9
        7278563412931533037500200710 9058475F4BC91DF878B80A1B0F98B629 024AAC727942BFC549233C0140829B93`),
    );
    assert.deepEqual(openOms(telegram, { keys: [{ encryption: OTHER_KEY, meter: '12345678' }] }), {
      ci: 0x72,
      application: 'records',
      message: Buffer.concat([HEX('7278563412931533037500 0000'), RECORDS.subarray(2)]),
      data: RECORDS,
      meter: METER,
      accessNumber: 0x75,
      status: 0,
      security: {
        decrypted: ['mode-7'],
        authenticated: true,
        counter: 0xab3,
        remarks: [],
        fingerprint: fingerprintOf(HEX(OTHER_KEY)),
      },
    });
  });

  it('mode 5 with clear bytes behind (OMS Specification Volume 2, annex N, clause N.5.3)', () => {
    const telegram = readRadioTelegram(
      HEX(`304493444433221155378C00757288776655934455080004100500DFE2A782146D1513581CD2F83F39
        040CFD1078563412`),
    );
    assert.deepEqual(
      openOms(telegram, { keys: [{ encryption: OTHER_KEY }] })?.data,
      HEX('2F2F0B6E341200426CFE044B6E5634020CFD1078563412'),
    );
  });

  it('a telegram without data (OMS Specification Volume 2, annex N, clause N.5.2)', () => {
    const message = openOms(readRadioTelegram(HEX('194793444433221155378C20758B8877665593445508FF040000')));
    assert.deepEqual(
      [message?.application, message?.data.length, message?.accessNumber, message?.status, message?.meter.id],
      ['none', 0, 0xff, 4, '55667788'],
    );
  });
});

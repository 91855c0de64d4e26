import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decode } from '../../src/decode';
import { unwrap, unwrapWhole } from '../../src/framing/unwrap';
import { DSMR3, SIMULATED } from './telegrams';

const text = SIMULATED.toString('latin1');
const hex = SIMULATED.toString('hex');

/** What bridges make of a telegram. */
const WRAPPED: readonly (readonly [string, unknown])[] = [
  ['bytes', SIMULATED],
  ['an Uint8Array', new Uint8Array(SIMULATED)],
  ['an array of numbers', [...SIMULATED]],
  ['text', text],
  ['hexadecimal digits', hex],
  ['hexadecimal digits in upper case', hex.toUpperCase()],
  ['hexadecimal digits with spaces', hex.replaceAll(/../g, '$& ')],
  ['hexadecimal digits on lines', hex.replaceAll(/.{32}/g, '$&\r\n')],
  ['a Buffer that went through JSON', JSON.parse(JSON.stringify(SIMULATED))],
  ['JSON text of a Buffer', JSON.stringify(SIMULATED)],
  ['an object', { id: 42, ok: true, telegram: text }],
  ['JSON text', JSON.stringify({ time: '2026-01-14T12:00:00Z', telegram: text })],
  ['JSON within JSON', JSON.stringify({ payload: JSON.stringify({ telegram: text }) })],
  ['an object with hexadecimal digits', { rssi: -70, name: 'meter', data: hex }],
];

const NO_BYTES: readonly unknown[] = [
  undefined,
  null,
  0,
  42,
  Number.NaN,
  true,
  false,
  {},
  [],
  [1, 2, 256],
  [-1],
  [1.5],
  ['47'],
  { power: 1234, name: 'meter' },
  { a: { b: { c: { d: { telegram: text } } } } },
  '{"power": 1234}',
  '{"telegram": ',
  () => text,
  Symbol('telegram'),
];

describe('unwrap', () => {
  for (const [name, payload] of WRAPPED) {
    it(`finds the telegram in ${name}`, () => assert.deepEqual(Buffer.from(unwrap(payload)!), SIMULATED));
  }

  for (const payload of NO_BYTES) {
    const name =
      typeof payload === 'symbol' || typeof payload === 'function' ? typeof payload : JSON.stringify(payload);
    it(`finds no bytes in ${String(name).slice(0, 40)}`, () => assert.equal(unwrap(payload), undefined));
  }

  it('gives back the line end that was trimmed, so that the telegram does not wait for it', () => {
    for (const telegram of [SIMULATED, DSMR3]) {
      const trimmed = telegram.toString('latin1').trim();
      for (const payload of [trimmed, { telegram: trimmed }, JSON.stringify({ telegram: trimmed })]) {
        assert.deepEqual(Buffer.from(unwrap(payload)!), telegram);
      }
    }
  });

  it('leaves a piece of a telegram as it is', () => {
    assert.deepEqual(Buffer.from(unwrap('1-0:1.7.0(01.0')!), Buffer.from('1-0:1.7.0(01.0'));
    assert.deepEqual(Buffer.from(unwrap('!')!), Buffer.from('!\r\n'));
    assert.deepEqual(Buffer.from(unwrap('12345678')!), Buffer.from('12345678'));
  });

  it('keeps all of the 256 bytes that text may hold', () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    assert.deepEqual(Buffer.from(unwrap(bytes.toString('latin1'))!), bytes);
  });

  it('sees text in bytes, where they begin something', () => {
    const hex = SIMULATED.toString('hex');
    for (const text of [hex, `${hex}\n`, JSON.stringify({ telegram: hex }), ` { "data": "${hex}" }`]) {
      assert.deepEqual(Buffer.from(unwrapWhole(Buffer.from(text, 'latin1'))!), SIMULATED);
    }
    for (const bytes of [
      SIMULATED,
      Buffer.from([0x7b, 0x7d]),
      Buffer.from('{ no JSON, but long enough'),
      Buffer.of(),
    ]) {
      assert.deepEqual(Buffer.from(unwrapWhole(bytes)!), bytes);
    }
    assert.equal(unwrapWhole(5), undefined);
  });

  it('takes anything without complaint, and decode takes what it gives', () => {
    fc.assert(
      fc.property(fc.anything(), (payload) => {
        const bytes = unwrap(payload);
        if (bytes !== undefined) decode(bytes);
      }),
    );
    fc.assert(
      fc.property(fc.json(), (payload) => {
        const bytes = unwrap(payload);
        if (bytes !== undefined) decode(bytes);
      }),
    );
  });
});

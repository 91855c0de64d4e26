import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { MeterError } from '../../src/base/errors';
import { readKeys } from '../../src/security/key-doctor';
import { AUTHENTICATION as A, ENCRYPTION as E } from './ciphering';

const BOTH = { encryption: E, authentication: A };
const grouped = (key: string, size: number, by: string) => key.match(new RegExp(`.{1,${size}}`, 'g'))!.join(by);

function failure(text: string): MeterError {
  try {
    readKeys(text);
  } catch (error) {
    assert.ok(error instanceof MeterError, String(error));
    assert.equal(error.code, 'bad-key');
    return error;
  }
  return assert.fail(`it is taken: ${text}`);
}

describe('reading keys', () => {
  for (const [name, text] of [
    ['on two lines', `${E}\n${A}`],
    ['on two lines of Windows, with blanks', `  ${E} \r\n\r\n\t${A}\r\n`],
    ['beside each other', `${E} ${A}`],
    ['with a semicolon', `${E};${A}`],
    ['run together', E + A],
    ['in bytes on one line', `${grouped(E, 2, ' ')} ${grouped(A, 2, ' ')}`],
    ['in bytes on two lines', `${grouped(E, 2, ' ')}\n${grouped(A, 2, ' ')}`],
    ['with colons', `${grouped(E, 2, ':')}\n${grouped(A, 2, ':')}`],
    ['with dashes', `${grouped(E, 8, '-')}\n${grouped(A, 4, '-')}`],
    ['on broken lines', `EK ${grouped(E, 16, '\n')}\nAK\n${grouped(A, 16, '\n')}`],
    ['in small letters with 0x', `0x${E.toLowerCase()}\n0X${A.toLowerCase()}`],
    ['as bytes of a program', `{ ${grouped(E, 2, ' ').replaceAll(/(\S+) ?/g, '0x$1, ')} };\n${A}`],
    ['in quotes', `"${E}", '${A}'`],
    ['with the numbers of a meter and a customer', `Meter 12345678, GSRN 571313174000012345\n${E}\n2026-01-14\n${A}`],
    ['with the number of an account', `61109010140000071219812874\n${E}\n${A}`],
    ['with dashes among blanks', `${grouped(E, 8, ' - ')}\n${grouped(A, 8, ' – ')}`],
    ['grown together with words', `Key:${E}\nmore:${A}`],
    ['before both labels', `${E} ${A} (encryption and authentication)`],
    ['with GPK60 and GPK61', `GPK60: ${E}\nGPK61: ${A}`],
    ['with GPK61 and GPK60', `gpk 61 = ${A} gpk-60 = ${E}`],
    ['with GPK11 among them', `GPK11 ${'77'.repeat(16)}\nGPK61 ${A}\nGPK60 ${E}`],
    ['with EK and AK', `AK\n${A}\nEK\n${E}`],
    ['with GUEK and GAK', `GAK=${A}; GUEK=${E}`],
    ['under two labels', `AK EK\n${A} ${E}`],
    ['run together under two labels', `AK/EK: ${A}${E}`],
    ['before their labels', `${A} (AK)\n${E} (EK)`],
    ['with a master key and labels', `KEK ${'77'.repeat(16)}\nEK ${E}\nAK ${A}`],
    ['with labels and something else of that length', `id ${'77'.repeat(16)}\nEK ${E}\nAK ${A}`],
    ['under a heading', `Authentication and encryption keys of your meter:\nEK: ${E}\nAK: ${A}`],
    ['twice', `EK ${E}\nAK ${A}\nEK ${E.toLowerCase()}`],
    ['one with a label', `${E}\nauthentication key ${A}`],
    ['the other with a label', `${A}\nencryption key: ${E}`],
    ['in English', `Authentication key: ${A}\nEncryption key: ${E}`],
    ['in Norwegian', `Autentiseringsnøkkel: ${A}\nKrypteringsnøkkel: ${E}`],
    ['in Swedish', `Autentiseringsnyckel ${A}\nKrypteringsnyckel ${E}`],
    ['in Danish', `Autentificeringsnøgle: ${A}\nKrypteringsnøgle: ${E}`],
    ['in Danish, otherwise', `Godkendelsesnøgle: ${A}\nDekrypteringsnøgle: ${E}`],
    ['in Dutch', `Authenticatiesleutel: ${A}\nEncryptiesleutel: ${E}`],
    ['in Dutch, otherwise', `Authenticatie sleutel: ${A}\nVersleutelingssleutel: ${E}`],
    ['in Polish', `Klucz uwierzytelniający (AK): ${A}\nKlucz szyfrujący (EK): ${E}`],
    ['in Polish, otherwise', `klucz uwierzytelniania ${A} a klucz szyfrowania ${E}`],
    ['in German', `Authentifizierungsschlüssel: ${A}\nVerschlüsselungsschlüssel: ${E}`],
    ['in German, otherwise', `AUTHENTISIERUNGSSCHLUESSEL:${A}\nENTSCHLUESSELUNGSSCHLUESSEL:${E}`],
  ] as const) {
    it(`takes them ${name}`, () => assert.deepEqual(readKeys(text), BOTH));
  }

  for (const [name, text, keys] of [
    ['without a label for the encryption key', E, { encryption: E }],
    ['with its label', `GAK ${A}`, { authentication: A }],
    ['behind the label of a port and a number', `P1, 230 V: ${grouped(E, 4, ' ')}`, { encryption: E }],
    ['of suite 2 with its label', `EK ${E}${A}`, { encryption: E + A }],
  ] as const) {
    it(`takes one ${name}`, () => assert.deepEqual(readKeys(text), keys));
  }

  for (const [name, text, meter] of [
    ['number, address, key', `Nr 9301/55; 12345670;${E}`, '12345670'],
    ['key first', `${E.toLowerCase()};12345670;A-77`, '12345670'],
    ['a full address beside a number', `30011223;0106706534120102;${E};`, '0106706534120102'],
    ['the same number twice', `12345670;12345670;${E}`, '12345670'],
    ['two numbers, either of which may be the address', `30011223;12345670;${E}`, undefined],
    ['no address', `A-77;${E}`, undefined],
  ] as const) {
    it(`takes the text of a QR code: ${name}`, () =>
      assert.deepEqual(readKeys(text), { encryption: E, ...(meter && { meter }) }));
  }

  it('takes two of suite 2', () => {
    assert.deepEqual(readKeys(`${E}${A}\n${A}${E}`), { encryption: E + A, authentication: A + E });
  });

  const withLetter = (letter: string) => E.replace('0', letter);
  for (const [name, text, details] of [
    ['nothing', '', { reason: 'empty' }],
    ['blanks', ' \n\t', { reason: 'empty' }],
    ['words', 'Your key comes by letter.', { reason: 'empty' }],
    ['a label without a key', 'EK:', { reason: 'empty' }],
    ['one digit too few', E.slice(1), { reason: 'length', count: 31 }],
    ['one digit too many', `${E}0`, { reason: 'length', count: 33 }],
    ['a second key of 30 digits', `EK: ${E}\nAK: ${A.slice(2)}`, { reason: 'length', count: 30 }],
    ['the number of a meter', '12345678', { reason: 'length', count: 8 }],
    ['pieces that are no key together', `${E.slice(8)}\n${A}`, { reason: 'length', count: 24 }],
    ['a letter that is no digit', `EK: ${withLetter('G')}`, { reason: 'not-hex' }],
    ['O for 0', withLetter('O'), { reason: 'letter-for-digit', letter: 'O', digit: '0' }],
    [
      'l for 1 among bytes',
      grouped(E, 2, ' ').replace('19', 'l9'),
      { reason: 'letter-for-digit', letter: 'l', digit: '1' },
    ],
    ['l for 1', E.replace('1', 'l'), { reason: 'letter-for-digit', letter: 'l', digit: '1' }],
    ['I for 1 in the second', `${E}\n${A.replace('1', 'I')}`, { reason: 'letter-for-digit', letter: 'I', digit: '1' }],
    ['three keys', `${E}\n${A}\n${'77'.repeat(16)}`, { reason: 'too-many' }],
    ['two of one label', `EK ${E}\nEK ${A}`, { reason: 'too-many' }],
    ['a book', 'x'.repeat(30_000), { reason: 'too-many' }],
    ['GPK11', `GPK11: ${E}`, { reason: 'gpk11' }],
    ['GPK11 alone', 'GPK 11', { reason: 'gpk11' }],
    ['a master key', `KEK: ${E}`, { reason: 'master-key' }],
    ['a KEM file', `<?xml version="1.0"?><Devices><Key>${E}</Key></Devices>`, { reason: 'kem' }],
    ['the XML of a KEM file', `\n <EncryptedData>${E}`, { reason: 'kem' }],
    ['a zipped KEM file', 'PK\u0003\u0004\u0014\u0000', { reason: 'kem' }],
    ['a zipped KEM file in Base64', 'UEsDBBQAAAAIAA==', { reason: 'kem' }],
  ] as const) {
    it(`refuses ${name}`, () => assert.deepEqual(failure(text).details, details));
  }

  it('reads back what it reads, in whatever form it is written', () => {
    const key = fc
      .uint8Array({ minLength: 16, maxLength: 16 })
      .map((bytes) => Buffer.from(bytes).toString('hex').toUpperCase());
    const by = fc.constantFrom('', ' ', ':', '-', '  ', '_');
    const labels = fc.constantFrom(
      ['EK', 'AK'],
      ['GPK60:', 'GPK61:'],
      ['Klucz szyfrujący:', 'Klucz uwierzytelniający:'],
    );
    fc.assert(
      fc.property(
        key,
        key,
        by,
        fc.constantFrom(2, 4, 8),
        labels,
        fc.constantFrom('\n', ' ', ', '),
        fc.boolean(),
        (e, a, dash, size, [l, m], end, turned) => {
          const [one, other] = [`${l} ${grouped(e, size, dash)}`, `${m} ${grouped(a, size, dash)}`];
          assert.deepEqual(readKeys(turned ? `${other}${end}${one}` : `${one}${end}${other}`), {
            encryption: e,
            authentication: a,
          });
        },
      ),
    );
  });

  it('throws nothing but `bad-key`, whatever is pasted', () => {
    const text = fc
      .array(fc.oneof(fc.string(), fc.constantFrom(E, A, 'EK', 'AK', 'GPK11', '\n', ' ', '<', ':', E.slice(7))))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (pasted) => {
        try {
          for (const key of Object.values(readKeys(pasted))) assert.match(key, /^([0-9A-F]{32}){1,2}$/);
        } catch (error) {
          assert.ok(error instanceof MeterError && error.code === 'bad-key', String(error));
        }
      }),
    );
  });

  it('never shows what was pasted', () => {
    for (const text of [
      E.slice(1),
      withLetter('O'),
      withLetter('G'),
      `${E}\n${A}\n${'77'.repeat(16)}`,
      `GPK11 ${E}`,
      `<x>${E}`,
    ]) {
      const error = failure(text);
      const shown = JSON.stringify(error) + inspect(error, { showHidden: true }) + error.stack;
      for (let at = 0; at + 6 <= E.length; at++) assert.ok(!shown.includes(E.slice(at, at + 6)), shown);
    }
  });
});

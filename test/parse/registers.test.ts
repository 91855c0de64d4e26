import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MeterError } from '../../src/base/errors';
import type { MeterObject } from '../../src/base/telegram';
import { ELECTRICITY_REGISTERS } from '../../src/parse/kmp-registers';
import { parseRegisters } from '../../src/parse/registers';
import { messageOf, register, registers, SERIAL_NUMBER, TYPE } from '../framing/kmp-frames';

const HEAT = 60;

function objectsOf(...records: Uint8Array[]): MeterObject[] {
  return parseRegisters(messageOf(registers(...records))).objects;
}

function objectOf(unit: number, signs: number, mantissa: string): MeterObject {
  return objectsOf(register(HEAT, unit, signs, mantissa))[0]!;
}

/** Unit, signs and exponent, mantissa; value, unit. */
const NUMBERS: readonly (readonly [number, number, string, number | string | null, string?])[] = [
  [3, 0x43, '0000c5b1', 50.609, 'MWh'],
  [37, 0x42, '1215', 46.29, '°C'],
  [38, 0xc2, '0312', -7.86, 'K'],
  [41, 0x00, '00f5', 245, 'l/h'],
  [40, 0x42, '00012345', 745.65, 'm³'],
  [42, 0x41, '0f', 1.5, 'm³/h'],
  [39, 0x03, '02', 2000, 'l'],
  [22, 0x43, '0001', 0.001, 'kW'],
  [21, 0x00, '0100', 256, 'W'],
  [25, 0x00, '01', 1, 'var'],
  [33, 0x41, '0904', 230.8, 'V'],
  [34, 0x42, '01f4', 5, 'A'],
  [46, 0x00, '0001e240', 123456, 'h'],
  [52, 0x42, '0064', 1, 'bar'],
  [8, 0x42, '0064', 1, 'GJ'],
  [55, 0x41, '0064', 100, 'm³'],
  [56, 0x00, '07', 70, 't'],
  [57, 0x40, '07', 70, 'GJ'],
  [51, 0x00, 'ffffffff', 4294967295],
  [0, 0x41, '05', 0.5],
  [59, 0x00, '0004', 4],
  [200, 0x41, '05', 0.5],
  [2, 0x80, '00000000', 0, 'kWh'],
  [2, 0xc3, '00000000', 0, 'kWh'],
  [2, 0x7f, '01', 1e-63, 'kWh'],
  [2, 0x3f, '01', 1e63, 'kWh'],
  [2, 0x00, '1fffffffffffff', 9007199254740991, 'kWh'],
  [2, 0x00, '20000000000000', '9007199254740992', 'kWh'],
  [2, 0x43, '20000000000001', '9007199254740.993', 'kWh'],
  [2, 0xc3, '20000000000001', '-9007199254740.993', 'kWh'],
  [2, 0x52, '20000000000001', '0.009007199254740993', 'kWh'],
  [2, 0x02, '20000000000001', '900719925474099300', 'kWh'],
  [2, 0x00, '0000000000000001', 1, 'kWh'],
];

/** Unit, mantissa, the text. */
const TEXTS: readonly (readonly [number, string, string])[] = [
  [47, hex(153635), '15:36:35'],
  [47, hex(0), '00:00:00'],
  [47, hex(235959), '23:59:59'],
  [47, hex(240000), '240000'],
  [47, hex(126000), '126000'],
  [47, hex(120060), '120060'],
  [48, hex(261120), '2026-11-20'],
  [48, hex(101), '2000-01-01'],
  [48, hex(0), '0'],
  [48, hex(261320), '261320'],
  [48, hex(260020), '260020'],
  [48, hex(261132), '261132'],
  [48, hex(261100), '261100'],
  [48, hex(1000101), '1000101'],
  [48, '20000000000001', '9007199254740993'],
  [49, hex(20261120), '2026-11-20'],
  [49, hex(19991231), '19991231'],
  [50, hex(1120), '11-20'],
  [50, hex(1200), '1200'],
  [50, hex(11120), '11120'],
  [54, '53494d3520', 'SIM5'],
  [54, '53490000', 'SI'],
  [54, '0153', '0153'],
  [53, '1a0b14', '1A0B14'],
  [63, '00ff', '00FF'],
  [64, '1a0b14130000', '1A0B14130000'],
];

/** Four bytes. */
function hex(mantissa: number): string {
  return mantissa.toString(16).padStart(8, '0');
}

describe('registers', () => {
  for (const [unit, signs, mantissa, value, spelt] of NUMBERS) {
    it(`${mantissa} with ${signs.toString(16)} in unit ${unit} is ${value} ${spelt ?? ''}`, () => {
      const object = objectOf(unit, signs, mantissa);
      assert.deepEqual([object.value, object.unit], [value, spelt]);
      assert.ok(!Object.is(object.value, -0) && !Object.is(object.raw, -0) && !Object.is(object.scaler, -0));
    });
  }

  for (const [unit, mantissa, value] of TEXTS) {
    it(`${mantissa} in unit ${unit} is "${value}"`, () => {
      assert.deepEqual(objectOf(unit, 0, mantissa), { name: 'register 60', register: HEAT, value });
    });
  }

  it('with an exponent, or a sign, are no times', () => {
    assert.equal(objectOf(47, 0x01, '0001').value, '0001');
    assert.equal(objectOf(48, 0x80, hex(261120)).value, '-261120');
  });

  it('tell how they were scaled', () => {
    assert.deepEqual(objectOf(38, 0xc2, '0312'), {
      name: 'register 60',
      register: HEAT,
      value: -7.86,
      unit: 'K',
      raw: -786,
      scaler: -2,
      scalerFrom: 'wire',
    });
    assert.equal(objectOf(2, 0x80, '20000000000001').raw, '-9007199254740993');
    assert.equal(objectOf(55, 0x41, '0064').scaler, 0);
  });

  it('without a mantissa have no value', () => {
    assert.deepEqual(objectOf(2, 0, ''), { name: 'register 60', register: HEAT, value: null });
  });

  it('every number that fits is the number that is meant, every other one is its digits', () => {
    const mantissa = fc.bigInt({ min: 0n, max: (1n << 80n) - 1n });
    fc.assert(
      fc.property(mantissa, fc.integer({ min: -63, max: 63 }), fc.boolean(), (magnitude, exponent, negative) => {
        const digits = magnitude.toString(16);
        const signs = (negative ? 0x80 : 0) | (exponent < 0 ? 0x40 : 0) | Math.abs(exponent);
        const { value, raw, scaler } = objectOf(2, signs, digits.padStart(digits.length + (digits.length % 2), '0'));
        const meant = negative ? -magnitude : magnitude;
        assert.equal(BigInt(raw!), meant);
        assert.equal(scaler, exponent);
        if (Number.isSafeInteger(Number(meant))) assert.equal(value, Number(`${meant}e${exponent}`) + 0);
        else assert.equal(exactly(String(value), 63), meant * 10n ** BigInt(63 + exponent));
      }),
    );
  });

  it('of electricity meters have a code, and its name', () => {
    const message = messageOf(registers(...ELECTRICITY_REGISTERS.map((number) => register(number, 22, 0x43, '0100'))));
    const { objects } = parseRegisters(message);
    assert.deepEqual(
      objects.map(({ register: number, obis, name }) => `${number?.toString(16).padStart(4, '0')} ${obis} ${name}`),
      [
        '0001 1-0:1.8.0 energyImport',
        '000d undefined register 13',
        '0002 1-0:2.8.0 energyExport',
        '000e undefined register 14',
        '03ff 1-0:1.7.0 powerImport',
        '0400 1-0:2.7.0 powerExport',
        '041e 1-0:32.7.0 voltageL1',
        '041f 1-0:52.7.0 voltageL2',
        '0420 1-0:72.7.0 voltageL3',
        '0434 1-0:31.7.0 currentL1',
        '0435 1-0:51.7.0 currentL2',
        '0436 1-0:71.7.0 currentL3',
        '0438 1-0:21.7.0 powerImportL1',
        '0439 1-0:41.7.0 powerImportL2',
        '043a 1-0:61.7.0 powerImportL3',
        '0540 1-0:22.7.0 powerExportL1',
        '0541 1-0:42.7.0 powerExportL2',
        '0542 1-0:62.7.0 powerExportL3',
      ],
    );
  });

  /** kWh in the coarse register and in the finer one, and which of them is the register of import. */
  const PAIRS: readonly (readonly [string, Buffer, Buffer, number])[] = [
    ['agree', register(1, 2, 0x41, hex(74565)), register(13, 2, 0x44, hex(74565999)), 13],
    ['agree in other units', register(1, 3, 0x43, hex(7462)), register(13, 1, 0, hex(7462999)), 13],
    [
      'are one apart, as it was counted in between',
      register(1, 2, 0, hex(7463)),
      register(13, 2, 0x43, hex(7461999)),
      13,
    ],
    ['are two apart', register(1, 2, 0, hex(7462)), register(13, 2, 0, hex(7464)), 1],
    ['are a thousand apart', register(1, 2, 0, hex(7462)), register(13, 2, 0, hex(6462)), 1],
    ['measure different things', register(1, 2, 0, hex(7462)), register(13, 22, 0, hex(7462)), 1],
    ['have no unit', register(1, 51, 0, hex(7462)), register(13, 51, 0, hex(7462)), 1],
    ['are too large to compare', register(1, 2, 0, '20000000000000'), register(13, 2, 0, '20000000000000'), 1],
  ];

  for (const [name, coarse, finer, expected] of PAIRS) {
    it(`of which one has more digits ${name}: ${expected} counts`, () => {
      for (const records of [
        [coarse, finer],
        [finer, coarse],
      ]) {
        const objects = objectsOf(...records);
        const other = expected === 1 ? 13 : 1;
        const counted = objects.find(({ register: number }) => number === expected);
        const left = objects.find(({ register: number }) => number === other);
        assert.deepEqual([counted?.obis, counted?.name], ['1-0:1.8.0', 'energyImport']);
        assert.deepEqual([left?.obis, left?.name, 'obis' in left!], [undefined, `register ${other}`, false]);
      }
    });
  }

  it('of export are compared with each other', () => {
    const objects = objectsOf(register(2, 2, 0, '07'), register(14, 2, 0x42, '02c5'), register(13, 2, 0, '07'));
    assert.deepEqual(
      objects.map(({ obis }) => obis),
      [undefined, '1-0:2.8.0', undefined],
    );
  });

  it('of several answers are one list, with the meter that they belong to', () => {
    const [first, second] = [registers(register(1, 2, 0, '07')), registers(register(0x041e, 33, 0, 'e6'))];
    const telegram = parseRegisters(messageOf(SERIAL_NUMBER, TYPE, first, registers(), second));
    assert.deepEqual(telegram.meter, { manufacturer: 'KAM', id: '2833485', model: '0382' });
    assert.deepEqual(
      telegram.objects.map(({ name, value }) => [name, value]),
      [
        ['energyImport', 7],
        ['voltageL1', 230],
      ],
    );
    assert.equal(telegram.list, 'kmp');
    const unusual = parseRegisters(messageOf(Buffer.of(0x3f, 0x02, 1, 2), Buffer.of(0x3f, 0x01, 3)));
    assert.deepEqual(unusual, { meter: { manufacturer: 'KAM' }, objects: [], list: 'kmp' });
    assert.deepEqual(parseRegisters(Buffer.alloc(0)).objects, []);
  });

  it('say which bytes they are', () => {
    const noted: (readonly [number, number, string])[] = [];
    const content = registers(register(1, 2, 0, '07'), register(HEAT, 3, 0, '0102'));
    parseRegisters(messageOf(SERIAL_NUMBER, TYPE, content), (...note) => noted.push(note));
    assert.deepEqual(noted, [
      [3, 7, 'meterId'],
      [10, 12, 'meterType'],
      [17, 23, 'energyImport'],
      [23, 30, 'register 60'],
    ]);
  });

  /** Message, code, offset. */
  const DAMAGED: readonly (readonly [string, string, number])[] = [
    ['08 3f10 0001 02 04 00 07', 'truncated', 8],
    ['09 3f10 0001 02 01 00 07', 'truncated', 1],
    ['08 3f10 0001 02 02 00 07', 'truncated', 8],
    ['04 3f10 0001', 'truncated', 5],
    ['03 3f10 00', 'truncated', 3],
    ['00', 'truncated', 1],
    ['01 3f', 'truncated', 2],
    ['02 3f09', 'unsupported', 2],
    ['08 3f10 0001 02 01 00 07 08', 'truncated', 10],
  ];

  for (const [message, code, offset] of DAMAGED) {
    it(`${message} is ${code} at ${offset}`, () => {
      assert.throws(
        () => parseRegisters(Buffer.from(message.replaceAll(' ', ''), 'hex')),
        (error) => error instanceof MeterError && error.code === code && error.offset === offset,
      );
    });
  }

  it('any bytes are read or give a MeterError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          parseRegisters(Buffer.from(bytes));
          parseRegisters(messageOf(registers(bytes.subarray(0, 253))));
        } catch (error) {
          assert.ok(error instanceof MeterError);
        }
      }),
    );
  });
});

/** A decimal number times 10^`places`, which makes an integer of it. */
function exactly(decimal: string, places: number): bigint {
  const [whole, fraction = ''] = decimal.split('.') as [string, string?];
  return BigInt(whole + fraction.padEnd(places, '0'));
}

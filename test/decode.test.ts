import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MeterError } from '../src/base/errors';
import { type DecodeOptions, decode, decodeFrame, MeterStream } from '../src/decode';
import * as api from '../src/index';
import { checked, DSMR3, NOON, replaced, SIMULATED, simulatedTelegrams } from './framing/telegrams';

function only(bytes: Buffer, options?: DecodeOptions) {
  const [result, ...others] = decode(bytes, options);
  assert.deepEqual(others, []);
  assert.ok(result?.kind === 'telegram');
  return result;
}

function isUnsupported(error: unknown): boolean {
  return error instanceof MeterError && error.code === 'unsupported' && error.details?.country === 'XX';
}

describe('decode', () => {
  it('goes as far as it is told', () => {
    const frame = only(SIMULATED, { until: 'frame' });
    assert.deepEqual(Object.keys(frame).toSorted(), ['frame', 'kind', 'objects']);
    assert.deepEqual(frame.objects, []);
    assert.deepEqual([frame.frame.link, frame.frame.content, frame.frame.check], ['p1', 'p1', 'ok']);
    const objects = only(SIMULATED, { until: 'objects' });
    assert.equal(objects.objects.length, 35);
    assert.equal(objects.meter?.manufacturer, 'SIM');
    assert.deepEqual(objects.time, { local: '2026-01-14T13:00:00', dst: false });
    assert.ok(!('reading' in objects));
    assert.equal(only(SIMULATED, { until: 'reading' }).reading?.meter.country, 'NL');
    assert.equal(only(SIMULATED).reading?.meter.country, 'NL');
  });

  it('a frame goes on from where it is, and gives the same', () => {
    const { frame } = only(SIMULATED, { until: 'frame' });
    assert.deepEqual(decodeFrame(frame), only(SIMULATED));
  });

  it('makes a reading where the user or the telegram tells the country', () => {
    const nordic = Buffer.from('/SIM5\r\n\r\n1-0:1.8.0(1*kWh)\r\n1-0:1.7.0(1.19*kW)\r\n!\r\n');
    assert.equal(only(nordic).reading, undefined, 'Sweden, Denmark or Finland');
    assert.equal(only(nordic, { country: 'DK' }).reading?.power?.import, 1190);
    assert.equal(only(DSMR3).reading?.meter.country, 'NL');
    assert.equal(only(DSMR3, { country: 'NL' }).reading?.power?.import, 1190);
    const { clock, timestamp } = only(DSMR3, { country: 'NL' }).reading!;
    assert.deepEqual([clock, timestamp], ['host', undefined]);
  });

  it('without a clock takes the time of arrival', () => {
    const [result] = new MeterStream({ country: 'NL' }).push(DSMR3, new Date(NOON));
    assert.ok(result?.kind === 'telegram');
    assert.equal(result.reading?.timestamp, '2026-01-14T13:00:00+01:00');
  });

  it('refuses a country that it does not know, before any byte', () => {
    assert.throws(() => decode(SIMULATED, { country: 'XX' }), isUnsupported);
    assert.throws(() => new MeterStream({ country: 'XX' }), isUnsupported);
  });

  it('an error of a frame comes with the frame, its offset within the message', () => {
    const [result] = decode(replaced(DSMR3, '0-0:96.3.10(1)', '0-0:96.3.10)1)'));
    assert.ok(result?.kind === 'error' && result.frame !== undefined);
    assert.equal(result.error.code, 'malformed');
    assert.equal(result.frame.message.toString('latin1').indexOf('0-0:96.3.10'), result.error.offset);
  });

  it('tells of each field', () => {
    const fields: string[] = [];
    only(checked('1-0:1.7.0(01.001*kW)', '0-0:94.98.31(1)'), { note: (_start, _end, field) => fields.push(field) });
    assert.deepEqual(fields, ['identification', 'powerImport', 'unknown']);
  });

  it('a stream that falls silent ends its telegram, and another may begin', () => {
    const [first, second] = simulatedTelegrams(2) as [Buffer, Buffer];
    const stream = new MeterStream();
    assert.deepEqual(stream.push(first.subarray(0, 300)), []);
    const [cut, ...others] = stream.idle();
    assert.ok(cut?.kind === 'error' && others.length === 0);
    assert.deepEqual([cut.error.code, cut.error.offset], ['truncated', 0]);
    assert.deepEqual(stream.idle(), []);
    assert.deepEqual(
      stream.push(second).map(({ kind }) => kind),
      ['telegram'],
    );
    assert.deepEqual(stream.end(), []);
  });

  it('a telegram that was cut is reported as soon as the next one begins', () => {
    const [first, second] = simulatedTelegrams(2) as [Buffer, Buffer];
    const stream = new MeterStream();
    stream.push(first.subarray(0, 300));
    assert.deepEqual(stream.push(Buffer.from('\r\n')), []);
    const [cut] = stream.push(second.subarray(0, 1));
    assert.ok(cut?.kind === 'error' && cut.error.code === 'truncated');
  });

  it('never throws, whatever comes', () => {
    const pieces = fc.constantFrom(
      '/',
      '!',
      '\n',
      '(',
      ')',
      '*',
      '1-0:1.7.0(01.0*kW)\r\n',
      '0-0:1.0.0(2601',
      'S)',
      '0',
    );
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.array(pieces, { maxLength: 60 }).map((parts) => Buffer.from(`/a\n${parts.join('')}\n!\n`)),
    );
    for (const country of [undefined, 'NL']) {
      const options = country === undefined ? {} : { country };
      fc.assert(fc.property(bytes, (input) => void decode(input, options)));
      fc.assert(fc.property(fc.string(), (text) => void decode(checked(text, text), options)));
    }
  });

  it('is plain data', () => {
    const { frame: _frame, ...telegram } = only(SIMULATED);
    assert.deepEqual(JSON.parse(JSON.stringify(telegram)), telegram);
  });
});

describe('the package', () => {
  it('offers each layer by name', () => {
    const layers = [
      api.Splitter,
      api.parseP1,
      api.recognise,
      api.readingOf,
      api.decodeFrame,
      api.decode,
      api.MeterStream,
    ];
    for (const layer of layers) assert.equal(typeof layer, 'function');
    assert.equal(api.decode, decode);
    assert.equal(api.MeterError, MeterError);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MeterError } from '../src/base/errors';
import { DIALECTS } from '../src/base/receivers';
import { type DecodeOptions, decode, decodeFrame, decodeFramed, MeterStream, type Result } from '../src/decode';
import * as api from '../src/index';
import { Memory } from '../src/memory';
import { Household } from '../src/simulator/household';
import { idsOf } from '../src/simulator/meter-ids';
import { keysOf, meterOf, SimulatedMeter } from '../src/simulator/meters';
import { RADIO_METERS } from '../src/simulator/radio-meters';
import { RECEIVER_STREAMS } from '../src/simulator/receivers';
import { checked, DSMR3, NOON, replaced, SIMULATED, simulatedTelegrams } from './framing/telegrams';
import { bare, formatA } from './framing/wmbus-frames';

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

/** What radio meters send from {@link NOON} on, without CRCs. */
function radioTelegrams(meter: string, count: number): Buffer[] {
  const simulated = new SimulatedMeter({ meter, start: NOON, receiver: 'raw' });
  return Array.from({ length: count }, (_, turn) => simulated.telegram(NOON + turn * simulated.interval * 1000));
}

const RADIO_KEYS = [keysOf(meterOf('pl-amiplus'))!];

/** A telegram of another meter, which needs no key. */
const CLEAR = formatA(bare(Buffer.from('7a2a000000041301000000', 'hex')));
/** SIM, 12345678, electricity. */
const CABLE = Buffer.from('2d4d785634120102', 'hex');

/** `telegram`, why it was discarded, or the code of the error. */
function outcome(result: Result): string {
  if (result.kind === 'error') return result.error.code;
  return result.kind === 'discarded' ? result.reason : result.kind;
}

function radioOutcomes(telegrams: readonly Buffer[], options: DecodeOptions): string[] {
  const stream = new MeterStream({ receiver: 'raw', ...options });
  return telegrams.flatMap((telegram) => [...stream.push(telegram), ...stream.idle()].map(outcome));
}

describe('decode, by radio', () => {
  const [first, second] = radioTelegrams('pl-amiplus', 2).map(formatA) as [Buffer, Buffer];
  const damaged = Buffer.from(first);
  damaged[40]! ^= 0x10;
  const KAM = [keysOf(meterOf('pl-multical21'))!];

  it('goes as far as it is told', () => {
    const options: DecodeOptions = { receiver: 'raw', keys: RADIO_KEYS };
    const frame = only(first, { ...options, until: 'frame' });
    assert.deepEqual([frame.frame.link, frame.frame.content, frame.frame.check], ['wmbus', 'records', 'ok']);
    assert.deepEqual([frame.objects, frame.security, frame.frame.encrypted], [[], undefined, true]);
    const objects = only(first, { ...options, until: 'objects' });
    assert.deepEqual([objects.list, objects.meter?.type, objects.reading], ['amiplus', 'electricity', undefined]);
    const { reading, security } = only(first, options);
    assert.deepEqual([reading?.meter.country, reading?.timestamp], ['PL', '2026-01-14T13:00:00+01:00']);
    assert.deepEqual(security, { ciphers: ['mode-5'], authenticated: false });
    assert.deepEqual(decodeFrame(frame.frame, options), only(first, options));
  });

  for (const [name, bytes, options, expected] of [
    ['a wrong checksum', damaged, { keys: RADIO_KEYS }, 'checksum'],
    ['a telegram that is cut', first.subarray(0, -20), { keys: RADIO_KEYS }, 'truncated'],
    ['a wrong key', first, { keys: [{ encryption: '00'.repeat(16) }] }, 'wrong-key'],
    ['no key', first, {}, 'no-key'],
    ['a key of another meter', first, { keys: [{ ...RADIO_KEYS[0]!, meter: '1' }] }, 'no-key'],
    ['no proof', first, { keys: RADIO_KEYS, requireAuthentication: true }, 'not-authenticated'],
    ['records that end', formatA(bare(Buffer.from('780413', 'hex'))), { until: 'objects' }, 'telegram'],
    ['the same without a checksum', bare(Buffer.from('780413', 'hex')), { until: 'objects' }, 'truncated'],
    ['the same behind others', bare(Buffer.from('7801fd17000413', 'hex')), { until: 'objects' }, 'telegram'],
    ['an error of the meter', bare(Buffer.from('7008', 'hex')), {}, 'meter-error'],
    ['a meter that is not wanted', first, { meters: ['99999999'] }, 'neighbour'],
    ['a meter without a key, where only those count that have one', first, { meters: 'keyed' }, 'neighbour'],
  ] as const) {
    it(`${name}: ${expected}, and the next telegram decodes`, () => {
      const result = decode(bytes, { receiver: 'raw', ...options });
      assert.ok(result.map(outcome).includes(expected), result.map(outcome).join());
      const stream = new MeterStream({ receiver: 'raw', ...options });
      const found = [...stream.push(bytes), ...stream.idle(), ...stream.push(CLEAR), ...stream.end()].map(outcome);
      const isRefused = 'meters' in options || 'requireAuthentication' in options;
      assert.equal(found.at(-1), isRefused ? expected : 'telegram');
      assert.equal(found.filter((one) => one === 'telegram').length, expected === 'telegram' ? 2 : isRefused ? 0 : 1);
    });
  }

  it('what the meter sends next decodes with the right key', () => {
    assert.deepEqual(radioOutcomes([damaged, second], { keys: RADIO_KEYS, meters: 'keyed' }).at(-1), 'telegram');
    assert.deepEqual(radioOutcomes([first.subarray(0, 60), second], { keys: RADIO_KEYS }).at(-1), 'telegram');
  });

  it('what the wish leaves out is told with its length, its damage without', () => {
    const [left] = decode(first, { receiver: 'raw', meters: ['99999999'] });
    assert.deepEqual(left, { kind: 'discarded', count: first.length, reason: 'neighbour', offset: 0 });
    const [frame] = decode(first, { receiver: 'raw', meters: ['99999999'], until: 'frame' });
    assert.deepEqual(frame, left);
    const error = new MeterError('checksum', 'damaged', { offset: 7, details: { address: '0106112013270102' } });
    const discarded = { kind: 'discarded', count: 0, reason: 'neighbour', offset: 7 } as const;
    assert.deepEqual(decodeFramed({ kind: 'error', error }, { meters: ['99999999'] }), discarded);
    const nowhere = new MeterError('checksum', 'damaged', { details: { address: '0106112013270102' } });
    assert.deepEqual(decodeFramed({ kind: 'error', error: nowhere }, { meters: [] }), { ...discarded, offset: 0 });
    const own = { kind: 'error', error } as const;
    assert.equal(decodeFramed(own, { meters: ['27132011'] }), own);
    assert.equal(decodeFramed(own), own);
    assert.equal(decodeFramed(discarded, { meters: [] }), discarded);
  });

  it('compact telegrams are read once a full one has come', () => {
    const telegrams = radioTelegrams('pl-multical21', 10);
    const said = (sent: readonly Buffer[]) => {
      const stream = new MeterStream({ receiver: 'raw', keys: KAM, until: 'objects' });
      return sent
        .flatMap((telegram) => [...stream.push(telegram), ...stream.idle()])
        .map((result) => (result.kind === 'telegram' ? result.objects.map(({ name }) => name)[1] : outcome(result)));
    };
    assert.deepEqual(said(telegrams), Array(10).fill('volume'));
    const [unknown] = decode(telegrams[1]!, { receiver: 'raw', keys: KAM, until: 'objects' });
    assert.ok(unknown?.kind === 'telegram');
    assert.deepEqual(
      unknown.objects.map(({ name }) => name),
      ['unknownFormat'],
    );
    assert.deepEqual(said(telegrams.slice(1)), [...Array(7).fill(undefined), 'volume', 'volume']);
  });

  it('what cannot follow what came before is told, where nothing proves it', () => {
    const ids = idsOf(1);
    const house = new Household({ start: NOON, seed: 1, zone: 'Europe/Warsaw' });
    const before = house.read();
    house.advance(NOON + 24 * 3600_000);
    const after = house.read();
    const remarks = (meter: string, options: DecodeOptions = {}) => {
      const { encode } = meterOf(meter).lists[0]!;
      const stream = new MeterStream({ receiver: 'raw', keys: RADIO_KEYS, country: 'PL', ...options });
      return [encode(after, ids, 1), encode(before, ids, 2)].map((telegram) => {
        const [result] = [...stream.push(telegram), ...stream.idle()];
        assert.ok(result?.kind === 'telegram');
        return result.security?.remarks?.join();
      });
    };
    for (const meter of ['pl-amiplus', 'pl-gama350-radio']) {
      assert.deepEqual(remarks(meter), [undefined, 'register-fell']);
      assert.deepEqual(remarks(meter, { until: 'objects' }), [undefined, 'register-fell']);
      const previous = [{ ...RADIO_KEYS[0]!, previous: true }];
      assert.deepEqual(remarks(meter, { keys: previous }), ['previous-keys', 'previous-keys,register-fell']);
    }
    assert.deepEqual(remarks('pl-oms-mode7'), [undefined, undefined]);
    const wrong = { memory: new Memory(), receiver: 'raw', until: 'objects' } as const;
    const clear = ['39300000', '38300000'].map((value) =>
      only(bare(Buffer.from(`780403${value}`, 'hex'), { address: CABLE }), wrong),
    );
    assert.deepEqual(
      clear.map(({ security }) => security),
      [undefined, { ciphers: [], authenticated: false, remarks: ['register-fell'] }],
    );
    const [frame, fallen] = clear.map((telegram) => telegram.frame) as [api.Frame, api.Frame];
    for (const one of [frame, fallen]) assert.ok(!('security' in decodeFrame(one)), 'nothing is remembered');
  });

  it('another maker under the same number is told', () => {
    const options: DecodeOptions = { receiver: 'raw', memory: new Memory(), until: 'objects' };
    const makers = ['2d4d', '9315'].map((maker) => Buffer.from(`${maker}785634120102`, 'hex'));
    const [, other] = makers.map((address) => only(bare(Buffer.from('78040339300000', 'hex'), { address }), options));
    assert.deepEqual(other?.security, { ciphers: [], authenticated: false, remarks: ['other-maker'] });
  });

  it('on a cable nothing is compared', () => {
    const memory = new Memory();
    for (const value of ['39', '38']) {
      const body = Buffer.from(`080172785634122d4d01020100000004 03${value}300000`.replace(' ', ''), 'hex');
      const sum = body.reduce((total, byte) => total + byte, 0) & 0xff;
      const frame = Buffer.from([0x68, body.length, body.length, 0x68, ...body, sum, 0x16]);
      const { security, meter } = only(frame, { memory, until: 'objects' });
      assert.deepEqual([security, meter?.id], [undefined, '12345678']);
    }
  });

  it('the message counter is guarded from telegram to telegram', () => {
    const [one, two, three] = radioTelegrams('pl-oms-mode7', 3) as [Buffer, Buffer, Buffer];
    const options: DecodeOptions = { keys: RADIO_KEYS, replay: 'refuse', country: 'PL' };
    assert.deepEqual(radioOutcomes([one, two, two, one, three], options), [
      'telegram',
      'telegram',
      'repeat',
      'replay',
      'telegram',
    ]);
  });

  it('any bytes come to results, through any receiver', () => {
    const start = fc
      .constantFrom('', '0b44', 'a5e203', 'c0', 'ff03', 'b0', '543d', '4e4f')
      .map((hex) => Buffer.from(hex, 'hex'));
    const bytes = fc.tuple(start, fc.uint8Array({ maxLength: 200 })).map((parts) => Buffer.concat(parts));
    const receiver = fc.constantFrom(...DIALECTS, 'auto' as const);
    fc.assert(
      fc.property(bytes, receiver, (input, dialect) =>
        assertResults(decode(input, { receiver: dialect, keys: RADIO_KEYS })),
      ),
      { numRuns: 500 },
    );
  });

  it('any content comes to results, whatever came before', () => {
    const memory = new Memory({ maxMeters: 4 });
    const ci = fc.constantFrom(
      0x72,
      0x7a,
      0x78,
      0x73,
      0x79,
      0x7b,
      0x69,
      0x6a,
      0x6b,
      0x8c,
      0x8d,
      0x90,
      0x7d,
      0xa0,
      0x70,
    );
    const address = fc.constantFrom('9315785634123303', '2d4d010000000102', '2d4d020000000107', 'ed14030000000102');
    fc.assert(
      fc.property(ci, address, fc.uint8Array({ maxLength: 60 }), (code, sender, rest) => {
        const telegram = bare(Buffer.from([code, ...rest]), { address: Buffer.from(sender, 'hex') });
        for (const one of [telegram, formatA(telegram)]) {
          assertResults(decode(one, { receiver: 'raw', keys: RADIO_KEYS, memory, country: 'PL' }));
        }
        assert.ok(JSON.stringify(memory).length < 4 * 8 * 600);
      }),
      { numRuns: 1000 },
    );
  });

  it('damage to what meters send comes to results, and what follows decodes', () => {
    const stock = RADIO_METERS.map(({ id }) => [id, radioTelegrams(id, 2)] as const);
    const mutation = fc.record({
      at: fc.nat(),
      how: fc.constantFrom('flip', 'drop', 'double', 'cut', 'byte'),
      by: fc.nat(255),
    });
    // One of them does not hear mode C; the other has to be asked how it counts.
    const receiver = fc.constantFrom(...DIALECTS.filter((dialect) => dialect !== 'rc1180' && dialect !== 'amb8465'));
    fc.assert(
      fc.property(
        fc.constantFrom(...stock),
        receiver,
        fc.array(mutation, { maxLength: 5 }),
        (meter, dialect, mutations) => {
          const [id, telegrams] = meter;
          const heard = telegrams.map((telegram, i) =>
            RECEIVER_STREAMS[dialect](telegram, { rssi: -70, at: NOON + i * 60_000, mode: meterOf(id).radio! }),
          );
          const stream = new MeterStream({ receiver: dialect, keys: RADIO_KEYS, meters: 'keyed', country: 'PL' });
          const results = [...stream.push(mutations.reduce(mutated, heard[0]!)), ...stream.idle()];
          assertResults(results);
          assert.equal(results.filter(({ kind }) => kind === 'telegram').length <= 1, true);
          const next = [...stream.push(heard[1]!), ...stream.end()];
          assertResults(next);
          assert.ok(
            next.some(({ kind }) => kind === 'telegram'),
            next.map(outcome).join(),
          );
        },
      ),
      { numRuns: 500 },
    );
  });
});

interface Mutation {
  at: number;
  how: 'flip' | 'drop' | 'double' | 'cut' | 'byte';
  by: number;
}

function mutated(bytes: Buffer, { at, how, by }: Mutation): Buffer {
  const place = bytes.length === 0 ? 0 : at % bytes.length;
  const [before, behind] = [bytes.subarray(0, place), bytes.subarray(place)];
  switch (how) {
    case 'flip':
    case 'byte': {
      const copy = Buffer.from(bytes);
      if (copy.length > 0) copy[place] = how === 'flip' ? copy[place]! ^ (1 << (by & 7)) : by;
      return copy;
    }
    case 'drop':
      return Buffer.concat([before, behind.subarray(by % 20)]);
    case 'double':
      return Buffer.concat([before, behind.subarray(0, by % 20), behind]);
    case 'cut':
      return before;
  }
}

/** Results and nothing else, each of them plain data. */
function assertResults(results: readonly Result[]): void {
  for (const result of results) {
    if (result.kind === 'error') assert.ok(result.error instanceof MeterError && result.error.code !== 'failed');
    else if (result.kind === 'telegram') {
      const { frame: _frame, ...telegram } = result;
      assert.deepEqual(JSON.parse(JSON.stringify(telegram)), telegram);
    }
  }
}

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

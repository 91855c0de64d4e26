import assert from 'node:assert/strict';
import { type DecodeOptions, decode, MeterStream, type Result } from '../src/decode';
import { KMP, kmpRequest } from '../src/framing/kmp';
import { keysOf, meterOf, SimulatedMeter } from '../src/simulator/meters';
import { bare, formatA, formatB } from './framing/wmbus-frames';

/*
 * Every single bit of one frame of each kind the other way round: what comes out is what the meter sent, or nothing.
 */

const START = Date.UTC(2026, 10, 20, 18, 30);

interface Kind {
  name: string;
  options: DecodeOptions;
  /** Two in turn, each whole. */
  frames: readonly [Buffer, Buffer];
}

/** What a meter sends, twice. */
function sent(meter: string): Kind {
  const simulated = new SimulatedMeter({ meter, start: START, seed: 1 });
  const { country } = simulated.model;
  const keys = keysOf(meterOf(meter));
  const frames = [1, 2].map((turn) => simulated.telegram(START + turn * 10_000)) as [Buffer, Buffer];
  return { name: meter, options: { country, until: 'objects', ...(keys && { keys: [keys] }) }, frames };
}

/** The same message behind a header of IEC 62056-47 instead of HDLC's. */
function wrapped({ options, frames }: Kind): Kind {
  const inWrapper = (wire: Buffer) => {
    const [result] = decode(wire, { until: 'frame' });
    assert.ok(result?.kind === 'telegram');
    const { message } = result.frame;
    const header = Buffer.from([0, 1, 0, 1, 0, 1, message.length >> 8, message.length & 0xff]);
    return Buffer.concat([header, message]);
  };
  return { name: 'wrapper, encrypted', options, frames: [inWrapper(frames[0]), inWrapper(frames[1])] };
}

/** What a meter answers that is asked. */
function answered(meter: string): Kind {
  const simulated = new SimulatedMeter({ meter, start: START, seed: 1 });
  const ask = kmpRequest(KMP.getRegister, Buffer.from('02000103ff', 'hex'));
  const frames = [1, 2].map((turn) => simulated.answer(ask, START + turn * 10_000)) as [Buffer, Buffer];
  return { name: meter, options: { country: 'DK', until: 'objects' }, frames };
}

/**
 * What a radio meter sends, with its CRCs or without, as a receiver hands it on that only writes the bytes down. Of other
 * meters, which a damaged telegram may seem to hold, nothing is wanted.
 */
function sentByRadio(meter: string, format: (telegram: Buffer) => Buffer): Kind {
  const simulated = new SimulatedMeter({ meter, start: START, seed: 1, receiver: 'raw' });
  const frames = Array.from({ length: 9 }, (_, turn) => simulated.telegram(START + turn * simulated.interval * 1000));
  return {
    name: `${meter}, ${format.name}`,
    options: { receiver: 'raw', meters: 'keyed', until: 'objects', keys: [keysOf(simulated.model)!] },
    // Those between may be compact, so that they say nothing alone.
    frames: [format(frames[0]!), format(frames[8]!)],
  };
}

/** A radio meter that encrypts nothing. */
function sentInClear(format: (telegram: Buffer) => Buffer): Kind {
  const frames = ['39300000', '3a300000'].map((value) => format(bare(Buffer.from(`7a2a0000000403${value}`, 'hex'))));
  return {
    name: `clear, ${format.name}`,
    options: { receiver: 'raw', until: 'objects' },
    frames: frames as [Buffer, Buffer],
  };
}

const withoutCrcs = (telegram: Buffer) => telegram;

const KINDS: readonly Kind[] = [
  ...['dsmr5', 'no-aidon', 'no-kaifa', 'ch-e450', 'dk-kamstrup', 'at-kaifa', 'lu', 'pl-gama350'].map(sent),
  wrapped(sent('dk-kamstrup')),
  answered('dk-kmp'),
  ...['pl-amiplus', 'pl-gama350-radio', 'pl-multical21', 'pl-oms-mode7'].map((meter) => sentByRadio(meter, formatA)),
  sentInClear(formatA),
  sentByRadio('pl-oms-mode7', formatB),
  // No more than its code, or the checksum of its payload, protects it.
  sentByRadio('pl-oms-mode7', withoutCrcs),
  sentByRadio('pl-multical21', withoutCrcs),
];

function objectsIn(results: readonly Result[]): string[] {
  return results.flatMap((result) => (result.kind === 'telegram' ? [JSON.stringify(result.objects)] : []));
}

describe('a bit the other way round', () => {
  for (const { name, options, frames } of KINDS) {
    it(`${name}: no wrong value, and the next frame decodes`, () => {
      const [first, second] = frames;
      const good = new Set([...objectsIn(decode(first, options)), ...objectsIn(decode(second, options))]);
      const next = objectsIn(decode(second, options)).at(-1)!;
      assert.ok(next !== undefined);
      for (let bit = 0; bit < first.length * 8; bit++) {
        const flipped = Buffer.from(first);
        flipped[bit >> 3]! ^= 1 << (bit & 7);
        const stream = new MeterStream(options);
        // Meters pause between two frames.
        const found = objectsIn([...stream.push(flipped), ...stream.idle(), ...stream.push(second), ...stream.end()]);
        for (const objects of found) assert.ok(good.has(objects), `bit ${bit}: ${objects}`);
        assert.equal(found.at(-1), next, `bit ${bit}`);
      }
    }).timeout(60_000);
  }
});

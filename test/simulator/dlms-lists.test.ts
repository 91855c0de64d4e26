import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DLMS_METERS } from '../../src/simulator/dlms-meters';
import { Household, type HouseholdRecord } from '../../src/simulator/household';
import { type Registers, totalEnergy } from '../../src/simulator/household-state';
import { meterOf } from '../../src/simulator/meters';
import { DLMS_LISTS } from './dlms-lists';
import { bodyOf, READ, type Read } from './dlms-reader';
import { shown, truth, wallClock } from './dlms-truth';
import { deciphered, hdlcFramesIn, mbusSegmentsIn } from './opened';

const SERIAL = '1234567890';
const IDS = { id: `E0099${SERIAL}26`, gasId: 'G0099123456789026' };
const COUNTER = 0x7cabcdef;
const [ENCRYPTION, AUTHENTICATION] = ['000102030405060708090A0B0C0D0E0F', 'D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF'];

const UNITS: Readonly<Record<string, number>> = { W: 27, var: 29, Wh: 30, varh: 32, A: 33, V: 35 };

/** What lies between the link layer and the objects, the checks of either having held. */
const OPEN: Readonly<Record<string, (sent: Buffer) => Buffer>> = {
  'no-aidon': hdlc('41088313'),
  'no-aidon-it': hdlc('41088313'),
  'no-kaifa': hdlc('01020110'),
  'no-kamstrup': hdlc('2B2113'),
  'se-kamstrup': hdlc('2B2113'),
  'se-aidon-efs': hdlc('41088313'),
  'se-kaifa': hdlc('01000110'),
  'dk-kamstrup-plain': hdlc('2B2113'),
  'dk-kamstrup': (sent) => opened(hdlc('410313')(sent), '4b414d45499602d2', 0x30),
  'at-kaifa': (sent) => {
    const segments = mbusSegmentsIn(sent);
    assert.deepEqual(
      segments.map(({ ci }) => ci),
      [0x00, 0x11],
    );
    return opened(Buffer.concat(segments.map(({ data }) => data)), '4b464d10499602d2', 0x21);
  },
  'ch-e450': (sent) => {
    const frames = hdlcFramesIn(sent, 3);
    assert.ok(frames.length > 2 && frames.every(({ header, more }) => header.endsWith('CEFF0313') && !more));
    const blocks = frames.map(({ information }, i) => (i === 0 ? afterLlc(information) : information));
    blocks.forEach((block, i) => {
      assert.deepEqual([block[0], block[1]], [0xe0, i === blocks.length - 1 ? 0xc0 : 0x40]);
      assert.equal(block.readUInt16BE(2), i + 1);
    });
    return Buffer.concat(blocks.map((block) => block.subarray(7)));
  },
};

/** What one frame holds, from these addresses and with this control field. */
function hdlc(link: string): (sent: Buffer) => Buffer {
  return (sent) => {
    const [frame, ...others] = hdlcFramesIn(sent, link.length / 2 - 1);
    assert.deepEqual([frame!.header.slice(4), frame!.more, others], [link, false, []]);
    return afterLlc(frame!.information);
  };
}

function afterLlc(information: Buffer): Buffer {
  assert.equal(information.subarray(0, 3).toString('hex'), 'e6e700');
  return information.subarray(3);
}

function opened(apdu: Buffer, title: string, securityControl: number): Buffer {
  assert.equal(apdu[0], 0xdb);
  const { plaintext, ...about } = deciphered(apdu.subarray(1), ENCRYPTION!, AUTHENTICATION!);
  assert.deepEqual(about, { title: Buffer.from(title, 'hex'), securityControl, counter: COUNTER });
  return plaintext;
}

const ZONES: Readonly<Record<string, string>> = {
  NO: 'Europe/Oslo',
  DK: 'Europe/Copenhagen',
  AT: 'Europe/Vienna',
  CH: 'Europe/Zurich',
};

const HOUR = 3600_000;

function checkText(form: string, { data }: Read, state: HouseholdRecord, country: string): void {
  const zone = ZONES[country]!;
  if (form === 'time') assert.deepEqual(shown(data.bytes!), wallClock(state.time, zone));
  else if (form === 'full hour')
    assert.deepEqual(shown(data.bytes!), wallClock(state.time - (state.time % HOUR), zone));
  else if (form === 'normal time') assert.deepEqual(shown(data.bytes!), wallClock(state.time, 'Etc/GMT-1'));
  else if (form === 'serial') assert.equal(data.value, Number(SERIAL));
  else assert.equal(data.bytes!.toString('latin1'), form === 'id' ? IDS.id.slice(1) : form.replace('*', SERIAL));
}

function checkNumber(obis: string, scaler: number, read: Read, state: HouseholdRecord, registers: Registers): void {
  const [value, unit] = truth(obis, state, registers);
  const read1 = Number(read.data.value) * 10 ** scaler;
  if (/\.8\.0$/.test(obis))
    assert.ok(read1 <= value && value - read1 < 10 ** scaler, `${obis}: ${read1}, not ${value}`);
  else assert.ok(Math.abs(read1 - value) <= 0.5 * 10 ** scaler + 1e-9, `${obis}: ${read1}, not ${value}`);
  if (read.scale !== undefined) assert.deepEqual(read.scale, [scaler, UNITS[unit]]);
}

const start = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2034, 0, 1) });

/** 14 January 2026, a Wednesday, and 15 July, one too: 12:00:10 in UTC, or the full hour. */
const TIMES = [
  ['no-aidon', '090c07ea010e000d0000ff000000', '090c07ea070f000e0000ff000000'],
  ['no-kaifa', '090c07ea010e030d000aff800000', '090c07ea070f030e000aff800000'],
  ['no-kamstrup', '090c07ea010e030d000aff800000', '090c07ea070f030e000aff800000'],
  ['se-kamstrup', '090c07ea010e030d000aff800000', '090c07ea070f030d000aff800000'],
  ['se-aidon-efs', '090c07ea010e000d000aff8000ff', '090c07ea070f000d000aff8000ff'],
  ['se-kaifa', '090c07ea010e030d000affffc400', '090c07ea070f030d000affffc400'],
  ['dk-kamstrup', '090c07ea010e030d000aff800000', '090c07ea070f030e000aff800000'],
  ['at-kaifa', '090c07ea010e030d000a00ffc400', '090c07ea070f030e000a00ff8880'],
  ['ch-e450', '0c07ea010e030d000aff800000', '0c07ea070f030e000aff800080'],
] as const;

describe('the lists of simulated meters', () => {
  it('are all in the table of this test', () => {
    const counts = (lists: Iterable<readonly [string, readonly unknown[]]>) =>
      [...lists].map(([id, { length }]) => `${id} ${length}`).sort();
    assert.deepEqual(
      counts(Object.entries(DLMS_LISTS)),
      counts(DLMS_METERS.map(({ id, lists }) => [id, lists] as const)),
    );
  });

  for (const [id, lists] of Object.entries(DLMS_LISTS)) {
    const model = meterOf(id);
    for (const [i, expected] of lists.entries()) {
      const { form, head, length, atHour, rows } = expected;

      it(`${id} says in list ${i + 1} what the house does, as its makers do`, () => {
        const described = form === 'described' || form === 'after-clock';
        const wanted = rows.flatMap(([codes, tag, what]) => codes.split(' ').map((obis) => ({ obis, tag, what })));
        fc.assert(
          fc.property(start, fc.nat(), fc.nat(3 * HOUR), (at, seed, lived) => {
            const house = new Household({ start: at, seed });
            house.advance(at + lived);
            const state = house.read();
            const sent = model.lists[i]!.encode(state, IDS, COUNTER);
            if (length !== undefined) assert.equal(sent.length, length);
            const apdu = OPEN[id]!(sent);
            assert.match(apdu.toString('hex').slice(0, head.source.endsWith('$') ? 12 : undefined), head);
            const objects = READ[form](bodyOf(apdu), rows);
            assert.equal(objects.length, wanted.length);
            wanted.forEach(({ obis, tag, what }, k) => {
              const read = objects[k]!;
              if (form !== 'positional') assert.equal(read.obis ?? '', obis);
              assert.equal(read.data.tag, tag, obis);
              assert.equal(read.scale !== undefined, described && typeof what === 'number', obis);
              if (typeof what === 'string') checkText(what, read, state, model.country);
              else if (!isShareOfPhase(obis))
                checkNumber(obis, what, read, state, atHour ? state.hourStart : state.energy);
            });
          }),
          { numRuns: 30 },
        );
      });
    }
  }

  for (const [id, winter, summer] of TIMES) {
    it(`${id} has its own way to write the time`, () => {
      for (const [at, expected] of [
        ['2026-01-14T12:00:10Z', winter],
        ['2026-07-15T12:00:10Z', summer],
      ] as const) {
        const state = new Household({ start: Date.parse(at), seed: 1 }).read();
        const apdu = OPEN[id]!(meterOf(id).lists.at(-1)!.encode(state, IDS, COUNTER));
        assert.ok(apdu.includes(Buffer.from(expected, 'hex')), `no ${expected} in ${apdu.toString('hex')}`);
      }
    });
  }

  it('share the registers of dk-kamstrup out among the phases', () => {
    const state = new Household({ start: Date.UTC(2026, 6, 1), seed: 3 }).read();
    const [list] = DLMS_LISTS['dk-kamstrup-plain']!;
    const objects = READ.pairs(bodyOf(OPEN['dk-kamstrup-plain']!(sentBy('dk-kamstrup-plain', state))), list!.rows);
    for (const [c, way] of [
      [21, 'import'],
      [22, 'export'],
    ] as const) {
      const shares = [c, c + 20, c + 40].map(
        (each) => objects.find(({ obis }) => obis === `1-1:${each}.8.0`)!.data.value,
      );
      assert.equal(
        shares.reduce<number>((sum, share) => sum + Number(share), 0),
        totalEnergy(state.energy)[way],
      );
      assert.ok(Math.abs(Number(shares[0]) - Number(shares[2])) <= 2);
    }
  });
});

function sentBy(id: string, state: HouseholdRecord): Buffer {
  return meterOf(id).lists[0]!.encode(state, IDS, COUNTER);
}

/** The house counts no phase by itself. */
function isShareOfPhase(obis: string): boolean {
  return /^1-1:[246][12]\.8\.0$/.test(obis);
}

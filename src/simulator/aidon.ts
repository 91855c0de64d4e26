import { long, longUnsigned, octetString, visibleString } from './dlms/axdr';
import { cosemTime, type TimeForm } from './dlms/cosem-time';
import { type HdlcLink, hdlcFrames } from './dlms/hdlc';
import { currents, energies, type Item, phasePowers, powers, voltages } from './dlms/items';
import { described } from './dlms/layouts';
import { NO_TIME, notification } from './dlms/notification';
import { meterNumber } from './meter-ids';
import type { Encode } from './meter-model';
import { clockOf, NORMAL_TIME } from './zones';

/*
 * Aidon 34331, "HAN Interface Description" 1.1A (Norway); "AIDONFD RJ12 HAN interface" 1.9A, profile EFS (Sweden). All
 * lists tell their own scales.
 */

const LINK: HdlcLink = { destination: '41', source: '0883', control: 0x13 };
const INVOKE_ID = 0x40000000;
const HOUR = 3600_000;

/** Local time, and a deviation of 0 all the same (captures). */
const NORWEGIAN_TIME: TimeForm = { weekday: false, hundredths: 0xff, deviation: 'zero', status: 'zero' };
const SWEDISH_TIME: TimeForm = { weekday: false, hundredths: 0xff, deviation: 'unspecified', status: 'unspecified' };
const norway = clockOf('NO');

const LIST_1: readonly Item[] = powers(0).slice(0, 1);

function list2(type: string, phases: readonly (0 | 1 | 2)[]): readonly Item[] {
  return [
    ['1-1:0.2.129', () => visibleString('AIDON_V0001')],
    ['0-0:96.1.0', (_, ids) => visibleString(meterNumber(ids))],
    ['0-0:96.1.7', () => visibleString(type)],
    ...powers(0),
    ...currents(0, long, -1, phases),
    ...voltages(0, longUnsigned, -1),
  ];
}

/** The registers of the full hour, ten seconds later; the clock says the full hour. */
const HOURLY: readonly Item[] = [
  ['0-0:1.0.0', ({ time }) => octetString(cosemTime(time - (time % HOUR), norway, NORWEGIAN_TIME))],
  ...energies(0, 1, ({ hourStart }) => hourStart),
];

const SWEDISH: readonly Item[] = [
  ['0-0:1.0.0', ({ time }) => octetString(cosemTime(time, NORMAL_TIME, SWEDISH_TIME))],
  ...powers(0),
  ...currents(0, long, -1),
  ...voltages(0, longUnsigned, -1),
  ...([0, 1, 2] as const).flatMap((i) => ([21, 22, 23, 24] as const).flatMap((c) => phasePowers(0, c, [i]))),
  ...energies(0, 0, ({ energy }) => energy),
];

function list(items: readonly Item[]): Encode {
  return (state, meter) => hdlcFrames(LINK, notification(INVOKE_ID, NO_TIME, described(items, state, meter)));
}

const FOUR_WIRES = list2('6534', [0, 1, 2]);
/** Without a neutral: it measures two currents, and the voltages between the lines. */
const THREE_WIRES = list2('6525', [0, 2]);

/** Of all Norwegian types: power alone. */
export const aidonList1 = list(LIST_1);
export const aidon6534List2 = list(FOUR_WIRES);
export const aidon6534List3 = list([...FOUR_WIRES, ...HOURLY]);
export const aidon6525List2 = list(THREE_WIRES);
export const aidon6525List3 = list([...THREE_WIRES, ...HOURLY]);
/** The Swedish one, on the plug of P1. */
export const aidonEfs = list(SWEDISH);

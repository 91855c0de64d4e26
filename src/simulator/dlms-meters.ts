import { aidon6525List2, aidon6525List3, aidon6534List2, aidon6534List3, aidonEfs, aidonList1 } from './aidon';
import { e450 } from './e450';
import { kaifaList1, kaifaList2, kaifaList3, kaifaNamed } from './kaifa';
import { kaifaAustria } from './kaifa-austria';
import { kamstrupNorway, kamstrupNorwayHourly, kamstrupSweden, kamstrupSwedenHourly } from './kamstrup';
import { kamstrupPush1, kamstrupPush1Encrypted } from './kamstrup-denmark';
import type { Encode, MeterList, MeterModel } from './meter-model';
import type { Country } from './zones';

type Row = readonly [id: string, name: string, country: Country, line: string, interval: number, lists: Lists];
type Lists = readonly MeterList[];

/* When they send what: in the documents that the layouts name, and of NVE and NEK for Norway. */

const AIDON_6534: Lists = [every(2.5, aidonList1), every(10, aidon6534List2), hourly(10, aidon6534List3)];
const AIDON_6525: Lists = [every(2.5, aidonList1), every(10, aidon6525List2), hourly(10, aidon6525List3)];
const KAIFA: Lists = [every(2, kaifaList1), every(10, kaifaList2), hourly(10, kaifaList3)];
const KAMSTRUP_NO: Lists = [every(10, kamstrupNorway), hourly(5, kamstrupNorwayHourly)];
const KAMSTRUP_SE: Lists = [every(10, kamstrupSweden), hourly(5, kamstrupSwedenHourly)];

const IN_CLEAR: readonly Row[] = [
  ['no-aidon', 'Aidon 6534', 'NO', '2400 8E1', 2.5, AIDON_6534],
  ['no-aidon-it', 'Aidon 6525 (IT)', 'NO', '2400 8E1', 2.5, AIDON_6525],
  ['no-kaifa', 'Kaifa MA304H4', 'NO', '2400 8E1', 2, KAIFA],
  ['no-kamstrup', 'Kamstrup OMNIPOWER', 'NO', '2400 8N1', 10, KAMSTRUP_NO],
  ['se-aidon-efs', 'Aidon EFS', 'SE', '115200 8N1', 10, always(aidonEfs)],
  ['se-kamstrup', 'Kamstrup OMNIPOWER', 'SE', '2400 8N1', 10, KAMSTRUP_SE],
  ['se-kaifa', 'Kaifa MA304H4', 'SE', '2400 8E1', 10, always(kaifaNamed)],
  ['dk-kamstrup-plain', 'Kamstrup OMNIPOWER', 'DK', '2400 8N1', 10, always(kamstrupPush1)],
  ['ch-e450', 'Landis+Gyr E450', 'CH', '2400 8E1', 5, always(e450)],
];

const ENCRYPTED: readonly Row[] = [
  ['dk-kamstrup', 'Kamstrup OMNIPOWER, three phases (DK)', 'DK', '2400 8N1', 10, always(kamstrupPush1Encrypted)],
  ['at-kaifa', 'Kaifa MA309M, three phases (AT)', 'AT', '2400 8E1', 5, always(kaifaAustria)],
];

/** The meters that push DLMS messages, in clear or encrypted. */
export const DLMS_METERS: readonly MeterModel[] = [
  ...IN_CLEAR.map(model),
  ...ENCRYPTED.map((row): MeterModel => ({ ...model(row), keys: 'test' })),
];

function model([id, name, country, line, interval, lists]: Row): MeterModel {
  return { id, name, country, line, interval, lists };
}

function always(encode: Encode): Lists {
  return [{ encode }];
}

function every(seconds: number, encode: Encode): MeterList {
  return { encode, every: seconds };
}

/** The registers of the full hour, so many seconds later. */
function hourly(after: number, encode: Encode): MeterList {
  return { encode, every: 3600, after, all: true };
}

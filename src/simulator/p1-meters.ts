import { encodeBe } from './be';
import { encodeDsmr3 } from './dsmr3';
import { encodeDsmr5 } from './dsmr5';
import { encodeDsmr22 } from './dsmr22';
import { encodeDsmr42 } from './dsmr42';
import { encodeHu } from './hu';
import { encodeLu } from './lu';
import type { Encode, MeterModel } from './meter-model';
import { encodeGama150, encodeGama350, encodeMa110m, encodeMa309m } from './pl';
import { encodeSeAdn9, encodeSeEll5 } from './se';
import type { Country } from './zones';

type Row = readonly [id: string, name: string, country: Country, interval: number, encode: Encode];

const BEFORE_DSMR_4: readonly Row[] = [
  // Every ten seconds: DSMR P1 Companion Standard 2.2, 3.0 and 4.2.2, clause 5.1.
  ['dsmr22', 'DSMR 2.2', 'NL', 10, encodeDsmr22],
  ['dsmr3', 'DSMR 3', 'NL', 10, encodeDsmr3],
];

const IN_CLEAR: readonly Row[] = [
  // Every second: DSMR P1 Companion Standard 5.0.2, clause 6.1.
  ['dsmr5', 'DSMR 5', 'NL', 1, encodeDsmr5],
  ['dsmr42', 'DSMR 4.2', 'NL', 10, encodeDsmr42],
  // Every second, as captures show.
  ['be', 'e-MUCS', 'BE', 1, encodeBe],
  // At least every ten seconds: Swedish branschrekommendation 2019-12, clause 3.2.
  ['se-ell5', 'H1, /ELL5', 'SE', 10, encodeSeEll5],
  ['se-adn9', 'H1, /ADN9', 'SE', 10, encodeSeAdn9],
  // Every ten seconds, as users report.
  ['hu', 'E.ON', 'HU', 10, encodeHu],
];

const ENCRYPTED: readonly Row[] = [
  // Nobody has published how often.
  ['pl-gama150', 'Elgama GAMA 150', 'PL', 10, encodeGama150],
  ['pl-gama350', 'Elgama GAMA 350', 'PL', 10, encodeGama350],
  ['pl-ma110m', 'Kaifa MA110M', 'PL', 10, encodeMa110m],
  ['pl-ma309m', 'Kaifa MA309M', 'PL', 10, encodeMa309m],
  // Every ten seconds: Smarty P1 specification 1.1.3.
  ['lu', 'Sagemcom T210-D (Smarty)', 'LU', 10, encodeLu],
];

/** The meters that send P1 telegrams, in clear or encrypted. */
export const P1_METERS: readonly MeterModel[] = [
  ...IN_CLEAR.map((row) => model(row, '115200 8N1')),
  ...BEFORE_DSMR_4.map((row) => model(row, '9600 7E1')),
  ...ENCRYPTED.map((row): MeterModel => ({ ...model(row, '115200 8N1'), keys: 'test' })),
];

function model([id, name, country, interval, encode]: Row, line: string): MeterModel {
  return { id, name, country, line, interval, lists: [{ encode }] };
}

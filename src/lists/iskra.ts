import type { PositionalList } from './positional';

const NAMES = ['0-0:42.0.0', '0-0:96.1.3'];
const OTHER_NAMES = ['0-0:42.0.0', '0-0:96.1.2'];
const POWERS = ['1-0:1.7.0', '1-0:2.7.0', '1-0:3.7.0', '1-0:4.7.0'];
const VOLTAGES = ['1-0:32.7.0', '1-0:52.7.0', '1-0:72.7.0'];
const CURRENTS = ['1-0:31.7.0', '1-0:51.7.0', '1-0:71.7.0'];
const IMPORTS = ['1-0:21.7.0', '1-0:41.7.0', '1-0:61.7.0'];
const EXPORTS = ['1-0:22.7.0', '1-0:42.7.0', '1-0:62.7.0'];
const ACTIVE = ['1-0:1.8.0', '1-0:1.8.1', '1-0:1.8.2', '1-0:2.8.0', '1-0:2.8.1', '1-0:2.8.2'];

/**
 * Iskraemeco AM550 in Slovenia and IE.5 in Croatia. No document is public: the places were found by comparison with the
 * meters' displays (UtilitechAS/amsreader-firmware, issues 615, 869, 956, 1072).
 */
export const ISKRA_LISTS: readonly PositionalList[] = [
  { list: 'iskra', form: 's2n16', codes: [...NAMES, ...POWERS, ...VOLTAGES, ...CURRENTS, ...IMPORTS, ...EXPORTS] },
  {
    list: 'iskra',
    form: 's2esn8',
    codes: [...NAMES, '0-0:96.3.10', '0-0:96.14.0', ...ACTIVE, '1-0:3.8.0', '1-0:4.8.0'],
  },
  { list: 'iskra', form: 's2n10', codes: [...OTHER_NAMES, ...VOLTAGES, ...CURRENTS, ...POWERS] },
  {
    list: 'iskra',
    form: 's2n8',
    codes: [...OTHER_NAMES, ...POWERS, '1-0:32.7.0', '1-0:31.7.0', '1-0:21.7.0', '1-0:22.7.0'],
  },
  { list: 'iskra', form: 's2n7', codes: [...OTHER_NAMES, ...POWERS, '1-0:32.7.0', '1-0:2.8.1', '1-0:2.8.2'] },
  { list: 'iskra', form: 'sn8', codes: ['0-0:42.0.0', '1-0:1.7.0', '1-0:2.7.0', ...ACTIVE] },
  { list: 'iskra', form: 's2n6', codes: [...OTHER_NAMES, '1-0:32.7.0', '1-0:31.7.0', ...POWERS] },
  { list: 'iskra', form: 's_n2', codes: ['0-0:96.1.0', '', '1-0:1.8.0', '1-0:2.8.0'] },
  {
    list: 'iskra-hr',
    form: 's3n26a3b',
    codes: [
      ...['0-0:96.1.1', '1-0:0.9.1', '1-0:0.9.2'],
      ...ACTIVE,
      ...['1-0:5.8.0', '1-0:6.8.0', '1-0:7.8.0', '1-0:8.8.0'],
      ...['1-0:1.7.0', '1-0:2.7.0', '1-0:13.7.0'],
      ...IMPORTS,
      ...EXPORTS,
      ...VOLTAGES,
      ...CURRENTS,
      ...['0-0:17.0.0', '', '', '', '0-0:96.3.10'],
    ],
  },
];

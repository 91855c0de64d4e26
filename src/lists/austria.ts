import type { PositionalList } from './positional';

const REGISTERS = ['1-0:1.8.0', '1-0:2.8.0', '1-0:3.8.0', '1-0:4.8.0'];
const POWERS = ['1-0:1.7.0', '1-0:2.7.0', '1-0:3.7.0', '1-0:4.7.0'];
const KAERNTEN = ['0-6:25.9.0', '0-0:96.1.0', '1-0:0.9.1', '1-0:0.9.2', ...REGISTERS, '1-0:1.7.0', '1-0:2.7.0'];

/**
 * Austrian grid companies whose lists name nothing (Österreichs Energie, "Smart Meter Kundenschnittstellen"): Wiener
 * Netze (with the device's name first: Siemens IM350), Kärnten Netz and eww Wels, Netz Burgenland.
 */
export const AUSTRIAN_LISTS: readonly PositionalList[] = [
  { list: 'wien', form: 'tn8', codes: ['0-0:1.0.0', ...REGISTERS, ...POWERS] },
  { list: 'wien', form: 'stn8', codes: ['0-0:42.0.0', '0-0:1.0.0', ...REGISTERS, ...POWERS] },
  { list: 'kaernten', form: 's4n6s2', codes: [...KAERNTEN, '0-0:96.13.0', '0-0:96.13.1'] },
  { list: 'kaernten', form: 's4n6', codes: KAERNTEN },
  {
    list: 'burgenland',
    form: 'n13s',
    codes: [
      ...['1-0:32.7.0', '1-0:52.7.0', '1-0:72.7.0', '1-0:31.7.0', '1-0:51.7.0', '1-0:71.7.0'],
      ...['1-0:1.7.0', '1-0:2.7.0', '1-0:1.8.0', '1-0:2.8.0'],
      // Three numbers of two bytes, perhaps the phase angles.
      ...['', '', ''],
      '0-0:96.1.0',
    ],
  },
];

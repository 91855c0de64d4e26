import type { PositionalList } from './positional';

const NAMES = ['1-0:0.2.129', '0-0:96.1.0', '0-0:96.1.7'];
const POWERS = ['1-0:1.7.0', '1-0:2.7.0', '1-0:3.7.0', '1-0:4.7.0'];
const THREE_PHASES = ['1-0:31.7.0', '1-0:51.7.0', '1-0:71.7.0', '1-0:32.7.0', '1-0:52.7.0', '1-0:72.7.0'];
const ONE_PHASE = ['1-0:31.7.0', '1-0:32.7.0'];
const AT_THE_HOUR = ['0-0:1.0.0', '1-0:1.8.0', '1-0:2.8.0', '1-0:3.8.0', '1-0:4.8.0'];

/** Kaifa in Norway and Sweden (Kaifa, "OBIS List Information", KFM_001): lists 1, 2 and 3 on three phases and on one. */
export const KAIFA_LISTS: readonly PositionalList[] = [
  { list: 'kaifa', form: 'n', codes: ['1-0:1.7.0'] },
  { list: 'kaifa', form: 's3n10', codes: [...NAMES, ...POWERS, ...THREE_PHASES] },
  { list: 'kaifa', form: 's3n10tn4', codes: [...NAMES, ...POWERS, ...THREE_PHASES, ...AT_THE_HOUR] },
  { list: 'kaifa', form: 's3n6', codes: [...NAMES, ...POWERS, ...ONE_PHASE] },
  { list: 'kaifa', form: 's3n6tn4', codes: [...NAMES, ...POWERS, ...ONE_PHASE, ...AT_THE_HOUR] },
];

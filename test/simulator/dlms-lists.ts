/**
 * Codes, the tag of their data (DLMS UA Blue Book, table 2), and the scaler of the number in them; or what a text says,
 * `id` where it is the meter's number. Several codes with one form stand for an object each.
 */
export type Rows = readonly (readonly [codes: string, tag: number, form: number | string])[];

/** How the objects lie in the message, and how a reader finds out what they are. */
export type Form = 'described' | 'pairs' | 'positional' | 'after-clock' | 'push';

export interface ExpectedList {
  readonly form: Form;
  /** Of the APDU, in hexadecimal digits: tag, invoke id, and the date-time up to its year. */
  readonly head: RegExp;
  /** Of all frames together, where a capture of that type is public. */
  readonly length?: number;
  /** The registers are those of the last full hour. */
  readonly atHour?: true;
  readonly rows: Rows;
}

const [OCTETS, TEXT, U32, I16, U16] = [0x09, 0x0a, 0x06, 0x10, 0x12];

const powers = (b: number) => `1-${b}:1.7.0 1-${b}:2.7.0 1-${b}:3.7.0 1-${b}:4.7.0`;
const registers = (b: number) => `1-${b}:1.8.0 1-${b}:2.8.0 1-${b}:3.8.0 1-${b}:4.8.0`;
const phases = (b: number, c: number, d = 7) => `1-${b}:${c}.${d}.0 1-${b}:${c + 20}.${d}.0 1-${b}:${c + 40}.${d}.0`;

const aidon = (type: string, currents: string): Rows => [
  ['1-1:0.2.129', TEXT, 'AIDON_V0001'],
  ['0-0:96.1.0', TEXT, 'id'],
  ['0-0:96.1.7', TEXT, type],
  [powers(0), U32, 0],
  [currents, I16, -1],
  [phases(0, 32), U16, -1],
];
const AIDON_HOUR: Rows = [
  ['0-0:1.0.0', OCTETS, 'full hour'],
  [registers(0), U32, 1],
];
const AIDON_4 = aidon('6534', phases(0, 31));
const AIDON_3 = aidon('6525', '1-0:31.7.0 1-0:71.7.0');

const KAIFA: Rows = [
  ['1-0:0.2.129', OCTETS, 'KFM_001'],
  ['0-0:96.1.0', OCTETS, 'id'],
  ['0-0:96.1.7', OCTETS, 'MA304H4'],
  [powers(0), U32, 0],
  [phases(0, 31), U32, -3],
  [phases(0, 32), U32, -1],
];
const KAIFA_HOUR: Rows = [
  ['0-0:1.0.0', OCTETS, 'time'],
  [registers(0), U32, 0],
];

const kamstrup = (type: string): Rows => [
  ['', TEXT, 'Kamstrup_V0001'],
  ['1-1:0.0.5', TEXT, 'id'],
  ['1-1:96.1.1', TEXT, type],
  [powers(1), U32, 0],
  [phases(1, 31), U32, -2],
  [phases(1, 32), U16, 0],
];
const kamstrupHour = (scaler: number, time: string): Rows => [
  ['0-1:1.0.0', OCTETS, time],
  [registers(1), U32, scaler],
];
const [KAMSTRUP_NO, KAMSTRUP_SE] = [kamstrup('6841121BN243101040'), kamstrup('6841131BN245101092')];

const PUSH_1: Rows = [
  ['', TEXT, 'Kamstrup_V0001'],
  [registers(1), U32, 0],
  ['1-1:0.0.1', U32, 'serial'],
  [powers(1), U32, 0],
  ['0-1:1.0.0', OCTETS, 'time'],
  [phases(1, 32), U16, 0],
  [phases(1, 31), U32, -2],
  [phases(1, 21), U32, 0],
  [`${phases(1, 33)} 1-1:13.7.0`, U16, -2],
  [phases(1, 22), U32, 0],
  [phases(1, 22, 8), U32, 0],
  [phases(1, 21, 8), U32, 0],
];

const AIDON_HEAD = /^0f4000000000$/;
const KAIFA_HEAD = /^0f40000000090c07/;
const KAMSTRUP_HEAD = /^0f000000000c07/;

/** All lists of a meter, the shorter ones first. Sources: beside the encoders. */
export const DLMS_LISTS: Readonly<Record<string, readonly ExpectedList[]>> = {
  'no-aidon': [
    { form: 'described', head: AIDON_HEAD, length: 44, rows: [['1-0:1.7.0', U32, 0]] },
    { form: 'described', head: AIDON_HEAD, length: 288, rows: AIDON_4 },
    { form: 'described', head: AIDON_HEAD, length: 396, atHour: true, rows: [...AIDON_4, ...AIDON_HOUR] },
  ],
  'no-aidon-it': [
    { form: 'described', head: AIDON_HEAD, length: 44, rows: [['1-0:1.7.0', U32, 0]] },
    { form: 'described', head: AIDON_HEAD, length: 269, rows: AIDON_3 },
    { form: 'described', head: AIDON_HEAD, length: 377, atHour: true, rows: [...AIDON_3, ...AIDON_HOUR] },
  ],
  'no-kaifa': [
    { form: 'positional', head: KAIFA_HEAD, length: 41, rows: [['1-0:1.7.0', U32, 0]] },
    { form: 'positional', head: KAIFA_HEAD, length: 122, rows: KAIFA },
    { form: 'positional', head: KAIFA_HEAD, length: 156, atHour: true, rows: [...KAIFA, ...KAIFA_HOUR] },
  ],
  'no-kamstrup': [
    { form: 'pairs', head: KAMSTRUP_HEAD, length: 228, rows: KAMSTRUP_NO },
    {
      form: 'pairs',
      head: KAMSTRUP_HEAD,
      length: 302,
      atHour: true,
      rows: [...KAMSTRUP_NO, ...kamstrupHour(1, 'time')],
    },
  ],
  'se-kamstrup': [
    { form: 'pairs', head: KAMSTRUP_HEAD, length: 228, rows: KAMSTRUP_SE },
    {
      form: 'pairs',
      head: KAMSTRUP_HEAD,
      length: 302,
      atHour: true,
      rows: [...KAMSTRUP_SE, ...kamstrupHour(0, 'normal time')],
    },
  ],
  'se-aidon-efs': [
    {
      form: 'described',
      head: AIDON_HEAD,
      length: 581,
      rows: [
        ['0-0:1.0.0', OCTETS, 'normal time'],
        [powers(0), U32, 0],
        [phases(0, 31), I16, -1],
        [phases(0, 32), U16, -1],
        ['1-0:21.7.0 1-0:22.7.0 1-0:23.7.0 1-0:24.7.0', U32, 0],
        ['1-0:41.7.0 1-0:42.7.0 1-0:43.7.0 1-0:44.7.0', U32, 0],
        ['1-0:61.7.0 1-0:62.7.0 1-0:63.7.0 1-0:64.7.0', U32, 0],
        [registers(0), U32, 0],
      ],
    },
  ],
  'se-kaifa': [
    {
      form: 'pairs',
      head: AIDON_HEAD,
      length: 287,
      rows: [...KAIFA, ['0-0:1.0.0', OCTETS, 'normal time'], [registers(0), U32, 0]],
    },
  ],
  'dk-kamstrup': [{ form: 'pairs', head: KAMSTRUP_HEAD, length: 491, rows: PUSH_1 }],
  'dk-kamstrup-plain': [{ form: 'pairs', head: KAMSTRUP_HEAD, length: 461, rows: PUSH_1 }],
  'at-kaifa': [
    {
      form: 'after-clock',
      head: /^0f00abcdef0c07/,
      length: 376,
      rows: [
        ['0-0:1.0.0', OCTETS, 'time'],
        ['0-0:96.1.0', OCTETS, '1KFM*'],
        ['0-0:42.0.0', OCTETS, 'KFM120*'],
        [phases(0, 32), U16, -1],
        [phases(0, 31), U16, -2],
        ['1-0:1.7.0 1-0:2.7.0', U32, 0],
        [registers(0), U32, 0],
      ],
    },
  ],
  'ch-e450': [
    {
      form: 'push',
      head: /^0f00abcdef0c07/,
      rows: [
        ['0-0:96.1.0', OCTETS, '*'],
        ['1-0:1.7.0 1-0:2.7.0', U32, 0],
        ['1-1:1.8.0 1-1:2.8.0', U32, 0],
        [phases(0, 31), U16, -2],
        [phases(0, 32), U16, 0],
      ],
    },
  ],
};

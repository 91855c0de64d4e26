import type { Dialect } from '../../base/receivers';
import { chips } from './chips';
import type { HandOn } from './heard';
import { amb8465, embit, rc1180 } from './modules';
import { cul, hex, rtl433, rtlWmbus } from './text';
import { im871a, iu891a } from './wimod';

export type { HandOn, Heard } from './heard';

/** The telegram itself. */
const raw: HandOn = (telegram) => Buffer.from(telegram);

/** Their ports as they come; of programs and bridges, whatever a port is given. */
export const RECEIVER_LINES: Readonly<Record<Dialect, string>> = {
  im871a: '57600 8N1',
  hex: '115200 8N1',
  iu891a: '115200 8N1',
  amb8465: '9600 8N1',
  cul: '38400 8N1',
  rc1180: '19200 8N1',
  embit: '9600 8N1',
  'rtl-wmbus': '115200 8N1',
  'rtl-433': '115200 8N1',
  raw: '115200 8N1',
  chips: '115200 8N1',
};

/** What receivers hand on of a telegram, each in its dialect. */
export const RECEIVER_STREAMS: Readonly<Record<Dialect, HandOn>> = {
  im871a,
  hex,
  iu891a,
  amb8465,
  cul,
  rc1180,
  embit,
  'rtl-wmbus': rtlWmbus,
  'rtl-433': rtl433,
  raw,
  chips,
};

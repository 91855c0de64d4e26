/** One thing that a meter says, as it says it: the profile of a country comes later. */
export interface MeterObject {
  /** OBIS code `A-B:C.D.E` (IEC 62056-61); absent where the line has none that can be read. */
  obis?: string;
  /** From the catalogue, or `unknown`. */
  name: string;
  /** Number of a register of the Kamstrup Meter Protocol; where it has no code it is named by it: `register 60`. */
  register?: number;
  /**
   * With a unit, or a count: a number; a decimal string where it has more digits than a number holds. Else the text as
   * the meter prints it. Several of them where the line has several. Null where the meter sends nothing, or a number
   * whose scale nobody can tell yet: `raw` holds it.
   */
  value: number | string | string[] | null;
  /** As the meter spells it. */
  unit?: string;
  /** The integer that was sent, where it had to be scaled: `value` is `raw` times 10^`scaler`. */
  raw?: number | string;
  scaler?: number;
  /** Who says so: the telegram, or the list of the meter's make. Only the latter may be mended by a country. */
  scalerFrom?: 'wire' | 'list';
  /** What a hexadecimal `value` says in ASCII. */
  text?: string;
  /** The meter's local time, `2026-11-20T19:00:00`. */
  timestamp?: string;
  /** Whether `timestamp` is summer time; absent where the meter does not say. */
  dst?: boolean;
  /** The rows of a profile or a log. */
  entries?: MeterEntry[];
  /** The pieces of a structure or an array, which has no value of its own: `value` is null. */
  items?: Piece[];
  /** Of M-Bus only: what the record says beside its value. */
  record?: RecordDetails;
}

/** Whether a value is the present one, an extreme, or what was measured while an error lasted (EN 13757-3, table 7). */
export type RecordFunction = 'instantaneous' | 'maximum' | 'minimum' | 'error';

/** What stands in front of a value in a record of M-Bus (EN 13757-3, clause 6). */
export interface RecordDetails {
  /** DIF, DIFEs, VIF and VIFEs as sent, in hexadecimal: `8E1003`. */
  code: string;
  /** 0 is the present value, others are kept ones. */
  storage: number;
  /** 0 is the total. */
  tariff: number;
  subUnit: number;
  function: RecordFunction;
  /** What is measured, such as `energy`, without what the object's `name` adds: `energyBackward`. */
  quantity: string;
  /** The meter marks its own time as possibly wrong. */
  doubtful?: true;
  /** The meter says that there is no value, and why; what it sent instead is in `raw`. */
  error?: string;
  /** The data in hexadecimal, as sent, where they are no valid number, time or text; `value` is null then. */
  bytes?: string;
}

/** A number, a text, nothing, or pieces again. */
export type Piece = number | string | null | Piece[];

/** A row of a log: when, and how much. */
export interface MeterEntry {
  timestamp?: string;
  dst?: boolean;
  /** The end of the month, or other period, that the entry stands for. */
  periodEnd?: string;
  value: number | string;
  unit?: string;
}

/** Whose telegram it is, as far as the telegram tells. */
export interface Meter {
  id?: string;
  /** FLAG code of three letters (DLMS User Association). */
  manufacturer?: string;
  model?: string;
  /** What kind of device it is, such as `water` (EN 13757-7). */
  type?: string;
}

/** The meter's clock. Only a country's profile knows the zone. */
export interface MeterTime {
  /** `2026-11-20T19:00:00` */
  local: string;
  dst?: boolean;
  /** Minutes from local time to UTC, as the meter says: -60 is UTC+1. Some meters say 0 and mean nothing. */
  deviation?: number;
  /** The meter itself says that its clock may be wrong. */
  doubtful?: boolean;
}

/** What a clear telegram says. */
export interface Telegram {
  objects: MeterObject[];
  meter: Meter;
  time?: MeterTime;
  /** Whose list of objects it is, such as `aidon`; absent for P1, and where nobody has described the list. */
  list?: string;
}

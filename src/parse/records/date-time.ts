/** A date, a time of day or both, as a record sends it. */
export interface RecordTime {
  /** ISO 8601; `*` for what every one means: `*-01-01` is each first of January. */
  readonly text: string;
  /** Whether `text` is a date with a time of day, both complete. */
  readonly complete: boolean;
  /** Whether it is summer time; absent where the type has no bit for it. */
  readonly dst?: boolean;
  /** The meter says that the time may be wrong. */
  readonly doubtful: boolean;
}

type Part = number | '*';

/** Values that mean every one of them (EN 13757-3, annex A, types F, G and J). */
const EVERY = { minute: 63, hour: 31, day: 0, month: 15, year: 127 } as const;

/**
 * Types F (4 bytes), G (2), I (6) and J (3) of EN 13757-3, annex A, which their length tells; undefined where the bytes
 * are no such time, or say that it is not known.
 */
export function recordTime(bytes: Buffer): RecordTime | undefined {
  if (bytes.every((byte) => byte === 0xff)) return undefined;
  switch (bytes.length) {
    case 2:
      return typeG(bytes);
    case 3:
      return typeJ(bytes);
    case 4:
      return typeF(bytes);
    case 6:
      return typeI(bytes);
    default:
      return undefined;
  }
}

function typeG(bytes: Buffer): RecordTime | undefined {
  const text = dateText(bytes, 0, 0);
  return text === undefined ? undefined : { text, complete: false, doubtful: false };
}

function typeJ([second, minute, hour]: Buffer): RecordTime | undefined {
  const text = timeText(hour! & 0x1f, minute! & 0x3f, second! & 0x3f);
  return text === undefined ? undefined : { text, complete: false, doubtful: false };
}

function typeF(bytes: Buffer): RecordTime | undefined {
  const [minute, hour] = bytes as unknown as [number, number];
  return dateTime(dateText(bytes, 2, (hour >> 5) & 3), timeText(hour & 0x1f, minute & 0x3f, 0), {
    dst: (hour & 0x80) !== 0,
    doubtful: (minute & 0x80) !== 0,
  });
}

function typeI(bytes: Buffer): RecordTime | undefined {
  const [second, minute, hour] = bytes as unknown as [number, number, number];
  return dateTime(dateText(bytes, 3, 0), timeText(hour & 0x1f, minute & 0x3f, second & 0x3f), {
    dst: (second & 0x40) !== 0,
    doubtful: (minute & 0x80) !== 0,
  });
}

function dateTime(
  date: string | undefined,
  time: string | undefined,
  flags: { dst: boolean; doubtful: boolean },
): RecordTime | undefined {
  if (date === undefined || time === undefined) return undefined;
  const text = `${date}T${time}`;
  return { text, complete: !text.includes('*'), ...flags };
}

/**
 * Day and month with the year in their upper bits. `hundreds` counts centuries from 1900; where it is 0, years up to 80
 * are of this century, as old meters do not send it (EN 13757-3, annex A, type F).
 */
function dateText(bytes: Buffer, at: number, hundreds: number): string | undefined {
  const [first, second] = [bytes[at]!, bytes[at + 1]!];
  const years = (first >> 5) | ((second >> 4) << 3);
  const year = years === EVERY.year ? '*' : 1900 + 100 * (hundreds === 0 && years <= 80 ? 1 : hundreds) + years;
  const month = part(second & 0x0f, EVERY.month);
  const day = part(first & 0x1f, EVERY.day);
  if (years > 99 && year !== '*') return undefined;
  if (month !== '*' && (month < 1 || month > 12)) return undefined;
  if (day !== '*' && day > daysIn(year, month)) return undefined;
  return `${year}-${padded(month)}-${padded(day)}`;
}

function timeText(hours: number, minutes: number, seconds: number): string | undefined {
  const [hour, minute] = [part(hours, EVERY.hour), part(minutes, EVERY.minute)];
  if ((hour !== '*' && hour > 23) || (minute !== '*' && minute > 59) || seconds > 59) return undefined;
  return `${padded(hour)}:${padded(minute)}:${padded(seconds)}`;
}

function part(value: number, every: number): Part {
  return value === every ? '*' : value;
}

function padded(value: Part): string {
  return String(value).padStart(value === '*' ? 1 : 2, '0');
}

/** As many as the month can have. */
function daysIn(year: Part, month: Part): number {
  if (month === '*') return 31;
  const leap = year === '*' || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
  return month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

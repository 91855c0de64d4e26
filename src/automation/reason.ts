/** Why the output is what it is: plain data, for any language. Values in the watched unit, durations in s. */
export type Reason =
  /** The value has been beyond the limit for so long; 0 where the rule does not wait. */
  | { kind: 'above' | 'below'; value: number; limit: number; seconds: number }
  /** The first value that came decides at once; `limit` is the level at which the rule acts. */
  | { kind: 'start'; value: number; limit: number }
  /** As it was before the restart. */
  | { kind: 'restart' }
  /** No value for so long. */
  | { kind: 'silent'; seconds: number };

/** In English, such as `2340 W > 2000 W for 10 s`. */
export function reasonText(reason: Reason, unit = ''): string {
  switch (reason.kind) {
    case 'above':
    case 'below': {
      const held = reason.seconds > 0 ? ` for ${reason.seconds} s` : '';
      return `${comparison(reason.value, reason.limit, unit)}${held}`;
    }
    case 'start':
      return `start: ${comparison(reason.value, reason.limit, unit)}`;
    case 'restart':
      return 'restart: as before';
    case 'silent':
      return `no value for ${reason.seconds} s`;
  }
}

/** `2340 W > 2000 W` */
export function comparison(value: number, limit: number, unit: string): string {
  const sign = value > limit ? '>' : value < limit ? '<' : '=';
  return `${withUnit(value, unit)} ${sign} ${withUnit(limit, unit)}`;
}

/** Twelve digits: a limit that someone computed may be 2200.0000000000005. */
function withUnit(value: number, unit: string): string {
  const digits = String(Number(value.toPrecision(12)));
  return unit === '' ? digits : `${digits} ${unit}`;
}

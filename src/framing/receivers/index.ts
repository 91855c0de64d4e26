import type { Dialect } from '../../base/receivers';
import type { Framing } from '../framing';
import { Amb8465Framing } from './amb8465';
import { ChipsFraming } from './chips';
import { readCulLine } from './cul';
import { EmbitFraming } from './embit';
import { readHexLine } from './hex';
import { Im871aFraming } from './im871a';
import { Iu891aFraming } from './iu891a';
import type { LineForm } from './line-form';
import { LineFraming } from './lines';
import { RawFraming } from './raw';
import { Rc1180Framing } from './rc1180';
import { readRtl433Line } from './rtl-433';
import { readRtlWmbusLine } from './rtl-wmbus';

/** Receivers that print lines, the narrowest forms first. */
const LINES = {
  cul: readCulLine,
  'rtl-wmbus': readRtlWmbusLine,
  'rtl-433': readRtl433Line,
  hex: readHexLine,
} as const satisfies Partial<Record<Dialect, LineForm>>;

/** The others. `told`: that it is this one; then what nothing marks may begin anywhere. */
const FRAMINGS: Readonly<Record<Exclude<Dialect, keyof typeof LINES>, (told: boolean) => Framing>> = {
  im871a: () => new Im871aFraming(),
  iu891a: () => new Iu891aFraming(),
  amb8465: () => new Amb8465Framing(),
  rc1180: () => new Rc1180Framing(),
  embit: () => new EmbitFraming(),
  raw: (told) => new RawFraming(told),
  chips: (told) => new ChipsFraming(told),
};

/** Where the dialect is not told, its telegrams are found as those of `raw` are. */
const SAME_AS_RAW: ReadonlySet<string> = new Set<Dialect>(['rc1180']);

/** What looks for the telegrams that a receiver hands on: in its dialect, or in every one where that is not told. */
export function receiverFramings(dialect: Dialect | undefined): readonly Framing[] {
  const forms = lineFormsOf(dialect);
  const lines = forms.length > 0 ? [new LineFraming(forms)] : [];
  const others = Object.entries(FRAMINGS).filter(([name]) =>
    dialect === undefined ? !SAME_AS_RAW.has(name) : name === dialect,
  );
  return [...lines, ...others.map(([, make]) => make(dialect !== undefined))];
}

/** The forms that lines of a receiver may have, of every one where it is not told; none where it prints no lines. */
export function lineFormsOf(dialect: Dialect | undefined): readonly LineForm[] {
  return Object.entries(LINES).flatMap(([name, form]) => (dialect === undefined || name === dialect ? [form] : []));
}

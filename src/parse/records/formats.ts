import { asMeterError } from '../../base/errors';
import { Recent } from '../../base/recent';
import { formatFrame, formatInFrame, formatOfRecords, type RecordFormat } from './compact';

/** What a meter has shown of the formats of its telegrams. */
interface Shown {
  /** The records of its latest full frame: what stands in front of them is looked at when a compact frame asks. */
  full: Buffer | undefined;
  /** By signature. */
  readonly formats: Map<number, RecordFormat>;
}

/** As JSON keeps them: format frames in hexadecimal. */
type Kept = readonly [meter: string, formats: readonly string[]];

/** Meters have two or three. */
const MAX_FORMATS = 8;
const METER = /^[0-9A-F]{16}$/;

/** The formats of compact frames, by meter: learned from its full frames and its format frames. */
export class RecordFormats {
  readonly #shown: Recent<Shown>;

  constructor(maxMeters: number) {
    this.#shown = new Recent(maxMeters);
  }

  /** `records`: of a full frame. They could be read. */
  showFull(meter: string, records: Buffer): void {
    this.#of(meter).full = records;
  }

  showFormat(meter: string, format: RecordFormat): void {
    const { formats } = this.#of(meter);
    formats.delete(format.signature);
    formats.set(format.signature, format);
    if (formats.size > MAX_FORMATS) formats.delete(formats.keys().next().value!);
  }

  get(meter: string, signature: number): RecordFormat | undefined {
    const shown = this.#shown.get(meter);
    if (shown === undefined) return undefined;
    if (!shown.formats.has(signature)) this.#lookIntoFull(meter, shown);
    return shown.formats.get(signature);
  }

  toJSON(): Kept[] {
    return [...this.#shown.entries()].flatMap(([meter, shown]) => {
      this.#lookIntoFull(meter, shown);
      const formats = [...shown.formats.values()].flatMap((format) => formatFrame(format) ?? []);
      return formats.length > 0 ? [[meter, formats.map((frame) => frame.toString('hex'))] as const] : [];
    });
  }

  /** Takes what `toJSON` gave; what has another shape is left out. */
  restore(json: unknown): void {
    if (!Array.isArray(json)) return;
    for (const kept of json.filter(isKept)) {
      for (const frame of kept[1]) this.#restoreFormat(kept[0], frame);
    }
  }

  #restoreFormat(meter: string, frame: string): void {
    try {
      this.showFormat(meter, formatInFrame(Buffer.from(frame, 'hex')));
    } catch (thrown) {
      // A file that somebody has edited is no reason to fall over.
      if (asMeterError(thrown).code === 'failed') throw thrown;
    }
  }

  #of(meter: string): Shown {
    const known = this.#shown.get(meter);
    if (known !== undefined) return known;
    const shown = { full: undefined, formats: new Map<number, RecordFormat>() };
    this.#shown.set(meter, shown);
    return shown;
  }

  #lookIntoFull(meter: string, shown: Shown): void {
    if (shown.full === undefined) return;
    const full = shown.full;
    shown.full = undefined;
    this.showFormat(meter, formatOfRecords(full));
  }
}

function isKept(kept: unknown): kept is Kept {
  if (!Array.isArray(kept)) return false;
  const [meter, formats] = kept;
  if (typeof meter !== 'string' || !METER.test(meter) || !Array.isArray(formats)) return false;
  return formats.every((format) => typeof format === 'string');
}

import { Histories } from './lists/histories';
import { RecordFormats } from './parse/records/formats';
import { ShownRegisters } from './profiles/shown-registers';
import { Counters } from './security/counters';
import { Fits } from './security/fits';
import { Fragments } from './security/oms/fragments';

const MAX_METERS = 256;

/**
 * What must be remembered from telegram to telegram: for so many meters at most, those heard last. `toJSON` gives what
 * should outlive a restart, and never a key.
 */
export class Memory {
  readonly counters: Counters;
  readonly fits: Fits;
  readonly fragments: Fragments;
  readonly formats: RecordFormats;
  readonly histories: Histories;
  readonly shown: ShownRegisters;

  constructor({ maxMeters = MAX_METERS }: { maxMeters?: number } = {}) {
    this.counters = new Counters(maxMeters);
    this.fits = new Fits(maxMeters);
    this.fragments = new Fragments(maxMeters);
    this.formats = new RecordFormats(maxMeters);
    this.histories = new Histories(maxMeters);
    this.shown = new ShownRegisters(maxMeters);
  }

  toJSON(): object {
    return { counters: this.counters.toJSON(), formats: this.formats.toJSON(), shown: this.shown.toJSON() };
  }

  /** What `toJSON` gave, also after a way through a file; what is not understood is forgotten. */
  static from(json: unknown, options: { maxMeters?: number } = {}): Memory {
    const memory = new Memory(options);
    const { counters, formats, shown } = (json ?? {}) as { counters?: unknown; formats?: unknown; shown?: unknown };
    memory.counters.restore(counters);
    memory.formats.restore(formats);
    memory.shown.restore(shown);
    return memory;
  }
}

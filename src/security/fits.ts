import { Recent } from '../base/recent';
import type { KeyPair } from './keyring';

/** Which keys opened the last frame of a sender. */
export interface Fit {
  readonly pair: KeyPair;
  /** Whether a tag was ever verified with them: from then on no frame without a right tag is the meter's. */
  readonly verified: boolean;
}

/**
 * Which keys fit whom, so that ten keys do not cost ten attempts a telegram. It holds keys, so nothing of it is ever
 * written down.
 */
export class Fits {
  readonly #fits: Recent<Fit>;

  constructor(maxMeters: number) {
    this.#fits = new Recent(maxMeters);
  }

  get(sender: string): Fit | undefined {
    return this.#fits.get(sender);
  }

  keep(sender: string, fit: Fit): void {
    this.#fits.set(sender, fit);
  }

  toJSON(): undefined {
    return undefined;
  }
}

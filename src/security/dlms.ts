import type { MeterKeys, SecurityRemark } from '../base/keys';
import type { Ciphered } from './ciphered';
import type { Fits } from './fits';
import { decipher } from './gcm';
import { additionalData, initialisationVector, keySize, NOTHING } from './gcm-inputs';
import { candidates, type KeyPair } from './keyring';
import { publicAuthenticationKey } from './known';
import { damaged, noAuthenticationKey, noKey, unreadable, wrongAuthenticationKey, wrongKeys } from './misfits';
import type { Evidence } from './plaintext';

/** An opened APDU. */
export interface Clear {
  readonly text: Buffer;
  /** Whether the tag fits: without it the text has shown by itself that the key is right. */
  readonly authenticated: boolean;
  readonly remarks: readonly SecurityRemark[];
  /** Of the sender; undefined where nothing tells. */
  readonly title: Buffer | undefined;
  /** The keys that fit; undefined where none was needed. */
  readonly pair: KeyPair | undefined;
}

export interface Opening {
  readonly keys: readonly MeterKeys[];
  readonly fits: Fits | undefined;
  /** By which to find again the keys that fitted. */
  readonly sender: string;
  /** What a text that no tag proves shows of the key. */
  readonly evidence: (text: Buffer) => Evidence;
  /** Whether the form of a message is evidence enough where there is no tag, or no key to verify it. */
  readonly formSuffices: boolean;
}

/**
 * Opens an APDU ciphered with AES-GCM (DLMS UA Green Book, edition 8, clause 9.2.7.2.4). Throws `no-key`, `wrong-key`, `bad-key`, and
 * `checksum` where a key fits and the bytes are damaged.
 */
export function openApdu(ciphered: Ciphered, opening: Opening): Clear {
  return new Opener(ciphered, opening).open();
}

/** What came of a pair of keys. */
interface Attempt {
  readonly text: Buffer;
  readonly authenticated: boolean;
  readonly evidence: Evidence;
  readonly title: Buffer | undefined;
  readonly pair: KeyPair | undefined;
}

class Opener {
  readonly #ciphered: Ciphered;
  readonly #opening: Opening;
  /** Whose tag was verified before: from then on a tag that does not fit means damage, not a wrong key. */
  readonly #trusted: KeyPair | undefined;
  readonly #usual: KeyPair | undefined;

  constructor(ciphered: Ciphered, opening: Opening) {
    this.#ciphered = ciphered;
    this.#opening = opening;
    const fit = opening.fits?.get(opening.sender);
    this.#usual = fit?.pair;
    this.#trusted = fit?.verified ? fit.pair : undefined;
  }

  open(): Clear {
    const { encrypted, content, tag, title } = this.#ciphered;
    if (!encrypted && tag === undefined) {
      if (this.#opening.evidence(content) === 'none') throw unreadable();
      return { text: content, authenticated: false, remarks: [], title, pair: undefined };
    }
    const { pairs, unusable } = candidates(this.#opening.keys, title);
    const best = this.#best(pairs);
    if (best !== undefined) return this.#settle(best);
    if (unusable !== undefined) throw unusable;
    throw pairs.length === 0 ? noKey(this.#opening.keys, title) : wrongKeys(pairs, this.#ciphered);
  }

  /** The attempt that settles it, else the first that shows anything; undefined where none does. */
  #best(pairs: readonly KeyPair[]): Attempt | undefined {
    let best: Attempt | undefined;
    for (const pair of inOrder(pairs, this.#usual)) {
      const attempt = this.#try(pair);
      if (attempt === undefined) continue;
      if (attempt.authenticated || this.#isSure(attempt)) return attempt;
      if (attempt.evidence !== 'none') best ??= attempt;
    }
    const { encrypted, content, title } = this.#ciphered;
    if (best !== undefined || encrypted) return best;
    const evidence = this.#opening.evidence(content);
    return evidence === 'none' ? undefined : { text: content, authenticated: false, evidence, title, pair: undefined };
  }

  /** Undefined where the keys are not of the length that the suite needs. */
  #try(pair: KeyPair): Attempt | undefined {
    const { encrypted, content, tag, suite } = this.#ciphered;
    if (pair.encryption.symmetricKeySize !== keySize(suite)) return undefined;
    const title = this.#ciphered.title ?? pair.title!;
    const iv = initialisationVector(title, this.#ciphered.counter);
    const ciphertext = encrypted ? content : NOTHING;
    const authentication = pair.authentication ?? publicAuthenticationKey(title);
    let text: Buffer | undefined;
    if (tag !== undefined && authentication !== undefined) {
      for (const aad of additionalData(this.#ciphered, authentication)) {
        const deciphered = decipher(pair.encryption, iv, ciphertext, { aad, tag });
        text = encrypted ? deciphered.text : content;
        if (deciphered.verified) return { text, authenticated: true, evidence: 'check', title, pair };
      }
    }
    text ??= encrypted ? decipher(pair.encryption, iv, ciphertext, undefined).text : content;
    return { text, authenticated: false, evidence: this.#opening.evidence(text), title, pair };
  }

  /** Whether there is nothing better to be had than what the text shows by itself, and that is enough. */
  #isSure({ evidence, pair }: Attempt): boolean {
    if (this.#ciphered.tag !== undefined && pair !== undefined) {
      if (pair.authentication !== undefined || pair === this.#trusted) return false;
    }
    return evidence === 'check' || (evidence === 'form' && this.#opening.formSuffices);
  }

  #settle(attempt: Attempt): Clear {
    const { text, authenticated, evidence, title, pair } = attempt;
    const { encrypted, tag } = this.#ciphered;
    const remarks: SecurityRemark[] = [];
    if (pair?.swapped) remarks.push('keys-swapped');
    if (pair?.previous) remarks.push('previous-keys');
    if (!authenticated && !this.#isSure(attempt)) {
      if (tag !== undefined && pair !== undefined && pair === this.#trusted) throw damaged('tag');
      if (evidence === 'damaged' || tag === undefined) throw damaged('text');
      if (pair?.authentication === undefined) throw noAuthenticationKey();
      if (evidence === 'form') throw encrypted ? wrongAuthenticationKey(pair) : wrongKeys([pair], this.#ciphered);
      remarks.push('authentication-key-wrong');
    }
    if (pair !== undefined) {
      this.#opening.fits?.keep(this.#opening.sender, { pair, verified: authenticated || pair === this.#trusted });
    }
    return { text, authenticated, remarks, title, pair };
  }
}

/** What fitted last comes first. */
function inOrder(pairs: readonly KeyPair[], usual: KeyPair | undefined): readonly KeyPair[] {
  if (usual === undefined || pairs[0] === usual || !pairs.includes(usual)) return pairs;
  return [usual, ...pairs.filter((pair) => pair !== usual)];
}

import { MeterError } from '../base/errors';
import { LINKS, type Link } from '../base/frame';
import type { MeterKeys } from '../base/keys';
import type { Dialect } from '../base/receivers';
import type { DecodeOptions } from '../decode';
import { readKeys } from '../security/key-doctor';

/** What the commands that decode take. */
export interface DecodingOptions {
  country?: string;
  link?: Link;
  receiver?: Dialect | 'auto';
  key?: string;
  authKey?: string;
}

/** Keys as the grid company sent them, in the environment: arguments can be read by every user of the machine. */
const KEYS = 'HAN_METER_KEYS';

/** Throws `bad-key` where the keys are none. */
export function decoding({ country, link, receiver, key, authKey }: DecodingOptions): DecodeOptions {
  const keys = keysIn(key, authKey);
  return {
    ...(country !== undefined && { country }),
    ...(link !== undefined && { link }),
    ...(receiver !== undefined && { receiver }),
    ...(keys !== undefined && { keys: [keys] }),
  };
}

function keysIn(encryption: string | undefined, authentication: string | undefined): MeterKeys | undefined {
  if (authentication !== undefined && encryption === undefined) {
    throw new MeterError('bad-key', '--auth-key needs --key', { details: { reason: 'empty' } });
  }
  if (encryption !== undefined) return readKeys(`EK ${encryption}${authentication ? `\nAK ${authentication}` : ''}`);
  const text = process.env[KEYS];
  return text === undefined ? undefined : readKeys(text);
}

/** What the user may type as a link. */
export function isLink(text: string): text is Link {
  return LINKS.includes(text as Link);
}

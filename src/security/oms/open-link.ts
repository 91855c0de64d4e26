import { MeterError } from '../../base/errors';
import type { MeterKeys } from '../../base/keys';
import type { MbusAddress } from '../../base/mbus-address';
import { checkedPayload, decryptSession, type ExtendedLink, isSessionEncrypted } from './ell';
import { keysFor } from './meter-keys';
import { alreadyClear, type Opened, openedWith, unprotected } from './opened';

/**
 * What an extended link layer carries: its payload CRC proves the key. Throws `no-key`, `wrong-key`; `checksum` where a
 * payload that is not encrypted does not fit.
 */
export function openLink(link: ExtendedLink, sender: MbusAddress, keys: readonly MeterKeys[]): Opened {
  const { session, content } = link;
  if (session === undefined) return unprotected(content);
  if (!isSessionEncrypted(session)) {
    const clear = checkedPayload(content);
    if (clear === undefined) throw new MeterError('checksum', 'the payload does not fit its checksum');
    return unprotected(clear);
  }
  const toTry = keysFor(keys, [sender]);
  for (const key of toTry.keys) {
    const payload = checkedPayload(decryptSession(key.aes, sender, link, session));
    if (payload !== undefined) return openedWith(key, payload, 'link', false);
  }
  const clear = checkedPayload(content);
  if (clear !== undefined) return alreadyClear(clear);
  throw toTry.misfit();
}

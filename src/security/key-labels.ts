/** What a label says of the key beside it: which it is, or why it is of no use here. */
export type KeyRole = 'encryption' | 'authentication' | 'gpk11' | 'master-key';

interface KeyLabel {
  /** One word, in any case. */
  readonly word: string;
  readonly role: KeyRole;
}

/**
 * How letters, mails and portals of grid companies name keys; the first that fits a word counts. The stems cover
 * "encryption key" and "authentication key" in English, Norwegian, Swedish, Danish, Dutch, Polish and German.
 */
const LABELS: readonly KeyLabel[] = [
  /* Kamstrup's names, used in Denmark and Switzerland. GPK11 belongs to another port. */
  { word: 'gpk[ _-]*60', role: 'encryption' },
  { word: 'gpk[ _-]*61', role: 'authentication' },
  { word: 'gpk[ _-]*\\d+', role: 'gpk11' },
  /* Global unicast encryption key, global authentication key, master key (DLMS UA Green Book, edition 8, clause 9.2.5). */
  { word: 'guek|ek', role: 'encryption' },
  { word: 'gak|ak', role: 'authentication' },
  { word: 'kek|mk|master\\p{L}*', role: 'master-key' },
  /* en authentication, nl authenticatie, de Authentifizierung, nb and sv autentisering, da autentificering. */
  { word: '\\p{L}*auth?ent\\p{L}*', role: 'authentication' },
  { word: 'uwierzytelni\\p{L}*', role: 'authentication' }, // pl
  { word: 'godkendelse\\p{L}*', role: 'authentication' }, // da
  /* en encryption and decryption, nl encryptie, nb, sv and da kryptering. */
  { word: '\\p{L}*(?:en|de)crypt\\p{L}*', role: 'encryption' },
  { word: '\\p{L}*krypter\\p{L}*', role: 'encryption' },
  { word: '\\p{L}*(?:ver|ont)sleutel\\p{L}*', role: 'encryption' }, // nl
  { word: '\\p{L}*(?:ver|ent)schl(?:ü|ue)ssel\\p{L}*', role: 'encryption' }, // de
  { word: '\\p{L}*szyfr\\p{L}*', role: 'encryption' }, // pl
];

const WORD = new RegExp(`(?<![\\p{L}\\d])(?:${LABELS.map(({ word }) => `(${word})`).join('|')})(?![\\p{L}\\d])`, 'giu');

/** The text with `mark(role)` in place of each label. */
export function markLabels(text: string, mark: (role: KeyRole) => string): string {
  return text.replace(WORD, (_, ...groups: unknown[]) =>
    mark(LABELS[groups.findIndex((group) => group !== undefined)]!.role),
  );
}

/** What is known of senders and not said in their frames. */
interface Fact {
  /** Whose: system titles that begin so, in ASCII; the empty one where it is `''`. */
  readonly title: string;
  /** Published, the same for every meter: hexadecimal digits. */
  readonly authenticationKey?: string;
  /** False where the invocation counter stands still, so that it tells nothing of a repeat. */
  readonly counts?: false;
}

const FACTS: readonly Fact[] = [
  /* Luxembourg: "Luxembourg Smarty P1 specification" 1.1.3, clause 3.2.5. */
  { title: 'SAGgp', authenticationKey: '00112233445566778899AABBCCDDEEFF' },
  /* Poland, Stoen Operator: no system title, counter always 0 (captures of Elgama GAMA 150 and 350, Kaifa MA309M). */
  { title: '', counts: false },
];

const PUBLIC_KEYS = FACTS.flatMap(({ title, authenticationKey }) =>
  authenticationKey === undefined
    ? []
    : [{ title: Buffer.from(title, 'latin1'), key: Buffer.from(authenticationKey, 'hex') }],
);

const UNCOUNTED = FACTS.filter(({ counts }) => counts === false).map(({ title }) => Buffer.from(title, 'latin1'));

/** The authentication key that everybody knows; undefined for nearly all. */
export function publicAuthenticationKey(title: Buffer): Buffer | undefined {
  return PUBLIC_KEYS.find((fact) => begins(title, fact.title))?.key;
}

/** Whether the invocation counter grows from frame to frame. */
export function countsFrames(title: Buffer): boolean {
  return !UNCOUNTED.some((known) => begins(title, known));
}

function begins(title: Buffer, known: Buffer): boolean {
  if (known.length === 0) return title.length === 0;
  return title.length >= known.length && title.compare(known, 0, known.length, 0, known.length) === 0;
}

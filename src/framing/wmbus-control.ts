/** Control fields (EN 13757-4; OMS Specification Volume 2). */
const CONTROLS: readonly (readonly [code: number, name: string])[] = [
  [0x44, 'SND-NR'], // data, without being asked
  [0x46, 'SND-IR'], // data, while it is being installed
  [0x47, 'ACC-NR'], // may be spoken to now
  [0x48, 'ACC-DMD'], // wants to be spoken to
  [0x08, 'RSP-UD'],
  [0x18, 'RSP-UD'],
  [0x28, 'RSP-UD'],
  [0x38, 'RSP-UD'],
  [0x00, 'ACK'],
  [0x10, 'ACK'],
  [0x20, 'ACK'],
  [0x30, 'ACK'],
  [0x01, 'NACK'],
  [0x06, 'CNF-IR'],
  [0x40, 'SND-NKE'],
  [0x43, 'SND-UD2'],
  [0x53, 'SND-UD'],
  [0x73, 'SND-UD'],
  [0x5a, 'REQ-UD1'],
  [0x7a, 'REQ-UD1'],
  [0x5b, 'REQ-UD2'],
  [0x7b, 'REQ-UD2'],
];

const NAMES: ReadonlyMap<number, string> = new Map(CONTROLS);

export function isControl(code: number): boolean {
  return NAMES.has(code);
}

/** What a telegram is for; undefined where no standard names its control field. */
export function controlName(code: number): string | undefined {
  return NAMES.get(code);
}

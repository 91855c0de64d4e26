/** What an application layer holds. */
export type Application =
  /** Records with their headers. */
  | 'records'
  /** The data of records, whose headers came before. */
  | 'compact'
  /** The headers of records alone. */
  | 'format'
  /** What somebody says to the meter. */
  | 'command'
  | 'selection'
  | 'error'
  | 'alarm'
  /** DLMS, with OBIS codes. */
  | 'dlms'
  /** As its maker likes. */
  | 'manufacturer'
  /** Nothing: the telegram is there for its headers. */
  | 'none';

/**
 * What stands before an application layer: access number, status and configuration; the long one has an address, too.
 */
export type HeaderForm = 'none' | 'short' | 'long';

interface ControlInformation {
  readonly header: HeaderForm;
  readonly application: Application;
}

/** Control information fields that an application layer follows (EN 13757-7). */
const ROWS: readonly (readonly [ci: number, header: HeaderForm, application: Application])[] = [
  [0x72, 'long', 'records'],
  [0x7a, 'short', 'records'],
  [0x78, 'none', 'records'],
  [0x73, 'long', 'compact'],
  [0x7b, 'short', 'compact'],
  [0x79, 'none', 'compact'],
  [0x6b, 'long', 'format'],
  [0x6a, 'short', 'format'],
  [0x69, 'none', 'format'],
  [0x5b, 'long', 'command'],
  [0x5a, 'short', 'command'],
  [0x51, 'none', 'command'],
  [0x68, 'long', 'selection'],
  [0x67, 'short', 'selection'],
  [0x66, 'none', 'selection'],
  [0x6f, 'long', 'error'],
  [0x6e, 'short', 'error'],
  [0x70, 'none', 'error'],
  [0x75, 'long', 'alarm'],
  [0x74, 'short', 'alarm'],
  [0x71, 'none', 'alarm'],
  [0x7c, 'long', 'dlms'],
  [0x7d, 'short', 'dlms'],
  [0x8b, 'long', 'none'],
  [0x8a, 'short', 'none'],
  [0x80, 'long', 'none'],
];

const TABLE: ReadonlyMap<number, ControlInformation> = new Map(
  ROWS.map(([ci, header, application]) => [ci, { header, application }]),
);

const MANUFACTURER: ControlInformation = { header: 'none', application: 'manufacturer' };

/** What follows a control information field; undefined where it is another layer, or nothing that meters send. */
export function applicationOf(ci: number): ControlInformation | undefined {
  return ci >= 0xa0 && ci <= 0xb7 ? MANUFACTURER : TABLE.get(ci);
}

/** Which fields an extended link layer has behind control and access number (EN 13757-4), by its control information. */
export const EXTENDED_LINKS: ReadonlyMap<number, { readonly receiver: boolean; readonly session: boolean }> = new Map([
  [0x8c, { receiver: false, session: false }],
  [0x8d, { receiver: false, session: true }],
  [0x8e, { receiver: true, session: false }],
  [0x8f, { receiver: true, session: true }],
]);

/** Of the authentication and fragmentation layer (EN 13757-7). */
export const AUTHENTICATION_LAYER = 0x90;

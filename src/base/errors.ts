/** What can be wrong with a telegram, or with the way to it. Texts for users hang on these codes. */
export type ErrorCode =
  /** The check that the telegram carries does not fit its bytes. */
  | 'checksum'
  /** The telegram was cut: it ended, or another began, before its own end. */
  | 'truncated'
  /** The bytes do not follow the format, and no check says that the meter sent them so. */
  | 'malformed'
  /** Longer than any meter sends. */
  | 'too-long'
  /** The meter answers that it cannot. */
  | 'meter-error'
  /** A form that this package does not read. */
  | 'unsupported'
  /** The frame is encrypted, and no key is there for it. */
  | 'no-key'
  /** The keys do not open the frame. */
  | 'wrong-key'
  /** The frame opens, but nothing proves that the meter sent it, and proof was asked for. */
  | 'not-authenticated'
  /** The frame's counter was used before. */
  | 'replay'
  /** What was typed as a key is none. */
  | 'bad-key'
  /** Another program holds the port. */
  | 'port-busy'
  /** The user that runs this program may not open the port. */
  | 'no-permission'
  /** There is no such port now. */
  | 'no-port'
  /** The port or the connection ended while it was in use. */
  | 'disconnected'
  /** The other side answers, but takes no connection on that TCP port. */
  | 'refused'
  /** The other side does not answer, or its name is unknown. */
  | 'unreachable'
  /** The other side answers over HTTP, but not with a telegram. */
  | 'http-status'
  /** No byte arrives, or none any more. */
  | 'silent'
  /** A radio receiver does not answer what it is told. */
  | 'no-answer'
  /** Bytes arrive, but no telegram among them. */
  | 'no-telegram'
  /** A message holds neither bytes nor text. */
  | 'not-bytes'
  /** A message holds text that was made of bytes, and some were lost. */
  | 'mangled'
  /** A message holds no frame: another node belongs before this one. */
  | 'not-a-frame'
  /** A message holds no decoded objects: another node belongs before this one. */
  | 'not-objects'
  /** A message came to a meter that has a connection of its own. */
  | 'input-unused'
  /** Neither the user nor the telegram tells the country. */
  | 'no-country'
  /** A setting is missing or is no number. */
  | 'bad-setting'
  /** The operating system gave another reason; it stands in the message. */
  | 'failed';

/** Values that a text about the error may name, such as the path of a port. */
export type ErrorDetails = Readonly<Record<string, string | number>>;

/**
 * The only error that bad input can cause.
 *
 * `offset` counts bytes: from the start of the frame's `message` where a frame goes with the error, else from the
 * first byte of the stream.
 */
export class MeterError extends Error {
  readonly code: ErrorCode;
  // Declared, so that they are absent where the error does not know them.
  declare readonly offset?: number;
  declare readonly details?: ErrorDetails;

  constructor(code: ErrorCode, message: string, where: { offset?: number; details?: ErrorDetails } = {}) {
    super(message);
    this.name = 'MeterError';
    this.code = code;
    if (where.offset !== undefined) this.offset = where.offset;
    if (where.details !== undefined) this.details = where.details;
  }

  /** Plain data, for messages and for one JSON line. */
  toJSON(): { code: ErrorCode; message: string; offset?: number; details?: ErrorDetails } {
    return {
      code: this.code,
      message: this.message,
      ...(this.offset !== undefined && { offset: this.offset }),
      ...(this.details !== undefined && { details: this.details }),
    };
  }
}

/** Whatever was thrown, as a `MeterError`: `failed` where it was none. */
export function asMeterError(thrown: unknown): MeterError {
  return thrown instanceof MeterError ? thrown : new MeterError('failed', String(thrown));
}

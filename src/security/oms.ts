import { MeterError } from '../base/errors';
import type { MeterKeys } from '../base/keys';
import type { MbusAddress } from '../base/mbus-address';
import type { Application } from '../base/mbus-ci';
import { notAuthenticated } from './misfits';
import { type Afl, macOf, readAfl, wholeMessage } from './oms/afl';
import { CHECK_LENGTH } from './oms/blocks';
import { readExtendedLink } from './oms/ell';
import type { Fragments } from './oms/fragments';
import { readTransport, type Transport } from './oms/header';
import { openLink } from './oms/open-link';
import { openTransport } from './oms/open-transport';
import { type OmsSecurity, type Opened, unprotected } from './oms/opened';

/** What a link layer carries, and who sent it. */
export interface Carried {
  readonly sender: MbusAddress;
  /** From the control information field on. */
  readonly content: Buffer;
}

export interface OmsOptions {
  readonly keys?: readonly MeterKeys[];
  /** Refuses what no code proves. */
  readonly requireAuthentication?: boolean;
  /** Where messages wait for their last fragment. */
  readonly fragments?: Fragments | undefined;
}

/** A clear application layer, with what the layers around it say. */
export interface OmsMessage {
  /** The control information field that leads it. */
  readonly ci: number;
  readonly application: Application;
  /** From the control information field on, clear and with a header that says so. */
  readonly message: Buffer;
  /** What the control information field and its header lead. */
  readonly data: Buffer;
  /** Whose data they are: of the long header, else of the link layer. */
  readonly meter: MbusAddress;
  /** Of the header; where there is none, of the extended link layer. */
  readonly accessNumber?: number;
  /** As `Transport` has it. */
  readonly status?: number;
  readonly security: OmsSecurity;
}

/**
 * Opens the layers between link and application: extended link layer (EN 13757-4), authentication and fragmentation,
 * transport layer with security modes 0, 5 and 7 (EN 13757-7). Undefined while fragments of the message are to come.
 *
 * Every check comes before what it covers is believed: the payload CRC, the code, the first bytes of the clear text.
 *
 * Throws `no-key`, `wrong-key`, `bad-key`, `not-authenticated`; `checksum` where a clear payload does not fit its CRC;
 * `unsupported` with the name of what is not read; `truncated`, `malformed`, `too-long`.
 */
export function openOms({ sender, content }: Carried, options: OmsOptions = {}): OmsMessage | undefined {
  const { keys = [], requireAuthentication = false, fragments } = options;
  const link = readExtendedLink(content);
  const payload = link === undefined ? unprotected(content) : openLink(link, sender, keys);
  const afl = readAfl(payload.content);
  const message = afl && joined(afl, sender, fragments);
  if (afl !== undefined && message === undefined) return undefined;
  const transport = readTransport(message?.content ?? payload.content);
  const { ci, application, protection, status, accessNumber = link?.accessNumber } = transport;
  const counter = message?.counter ?? (protection.mode === 7 ? protection.counter : undefined);
  const opened = openTransport({ transport, sender, mac: message && macOf(message), counter }, keys);
  if (requireAuthentication && !payload.authenticated && !opened.authenticated) throw notAuthenticated('no-tag');
  const opening: Writable<OmsMessage> = {
    ci,
    application,
    message: clearMessage(transport, opened),
    data: opened.content,
    meter: transport.meter ?? sender,
    security: securityOf(payload, opened, counter),
  };
  if (accessNumber !== undefined) opening.accessNumber = accessNumber;
  if (status !== undefined) opening.status = status;
  return opening;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function securityOf(link: Opened, transport: Opened, counter: Buffer | undefined): OmsSecurity {
  const security: Writable<OmsSecurity> = {
    decrypted: both(link.decrypted, transport.decrypted),
    authenticated: link.authenticated || transport.authenticated,
    remarks: both(link.remarks, transport.remarks),
  };
  const fingerprint = transport.fingerprint ?? link.fingerprint;
  if (counter !== undefined) security.counter = counter.readUInt32LE();
  if (fingerprint !== undefined) security.fingerprint = fingerprint;
  return security;
}

/** What either of the two holds, once; seldom both hold something. */
function both<T>(one: readonly T[], other: readonly T[]): readonly T[] {
  if (one.length === 0) return other;
  return other.length === 0 ? one : [...new Set([...one, ...other])];
}

/** A configuration field that says: not protected. */
const CLEAR = Buffer.alloc(2);

/** What the blocks of modes 5 and 7 begin with is left out: it says no more than that the key fits. */
function clearMessage({ bytes, configuration, protection }: Transport, { content, decrypted }: Opened): Buffer {
  if (protection.mode === 0) return bytes;
  const text = decrypted.length > 0 ? content.subarray(CHECK_LENGTH) : content;
  return Buffer.concat([bytes.subarray(0, configuration), CLEAR, text]);
}

function joined(afl: Afl, sender: MbusAddress, fragments: Fragments | undefined): Afl | undefined {
  if (afl.fragment === 0) return wholeMessage(afl);
  if (fragments === undefined) {
    throw new MeterError('unsupported', 'a fragment alone', { details: { reason: 'fragment', number: afl.fragment } });
  }
  const message = fragments.join(sender.bytes.toString('hex'), afl);
  return message && wholeMessage(message);
}

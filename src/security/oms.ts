import { MeterError } from '../base/errors';
import type { MeterKeys } from '../base/keys';
import type { MbusAddress } from '../base/mbus-address';
import type { Application } from '../base/mbus-ci';
import { notAuthenticated } from './misfits';
import { type Afl, macOf, readAfl, wholeMessage } from './oms/afl';
import { readExtendedLink } from './oms/ell';
import type { Fragments } from './oms/fragments';
import { readTransport } from './oms/header';
import { openLink } from './oms/open-link';
import { openTransport } from './oms/open-transport';
import { type OmsSecurity, unprotected } from './oms/opened';

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
  readonly fragments?: Fragments;
}

/** A clear application layer, with what the layers around it say. */
export interface OmsMessage {
  /** The control information field that leads it. */
  readonly ci: number;
  readonly application: Application;
  /** From the control information field to before the configuration field, as sent. */
  readonly header: Buffer;
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
  const fingerprint = opened.fingerprint ?? payload.fingerprint;
  const authenticated = payload.authenticated || opened.authenticated;
  if (requireAuthentication && !authenticated) throw notAuthenticated('no-tag');
  return {
    ci,
    application,
    header: transport.header,
    data: opened.content,
    meter: transport.meter ?? sender,
    ...(accessNumber !== undefined && { accessNumber }),
    ...(status !== undefined && { status }),
    security: {
      decrypted: [...payload.decrypted, ...opened.decrypted],
      authenticated,
      ...(counter !== undefined && { counter: counter.readUInt32LE() }),
      remarks: [...new Set([...payload.remarks, ...opened.remarks])],
      ...(fingerprint !== undefined && { fingerprint }),
    },
  };
}

function joined(afl: Afl, sender: MbusAddress, fragments: Fragments | undefined): Afl | undefined {
  if (afl.fragment === 0) return wholeMessage(afl);
  if (fragments === undefined) {
    throw new MeterError('unsupported', 'a fragment alone', { details: { reason: 'fragment', number: afl.fragment } });
  }
  const message = fragments.join(sender.bytes.toString('hex'), afl);
  return message && wholeMessage(message);
}

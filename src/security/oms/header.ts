import { Cursor } from '../../base/cursor';
import { MeterError } from '../../base/errors';
import { ADDRESS_LENGTH, headerAddress, type MbusAddress } from '../../base/mbus-address';
import { type Application, applicationOf } from '../../base/mbus-ci';
import { type Protection, readProtection } from './protection';

/** The transport layer (EN 13757-7), and what it carries. */
export interface Transport {
  readonly ci: number;
  readonly application: Application;
  /** All of it. */
  readonly bytes: Buffer;
  /** Where in them the configuration field begins. */
  readonly configuration: number;
  /** Of the meter, where the sender is but its radio converter. */
  readonly meter: MbusAddress | undefined;
  readonly accessNumber: number | undefined;
  /**
   * Bits 0 and 1: 1 busy, 2 an error, 3 abnormal; 04 power low; 08 permanent, 10 temporary error; the others are the
   * maker's.
   */
  readonly status: number | undefined;
  readonly protection: Protection;
  readonly content: Buffer;
}

/** The transport layer that begins with its CI. Throws `truncated`, `unsupported`. */
export function readTransport(bytes: Buffer): Transport {
  const cursor = new Cursor(bytes);
  const ci = cursor.u8();
  const form = applicationOf(ci);
  if (form === undefined) {
    const code = ci.toString(16).padStart(2, '0').toUpperCase();
    throw new MeterError('unsupported', `nobody reads what control information ${code} leads`, {
      details: { reason: 'control-information', ci: code },
    });
  }
  const { header: length, application } = form;
  const hasHeader = length !== 'none';
  const meter = length === 'long' ? headerAddress(cursor.take(ADDRESS_LENGTH)) : undefined;
  const accessNumber = hasHeader ? cursor.u8() : undefined;
  const status = hasHeader ? cursor.u8() : undefined;
  const configuration = cursor.at;
  const protection = hasHeader ? readProtection(cursor) : CLEAR;
  return {
    ci,
    application,
    bytes,
    configuration,
    meter,
    accessNumber,
    status,
    protection,
    content: cursor.take(cursor.left),
  };
}

const CLEAR: Protection = { mode: 0 };

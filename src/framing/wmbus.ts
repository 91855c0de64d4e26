import type { Frame } from '../base/frame';
import { addressText } from '../base/mbus-address';
import { seenFromWithout } from './wmbus-layers';
import { type FrameFormat, readRadioTelegram } from './wmbus-telegram';

/** What a receiver says of a telegram beside its bytes. */
export interface Heard {
  /** How the CRCs lie, where the receiver tells. */
  readonly format?: FrameFormat | undefined;
  /** dBm. */
  readonly rssi?: number | undefined;
  /** The receiver has checked and removed the CRCs, and a check on the way from it fits. */
  readonly checked?: boolean;
}

/**
 * The frame of one whole telegram of wireless M-Bus, from its L field on. Its `wire` is the telegram as it was heard, with
 * a length that fits it and nothing behind; its `message` goes from the control information field on.
 *
 * Throws what {@link readRadioTelegram} throws.
 */
export function radioFrame(telegram: Buffer, { format, rssi, checked = false }: Heard = {}): Omit<Frame, 'receivedAt'> {
  const read = readRadioTelegram(telegram, format);
  const { encrypted, meter } = seenFromWithout(read.content);
  const frame: Omit<Frame, 'receivedAt'> = {
    link: 'wmbus',
    content: 'records',
    wire: read.format === 'none' ? read.message : Buffer.from(telegram.subarray(0, telegram.length - read.excess)),
    message: read.content,
    check: checked ? 'ok' : read.check,
    encrypted,
    address: addressText(read.sender),
  };
  if (meter !== undefined && !meter.bytes.equals(read.sender.bytes)) frame.meter = addressText(meter);
  if (rssi !== undefined) frame.rssi = rssi;
  return frame;
}

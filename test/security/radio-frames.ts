import type { Frame } from '../../src/base/frame';
import { radioFrame } from '../../src/framing/wmbus';
import { ADDRESS, bare } from '../framing/wmbus-frames';
import { HEX } from './oms-sealing';

/** SIM, 11223344, a radio converter. */
export const CONVERTER = HEX('2d4d443322110137');

/** The frame of what a meter sends by radio, from its control information field on. */
export function heard(
  content: Buffer,
  { address = ADDRESS, rssi }: { address?: Uint8Array; rssi?: number } = {},
): Frame {
  return radioFrame(bare(content, { address }), { rssi });
}

/** The same by cable: the link layer tells nobody. */
export function wired(content: Buffer): Frame {
  const { address: _, ...frame } = heard(content);
  return { ...frame, link: 'mbus' };
}

import { MeterError } from '../../src/base/errors';
import type { Frame } from '../../src/base/frame';
import { Splitter } from '../../src/framing/splitter';
import { unwrap } from '../../src/framing/unwrap';

/** A frame as it travels from node to node: its bytes are the payload, so that they survive MQTT and files. */
export interface FrameMessage {
  payload: Buffer;
  frame: Omit<Frame, 'wire' | 'message'>;
}

/** `payload` is the message's own copy. */
export function frameMessage({ wire, message: _clear, ...about }: Frame): FrameMessage {
  return { payload: Buffer.from(wire), frame: about };
}

/**
 * The frame in a message. Its bytes are checked anew, as anything may have happened to them on the way.
 *
 * Throws `not-a-frame` where the payload holds no bytes, and what framing finds wrong with them.
 */
export function frameOf(message: { payload?: unknown; frame?: unknown }): Frame {
  const bytes = unwrap(message.payload);
  if (bytes === undefined) throw new MeterError('not-a-frame', 'the payload holds no frame');
  const splitter = new Splitter();
  const found = [...splitter.push(bytes), ...splitter.end()];
  const first = found.find((item) => item.kind !== 'discarded');
  if (first === undefined) throw new MeterError('not-a-frame', 'the payload holds no frame');
  if (first.kind === 'error') throw first.error;
  const { receivedAt } = (message.frame ?? {}) as { receivedAt?: unknown };
  return typeof receivedAt === 'string' ? { ...first.frame, receivedAt } : first.frame;
}

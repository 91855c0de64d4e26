import { MeterError } from '../../src/base/errors';
import type { Content, Frame, Framed, Link } from '../../src/base/frame';
import type { Security } from '../../src/base/keys';
import { isAddress } from '../../src/base/mbus-address';
import { Splitter } from '../../src/framing/splitter';
import { unwrap, unwrapWhole } from '../../src/framing/unwrap';
import { radioFrame } from '../../src/framing/wmbus';

/** A frame as it travels from node to node: its bytes are the payload, so that they survive MQTT and files. */
export interface FrameMessage {
  payload: Buffer;
  frame: Omit<Frame, 'wire' | 'message'>;
  /** Where the frame was decrypted: `payload` is then its clear message, and no check is left in it. */
  security?: Security;
}

/** What a node makes of the message of another: `security` says that it was decrypted. */
interface FrameIn {
  payload?: unknown;
  frame?: unknown;
  security?: unknown;
}

/** `payload` is the message's own copy. */
export function frameMessage({ wire, message: _clear, ...about }: Frame): FrameMessage {
  return { payload: Buffer.from(wire), frame: about };
}

/** The same for a frame that was decrypted. */
export function clearMessage({ wire: _wire, message, ...about }: Frame, security: Security): FrameMessage {
  return { payload: Buffer.from(message), frame: about, security };
}

/**
 * The frame in a message. Its bytes are checked anew, as anything may have happened to them on the way; only of what was
 * decrypted nothing is left to check.
 *
 * Throws `not-a-frame` where the payload holds no bytes, and what framing finds wrong with them.
 */
export function frameOf({ payload, frame, security }: FrameIn): { frame: Frame; security?: Security } {
  const opened = isSecurity(security);
  const bytes = opened ? unwrap(payload) : unwrapWhole(payload);
  if (bytes === undefined) throw new MeterError('not-a-frame', 'the payload holds no frame');
  const about = (frame ?? {}) as Partial<Frame>;
  if (about.link === 'wmbus' && !opened) return { frame: heardFrame(Buffer.from(bytes), about) };
  if (opened) return { frame: clearFrame(Buffer.from(bytes), about), security };
  const splitter = new Splitter();
  const found = [...splitter.push(bytes), ...splitter.end()];
  const first = found.find((item) => item.kind !== 'discarded');
  if (first === undefined) throw new MeterError('not-a-frame', 'the payload holds no frame');
  if (first.kind === 'error') throw first.error;
  const framed = first.frame.link === 'kmp' ? joined(found) : first.frame;
  return { frame: { ...framed, ...arrivalOf(about) } };
}

/** Nothing but the message tells how strongly a telegram was heard, and whether the receiver has checked it. */
function heardFrame(telegram: Buffer, { check, rssi, ...about }: Partial<Frame>): Frame {
  const heard = { checked: check === 'ok', rssi: typeof rssi === 'number' ? rssi : undefined };
  return { ...radioFrame(telegram, heard), ...arrivalOf(about) };
}

/** What a meter answered in one poll cycle is one frame; framing alone cannot tell where a cycle ends. */
function joined(found: readonly Framed[]): Frame {
  const answers = found.flatMap((item) => (item.kind === 'frame' ? [item.frame] : []));
  const wire = Buffer.concat(answers.map((answer) => answer.wire));
  return { ...answers[0]!, wire, message: Buffer.concat(answers.map(({ message }) => message)) };
}

function isSecurity(security: unknown): security is Security {
  return typeof (security as Partial<Security> | null | undefined)?.authenticated === 'boolean';
}

const CONTENTS: readonly unknown[] = ['p1', 'apdu', 'records', 'registers'] satisfies Content[];

function clearFrame(message: Buffer, about: Partial<Frame>): Frame {
  const { content, link, check, address, rssi } = about;
  if (!CONTENTS.includes(content)) throw new MeterError('not-a-frame', 'the message does not say what its payload is');
  return {
    link: link as Link,
    content: content as Content,
    wire: message,
    message,
    check: check === 'ok' ? 'ok' : 'absent',
    encrypted: false,
    ...(typeof address === 'string' && isAddress(address) && { address }),
    ...(typeof rssi === 'number' && { rssi }),
    ...arrivalOf(about),
  };
}

function arrivalOf({ receivedAt }: Partial<Frame>): { receivedAt?: string } {
  return typeof receivedAt === 'string' ? { receivedAt } : {};
}

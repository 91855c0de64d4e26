import { SLASH } from '../base/ascii';
import { MeterError } from '../base/errors';
import type { Frame } from '../base/frame';
import { upperHex } from '../base/hex';
import type { MeterKeys, Security } from '../base/keys';
import { type Ciphered, readCiphered } from './ciphered';
import type { Counters } from './counters';
import { type Clear, openApdu } from './dlms';
import type { Fits } from './fits';
import { damaged, notAuthenticated } from './misfits';
import type { Fragments } from './oms/fragments';
import { openMbus } from './open-mbus';
import { readP1Envelope } from './p1-envelope';
import { endLineOf, evidence, evidenceOfLines, hasRightCrc } from './plaintext';
import { checkCounter, invocation, type ReplayRule } from './replay';

export interface OpenOptions {
  keys?: readonly MeterKeys[];
  /** Refuses what no tag proves. */
  requireAuthentication?: boolean;
  /** What to do with an invocation counter that has not grown; `report` by default. It needs `memory`. */
  replay?: ReplayRule;
  memory?: SecurityMemory;
  /** Where the frame comes from, such as a topic; it tells senders apart that have no system title. */
  source?: string;
}

/** What is remembered from frame to frame. */
export interface SecurityMemory {
  readonly counters: Counters;
  readonly fits: Fits;
  readonly fragments: Fragments;
}

/** A clear frame, with what is known of its protection; or why there is none to deliver. */
export type Opened = { withheld?: undefined; frame: Frame; security?: Security } | { withheld: Withheld };

/** `repeat`: the very one that came before. `fragment`: of a message whose last fragment is to come. */
export type Withheld = 'repeat' | 'fragment';

/** Ciphered APDUs lie within each other three deep at most. */
const MAX_DEPTH = 3;

/**
 * Decrypts a frame: AES-GCM as DLMS has it, around an APDU or around a P1 telegram (Luxembourg, Austria), and the data
 * lines of P1 telegrams whose identification is clear (Poland); and the layers of M-Bus, see {@link openMbus}. Any other
 * clear frame is returned as it is.
 *
 * Throws `no-key`, `wrong-key`, `bad-key`, `not-authenticated`, `replay`; `checksum` where the CRC of a P1 telegram inside
 * does not fit; `truncated`, `malformed`, `unsupported` for what is no ciphered APDU, or one of a form that nobody sends.
 */
export function open(frame: Frame, options: OpenOptions = {}): Opened {
  if (frame.content === 'records') return openMbus(frame, options);
  if (!frame.encrypted) return { frame };
  const opened = frame.message[0] === SLASH ? openLines(frame, options) : openNested(frame, options);
  const { ciphered, clear } = opened.outermost;
  const { requireAuthentication = false, replay = 'report', memory } = options;
  if (requireAuthentication && !opened.authenticated) throw unproven(ciphered, clear);
  const counted = invocation(ciphered, clear);
  const counter = counted && memory ? checkCounter(counted, replay, memory.counters) : 'grown';
  if (counter === 'repeat') return { withheld: counter };
  const remarks = counter === 'fallen' ? [...clear.remarks, 'counter-reset' as const] : [...clear.remarks];
  const security: Security = {
    suite: ciphered.suite,
    authenticated: opened.authenticated,
    systemTitle: hexOf(clear.title),
    invocationCounter: ciphered.counter.readUInt32BE(),
    ...(remarks.length > 0 && { remarks }),
  };
  return { frame: opened.frame, security };
}

interface Layer {
  readonly ciphered: Ciphered;
  readonly clear: Clear;
}

interface OpenedFrame {
  readonly frame: Frame;
  readonly authenticated: boolean;
  /** What the frame itself says of its protection; ciphered APDUs within it add no more than proof. */
  readonly outermost: Layer;
}

/** Where the tag fits, the checksum behind `!` is not looked at: nobody has documented it. */
function openLines(frame: Frame, options: OpenOptions): OpenedFrame {
  const { identification, ciphered } = readP1Envelope(frame.message);
  const clear = openApdu(ciphered, {
    keys: options.keys ?? [],
    fits: options.memory?.fits,
    sender: hexOf(ciphered.title) || `${identification.toString('latin1')}${options.source ?? ''}`,
    evidence: (text) => evidenceOfLines(text, frame.check === 'ok'),
    formSuffices: false,
  });
  const isLine = LINE.test(identification.toString('latin1'));
  const message = Buffer.concat([isLine ? identification : NO_IDENTIFICATION, clear.text]);
  return {
    frame: { ...frame, content: 'p1', message, check: 'ok', encrypted: false },
    authenticated: clear.authenticated,
    outermost: { ciphered, clear },
  };
}

/** The tag does not cover it: damaged, it could pass for a line of data. */
const LINE = /^\/[ -~]+\r\n(\r\n)?$/;
const NO_IDENTIFICATION = Buffer.from('/\r\n\r\n', 'latin1');

function openNested(frame: Frame, options: OpenOptions): OpenedFrame {
  let outermost: Layer | undefined;
  let authenticated = false;
  let text = frame.message;
  for (let depth = 0; ; depth++) {
    const ciphered = readCiphered(text);
    if (ciphered === undefined) break;
    if (depth === MAX_DEPTH) throw unsupported('depth', `ciphered more than ${MAX_DEPTH} times`);
    const clear = openApdu(ciphered, {
      keys: options.keys ?? [],
      fits: options.memory?.fits,
      sender: hexOf(ciphered.title) || (options.source ?? ''),
      evidence,
      formSuffices: true,
    });
    outermost ??= { ciphered, clear };
    authenticated ||= clear.authenticated;
    text = clear.text;
  }
  if (outermost === undefined) throw unsupported('apdu', 'the frame is encrypted in a way that nobody knows');
  return { frame: clearFrame(frame, text, authenticated), authenticated, outermost };
}

/** A P1 telegram goes from its `/` to before its `!`, as one that came clear does. */
function clearFrame(frame: Frame, text: Buffer, authenticated: boolean): Frame {
  const check = authenticated ? 'ok' : frame.check;
  if (text[0] !== SLASH) return { ...frame, content: 'apdu', message: text, check, encrypted: false };
  const line = endLineOf(text);
  if (line === undefined) throw new MeterError('truncated', 'the telegram inside ends without its "!"');
  if (line.digits < 0 || (line.digits > 0 && !hasRightCrc(text, line))) throw damaged('text');
  return {
    ...frame,
    content: 'p1',
    message: text.subarray(0, line.bang),
    check: line.digits > 0 ? 'ok' : check,
    encrypted: false,
  };
}

function unproven({ tag }: Ciphered, { pair }: Clear): MeterError {
  if (tag === undefined) return notAuthenticated('no-tag');
  return notAuthenticated(pair?.authentication === undefined ? 'no-authentication-key' : 'authentication-key');
}

function unsupported(reason: string, message: string): MeterError {
  return new MeterError('unsupported', message, { offset: 0, details: { reason } });
}

function hexOf(title: Buffer | undefined): string {
  return title === undefined ? '' : upperHex(title);
}

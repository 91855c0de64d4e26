import type { Link } from '../base/frame';
import type { Dialect } from '../base/receivers';
import { ApduFraming } from './dlms';
import type { Framing } from './framing';
import { HdlcFraming } from './hdlc';
import { KmpFraming } from './kmp';
import { MbusFraming, OVERFLOW } from './mbus';
import { P1Framing } from './p1';
import { receiverFramings } from './receivers';
import { WrapperFraming } from './wrapper';

/** How each link is found. `told`: that it is this one; then a frame without a check may begin anywhere. */
const FRAMINGS: Readonly<Record<Exclude<Link, 'wmbus'>, (told: boolean) => readonly Framing[]>> = {
  p1: () => [new P1Framing()],
  hdlc: () => [new HdlcFraming()],
  mbus: () => [new MbusFraming(0), new MbusFraming(OVERFLOW)],
  wrapper: (told) => [new WrapperFraming(told)],
  apdu: (told) => [new ApduFraming(told)],
  kmp: () => [new KmpFraming()],
};

/** How the bytes of a stream come; found out where not told. */
export interface Way {
  link?: Link | undefined;
  /** The receiver that hears the meters, so that the link is wireless M-Bus; `auto`: one that is to be found out. */
  receiver?: Dialect | 'auto' | undefined;
}

/**
 * What looks for frames in a new stream. Telegrams of radio only where a receiver is told of: what comes by cable has no
 * need to be told from their dialects.
 */
export function framingsOf({ link, receiver }: Way): readonly Framing[] {
  if (receiver !== undefined || link === 'wmbus') {
    return receiverFramings(receiver === 'auto' ? undefined : receiver);
  }
  return Object.entries(FRAMINGS).flatMap(([name, make]) => {
    if (link !== undefined && link !== name) return [];
    return make(link === name);
  });
}

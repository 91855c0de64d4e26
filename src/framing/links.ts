import type { Link } from '../base/frame';
import { ApduFraming } from './dlms';
import type { Framing } from './framing';
import { HdlcFraming } from './hdlc';
import { KmpFraming } from './kmp';
import { MbusFraming, OVERFLOW } from './mbus';
import { P1Framing } from './p1';
import { WrapperFraming } from './wrapper';

/** How each link is found. `told`: that it is this one; then a frame without a check may begin anywhere. */
const FRAMINGS: Readonly<Record<Link, (told: boolean) => readonly Framing[]>> = {
  p1: () => [new P1Framing()],
  hdlc: () => [new HdlcFraming()],
  mbus: () => [new MbusFraming(0), new MbusFraming(OVERFLOW)],
  wrapper: (told) => [new WrapperFraming(told)],
  apdu: (told) => [new ApduFraming(told)],
  kmp: () => [new KmpFraming()],
};

/** What looks for frames in a new stream: of `link`, or of every one where that is not told. */
export function framingsOf(link: Link | undefined): readonly Framing[] {
  return Object.entries(FRAMINGS).flatMap(([name, make]) => {
    if (link !== undefined && link !== name) return [];
    return make(link === name);
  });
}

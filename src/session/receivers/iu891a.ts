import type { RadioMode } from '../../base/receivers';
import { DEVICE_MANAGEMENT } from '../../framing/receivers/hci';
import { decodeHciSlip, encodeHciSlip, GATEWAY } from '../../framing/receivers/hci-slip';
import { answerFound, unlessRefused } from './answers';
import type { Command, SetUp } from './set-up';

/* lvogt/ioBroker.wireless-mbus, ImstV2Receiver.js; wmbusmeters, wmbus_iu891a.cc. */

const PING = command(DEVICE_MANAGEMENT, 0x01);
const GET_CONFIGURATION = command(GATEWAY, 0x01);
const SET_CONFIGURATION = 0x03;

const LINK_MODES: Readonly<Record<RadioMode, number>> = { S1: 0x01, T1: 0x02, C1: 0x05, 'T1+C1': 0x03 };

/** Of the second byte of the configuration. */
const ADDRESS_FILTER = 0x01;
const TELL_OF_TELEGRAMS = 0x02;

/** IMST iU891A-XL. */
export const IU891A: SetUp = {
  lines: ['115200 8N1'],
  probe: PING.write,
  isAnswer: (bytes) => PING.answerIn(bytes) !== undefined,
  *steps(mode) {
    yield PING;
    const configuration: Buffer | undefined = yield GET_CONFIGURATION;
    const [, options = 0, ...others] = configuration ?? [];
    const payload = [LINK_MODES[mode], (options & ~ADDRESS_FILTER) | TELL_OF_TELEGRAMS, ...others];
    yield command(GATEWAY, SET_CONFIGURATION, payload);
  },
};

/** What answers has the next number, and begins with a status. */
function command(endpoint: number, id: number, payload: readonly number[] = []): Command {
  return {
    write: encodeHciSlip({ endpoint, id, payload: Buffer.from(payload) }),
    answerIn: (bytes) =>
      answerFound(bytes, (rest) => {
        const message = decodeHciSlip(rest);
        const isAnswer = message?.endpoint === endpoint && message.id === id + 1;
        return isAnswer ? unlessRefused(message.payload)?.subarray(1) : undefined;
      }),
  };
}

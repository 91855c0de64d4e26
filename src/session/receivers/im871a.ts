import type { RadioMode } from '../../base/receivers';
import { DEVICE_MANAGEMENT, decodeHci, encodeHci } from '../../framing/receivers/hci';
import { answerFound } from './answers';
import type { Command, SetUp } from './set-up';

/* IMST, WiMOD HCI Specification 1.6 and 1.7; wmbusmeters, wmbus_im871a.cc. */

const PING = command(0x01);
const DEVICE_INFORMATION: Command = { ...command(0x0f), optional: true };
const SET_CONFIGURATION = 0x03;

/** Of the device information. */
const FIRMWARE_AT = 2;
/** The first firmware that listens to T1 and C1 at once. */
const COMBINED_SINCE = 0x14;

const LINK_MODES: Readonly<Record<RadioMode, number>> = { S1: 0x00, T1: 0x03, C1: 0x06, 'T1+C1': 0x0a };

/** IMST iM871A-USB. */
export const IM871A: SetUp = {
  lines: ['57600 8N1'],
  probe: PING.write,
  isAnswer: (bytes) => PING.answerIn(bytes) !== undefined,
  *steps(mode) {
    yield PING;
    const information = yield DEVICE_INFORMATION;
    const firmware = information?.[FIRMWARE_AT] ?? 0;
    const isCombined = mode === 'T1+C1' && firmware >= COMBINED_SINCE;
    if (isCombined && (yield { ...configuration(LINK_MODES['T1+C1']), optional: true }) !== undefined) return;
    yield configuration(LINK_MODES[mode === 'T1+C1' ? 'T1' : mode]);
  },
};

/** Not to be kept without power; what follows is the mode; and then RSSI on, timestamp off. */
function configuration(linkMode: number): Command {
  return command(SET_CONFIGURATION, [0x00, 0x02, linkMode, 0x30, 0x01, 0x00]);
}

/** What answers has the next number. */
function command(id: number, payload: readonly number[] = []): Command {
  return {
    write: encodeHci({ endpoint: DEVICE_MANAGEMENT, id, payload: Buffer.from(payload) }),
    answerIn: (bytes) =>
      answerFound(bytes, (rest) => {
        const message = decodeHci(rest);
        return message?.endpoint === DEVICE_MANAGEMENT && message.id === id + 1 ? message.payload : undefined;
      }),
  };
}

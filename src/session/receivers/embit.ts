import type { RadioMode } from '../../base/receivers';
import { EBI, ebiAnswer, encodeEbi } from '../../framing/receivers/ebi';
import { answerFound, unlessRefused } from './answers';
import type { Command, SetUp } from './set-up';

/* Embit, EBI WMBus-specific documentation 2.2; lvogt/ioBroker.wireless-mbus, EbiReceiver.js. */

const INFORMATION = command(EBI.deviceInformation);
const RESET = command(EBI.reset);
const STAY_AWAKE = command(EBI.energySave, [0x00, 0x00]);
const START = command(EBI.networkStart);

/** Frequency and rate; none of them hears T1 and C1 at once. */
const CHANNELS: Readonly<Record<RadioMode, number>> = { S1: 0x18, T1: 0x19, C1: 0x25, 'T1+C1': 0x19 };

/** Embit EMB-WMB868 and its like. */
export const EMBIT: SetUp = {
  lines: ['9600 8N1', '115200 8N1'],
  probe: INFORMATION.write,
  isAnswer: (bytes) => INFORMATION.answerIn(bytes) !== undefined,
  *steps(mode) {
    yield INFORMATION;
    yield RESET;
    yield command(EBI.channel, [CHANNELS[mode]]);
    yield STAY_AWAKE;
    yield START;
  },
};

function command(message: number, payload: readonly number[] = []): Command {
  return {
    write: encodeEbi(message, payload),
    answerIn: (bytes) =>
      answerFound(bytes, (rest) => {
        const answer = ebiAnswer(rest, message);
        return message === EBI.deviceInformation ? answer : unlessRefused(answer);
      }),
  };
}

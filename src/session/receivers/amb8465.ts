import type { RadioMode } from '../../base/receivers';
import { AMBER, amberAnswer, encodeAmber, PARAMETER, parameterIn } from '../../framing/receivers/amber';
import { answerFound, unlessRefused } from './answers';
import type { Command, SetUp } from './set-up';

/* Würth Elektronik, Metis-I reference manual; lvogt/ioBroker.wireless-mbus, AmberReceiver.js. */

const FIRMWARE = command(AMBER.firmware);
/** Its answer comes to the framing as well, which learns from it whether telegrams have a signal strength behind. */
const IS_RSSI_COUNTED: Command = { ...command(AMBER.get, [PARAMETER.rssi, 1]), optional: true };
const IS_OUTPUT_MARKED = command(AMBER.get, [PARAMETER.commandOutput, 1]);
const MARK_OUTPUT = command(AMBER.set, [PARAMETER.commandOutput, 1, 1]);
const RESET = command(AMBER.reset);

/** Preselections of the mode. */
const MODES: Readonly<Record<RadioMode, number>> = { S1: 0x03, T1: 0x08, C1: 0x0e, 'T1+C1': 0x09 };

/** AMB8465-M, Metis-I, Metis-II. */
export const AMB8465: SetUp = {
  lines: ['9600 8N1', '115200 8N1'],
  probe: FIRMWARE.write,
  isAnswer: (bytes) => FIRMWARE.answerIn(bytes) !== undefined,
  *steps(mode) {
    yield FIRMWARE;
    const output = yield IS_OUTPUT_MARKED;
    if (output !== undefined && parameterIn(output, PARAMETER.commandOutput) === 0) {
      yield MARK_OUTPUT;
      yield RESET;
    }
    yield IS_RSSI_COUNTED;
    // The last: a reset forgets it.
    yield command(AMBER.setMode, [MODES[mode]]);
  },
};

function command(id: number, payload: readonly number[] = []): Command {
  return {
    write: encodeAmber(id, payload),
    answerIn: (bytes) =>
      answerFound(bytes, (rest) => {
        const answer = amberAnswer(rest, id);
        if (id === AMBER.firmware) return answer;
        // That about a parameter says which one it is, the others begin with a status.
        if (id !== AMBER.get) return unlessRefused(answer);
        return answer?.[0] === payload[0] ? answer : undefined;
      }),
  };
}

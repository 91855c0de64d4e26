import type { RadioMode } from '../../base/receivers';
import type { Command, SetUp } from './set-up';

/* culfw and a-culfw (clib/rf_mbus.c); FHEM, 00_CUL.pm; wmbusmeters, wmbus_cul.cc. */

/** `V 1.67 nanoCUL868` or similar. */
const VERSION: Command = command('V', /^V.*CU[LN].*$/m);

/** `brt`, `brc`, `brs`: the same letter begins the answer. Firmware that knows C1 hears T1 then, too. */
const MODES: Readonly<Record<RadioMode, 't' | 'c' | 's'>> = { S1: 's', T1: 't', C1: 'c', 'T1+C1': 'c' };

/** CUL, nanoCUL. */
export const CUL: SetUp = {
  lines: ['38400 8N1'],
  probe: VERSION.write,
  isAnswer: (bytes) => VERSION.answerIn(bytes) !== undefined,
  *steps(mode) {
    yield VERSION;
    const answer = yield listenTo(MODES[mode]);
    if (answer === undefined && mode === 'T1+C1') yield listenTo(MODES.T1);
  },
};

/** X21 has the quality of the signal told from then on, and is not answered; nor is the mode by some firmware. */
function listenTo(letter: string): Command {
  return { ...command(`X21\r\nbr${letter}`, new RegExp(`^${letter.toUpperCase()}MODE`, 'm')), optional: true };
}

function command(line: string, answer: RegExp): Command {
  return {
    write: Buffer.from(`${line}\r\n`, 'latin1'),
    answerIn: (bytes) => {
      const found = answer.exec(bytes.toString('latin1'));
      return found === null ? undefined : Buffer.from(found[0], 'latin1');
    },
  };
}

import assert from 'node:assert/strict';
import { type Dialect, RADIO_MODES } from '../../src/base/receivers';
import { encodeAmber } from '../../src/framing/receivers/amber';
import { encodeHci } from '../../src/framing/receivers/hci';
import { decodeHciSlip, encodeHciSlip } from '../../src/framing/receivers/hci-slip';
import { type Command, SET_UPS } from '../../src/session/receivers';
import { corpusLines } from './corpus';

interface ExchangeRow {
  readonly id: string;
  readonly dongle: Dialect;
  readonly kind?: 'init-exchange';
  readonly exchange?: readonly { readonly dir: string; readonly hex: string }[];
}

const exchanges = corpusLines<ExchangeRow>('dongles.jsonl')?.filter(({ kind }) => kind === 'init-exchange') ?? [];

const saidIn = ({ exchange = [] }: ExchangeRow, by: 'host' | 'dongle') =>
  exchange.filter(({ dir }) => dir.startsWith(by)).map(({ hex }) => hex.toLowerCase());
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** What is said to a receiver that answers as in the row, whatever it is to listen to. */
function commandsFor(row: ExchangeRow): Command[] {
  const answers = saidIn(row, 'dongle').map((hex) => Buffer.from(hex, 'hex'));
  return RADIO_MODES.flatMap((mode) => {
    const steps = SET_UPS.get(row.dongle)!.steps(mode);
    const commands: Command[] = [];
    for (let step = steps.next(); !step.done; ) {
      const command = step.value;
      commands.push(command);
      const answer = answers.map((bytes) => command.answerIn(bytes)).find((found) => found !== undefined);
      step = steps.next(answer);
    }
    return commands;
  });
}

/** Nobody here asks for these: the firmware, a serial number, whether it sleeps, what an iM871A is set to. */
const NOT_ASKED = /^(c00106|ff8b04|ff8a033f|a58106)/;

/** The same content, encoded here. */
const ENCODED: Partial<Record<Dialect, (command: Buffer) => Buffer>> = {
  im871a: (command) =>
    encodeHci({ endpoint: command[1]! & 0x0f, id: command[2]!, payload: command.subarray(4, 4 + command[3]!) }),
  iu891a: (command) => encodeHciSlip(decodeHciSlip(command)!),
  amb8465: (command) => encodeAmber(command[1]!, [...command.subarray(3, -1)]),
  cul: (command) => command,
};

describe('exchanges with receivers in the corpus', () => {
  if (exchanges.length === 0) it.skip('there is no corpus here');

  for (const row of exchanges) {
    it(row.id, () => {
      const commands = commandsFor(row);
      for (const answer of saidIn(row, 'dongle')) {
        const understood = commands.some((command) => command.answerIn(Buffer.from(answer, 'hex')) !== undefined);
        assert.equal(understood, !NOT_ASKED.test(answer), answer);
      }
      for (const hex of saidIn(row, 'host')) {
        const bytes = Buffer.from(hex, 'hex');
        // wmbusmeters asks an iM871A without a CRC.
        const withCrc = row.dongle !== 'im871a' || (bytes[1]! & 0x80) !== 0;
        const encoded = ENCODED[row.dongle]!(bytes);
        if (withCrc) assert.equal(hexOf(encoded), hex);
        else assert.equal(hexOf(encoded.subarray(2, -2)), hexOf(bytes.subarray(2)));
      }
    });
  }

  it('say what is said here, but for what is better', function () {
    if (exchanges.length === 0) this.skip();
    const differ = new Set<string>();
    for (const row of exchanges) {
      const ours = new Set(commandsFor(row).map(({ write }) => hexOf(write)));
      for (const hex of saidIn(row, 'host')) if (!ours.has(hex)) differ.add(hex);
    }
    assert.deepEqual(
      [...differ].toSorted(),
      [
        'a5010100', // a ping without CRC
        'a5010306000203300101', // with the timestamp, without CRC
        'a5010306000206300101',
        'a5010500', // what it is set to: nobody needs to know
        'a5810306000300000800dc39', // as ioBroker sets it, without the strength of the signal
        'a5810306000300030800b8d6',
        'a5810306000300070800d9b5', // frame format B only
        'c001053241c0', // the firmware
        'ff0a02008077', // all parameters
        'ff0a023f01c9', // whether it sleeps
        'ff0b00f4', // the serial number
      ].toSorted(),
    );
  });
});

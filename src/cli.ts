#!/usr/bin/env node
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { MeterError } from './base/errors';
import { LINKS, type Link } from './base/frame';
import { DIALECTS, RADIO_MODES } from './base/receivers';
import { decodeCommand } from './cli/decode';
import { isLink } from './cli/decoding';
import { listenCommand } from './cli/listen';
import { portsCommand } from './cli/ports';
import { simulateCommand } from './cli/simulate';
import { PROFILES } from './profiles';

/** Exit codes: 0 all decoded, 1 some frame had an error, 2 wrong usage, such as a file or a port that is not there. */
const WRONG_USAGE = 2;

// Whoever reads the output may have had enough: `han-meter listen ... | head`.
process.stdout.on('error', () => process.exit());

const program = new Command('han-meter')
  .description('Decode the telegrams of electricity meters (P1 / HAN port)')
  .exitOverride();

decoder('decode')
  .description('decode a recording: raw bytes, or hexadecimal text; one JSON line a result')
  .argument('[file]', 'a file, or - for standard input', '-')
  .option('--explain', 'show which bytes became what')
  .action(decodeCommand);

decoder('listen')
  .description('decode what a meter sends; one JSON line a result')
  .argument('<port>', 'a serial port, or tcp://HOST:PORT')
  .option('--line <setting>', 'line setting of the serial port; the usual one where none is given')
  .option('--request <line>', 'line that asks the meter to send: none, rts, dtr, both', 'none')
  .option('--probe', 'find the line setting of the serial port first, or with --receiver auto the receiver')
  .addOption(new Option('--mode <mode>', 'what a radio receiver listens to').choices(RADIO_MODES).default('T1'))
  .action(listenCommand);

program
  .command('simulate')
  .description('send the telegrams of a simulated meter')
  .option('--meter <id>', 'which meter', 'dsmr5')
  .addOption(
    new Option('--receiver <dialect>', 'what hears it, where it is a radio meter').choices(DIALECTS).default('im871a'),
  )
  .option('--out <port>', 'a serial port, or - for standard output', '-')
  .option('--line <setting>', 'line setting of the serial port; that of the meter where none is given')
  .option('--speed <factor>', 'simulated seconds a second', positive, 1)
  .option('--count <telegrams>', 'stop after so many', positive)
  .option('--seed <number>', 'another household for another number', positive, 1)
  .action(simulateCommand);

program.command('ports').description('list the serial ports of this machine').action(portsCommand);

program.parseAsync().catch((error: unknown) => {
  if (error instanceof CommanderError && error.exitCode === 0) return;
  if (!(error instanceof CommanderError)) process.stderr.write(`error: ${reason(error)}\n`);
  process.exitCode = WRONG_USAGE;
});

/** What the user can do something about; all else is a mistake in here. */
function reason(error: unknown): string {
  if (error instanceof MeterError || (error instanceof Error && 'syscall' in error)) return error.message;
  throw error;
}

/** A command that decodes, with the options that all of them have. */
function decoder(name: string): Command {
  return program
    .command(name)
    .option('--country <code>', 'the country of the meter, such as NL', country)
    .option('--link <kind>', `how the bytes come: ${LINKS.join(', ')}; found out where not told`, link)
    .addOption(
      new Option('--receiver <dialect>', 'the radio receiver that hears the meters').choices(['auto', ...DIALECTS]),
    )
    .option('--key <hex>', 'encryption key; better in HAN_METER_KEYS, where other users do not see it')
    .option('--auth-key <hex>', 'authentication key');
}

function link(kind: string): Link {
  if (!isLink(kind)) throw new InvalidArgumentError(`known links: ${LINKS.join(', ')}`);
  return kind;
}

function country(code: string): string {
  const known = code.toUpperCase();
  if (!PROFILES.has(known)) throw new InvalidArgumentError(`known countries: ${[...PROFILES.keys()].join(', ')}`);
  return known;
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('a number above 0');
  return value;
}

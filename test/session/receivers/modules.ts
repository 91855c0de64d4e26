import type { Dialect } from '../../../src/base/receivers';
import { amberMessage } from '../../../src/simulator/receivers/modules';
import { im871aMessage, iu891aMessage } from '../../../src/simulator/receivers/wimod';

/** A receiver that answers as its data sheet says. */
export interface Module {
  /** What it listens to, in its own words; undefined until it is told. */
  readonly mode: string | undefined;
  /** What it sends when one command has come. */
  answer(command: Buffer): Buffer;
}

/** iM871A (IMST, WiMOD HCI Specification 1.6 and 1.7). */
export class Im871a implements Module {
  mode: string | undefined;
  readonly #firmware: number;

  constructor(firmware = 0x14) {
    this.#firmware = firmware;
  }

  answer(command: Buffer): Buffer {
    const payload = command.subarray(4, 4 + command[3]!);
    switch (command[2]) {
      case 0x01:
        return im871aMessage(0x01, 0x02, Buffer.alloc(0));
      case 0x0f:
        return im871aMessage(0x01, 0x10, Buffer.of(0x33, 0, this.#firmware, 0x17, 1, 2, 3, 4));
      case 0x03:
        if (payload[2]! > 0x09 && this.#firmware < 0x14) return Buffer.alloc(0);
        this.mode = payload.toString('hex');
        return im871aMessage(0x01, 0x04, Buffer.alloc(0));
      default:
        return Buffer.alloc(0);
    }
  }
}

/** iU891A, which has a configuration of 12 bytes. */
export class Iu891a implements Module {
  mode: string | undefined;
  readonly #configuration = Buffer.from('01c1dbc00c00000000c0db07', 'hex');

  answer(command: Buffer): Buffer {
    const plain = Buffer.from(
      command.subarray(1, -1).toString('latin1').replaceAll('\xdb\xdc', '\xc0').replaceAll('\xdb\xdd', '\xdb'),
      'latin1',
    );
    switch (plain.readUInt16BE(0)) {
      case 0x0101:
        return iu891aMessage(0x01, 0x02, Buffer.of(0));
      case 0x0901:
        return iu891aMessage(0x09, 0x02, Buffer.concat([Buffer.of(0), this.#configuration]));
      case 0x0903:
        this.mode = plain.subarray(2, -2).toString('hex');
        return iu891aMessage(0x09, 0x04, Buffer.of(0));
      default:
        return Buffer.alloc(0);
    }
  }
}

/** AMB8465-M (Würth Elektronik, Metis-I reference manual). */
export class Amb8465 implements Module {
  mode: string | undefined;
  resets = 0;
  readonly parameters: Buffer = Buffer.alloc(0x80);

  answer(command: Buffer): Buffer {
    const payload = command.subarray(3, -1);
    const [at, count] = payload;
    switch (command[1]) {
      case 0x0c:
        return amberMessage(0x8c, Buffer.of(2, 7, 0));
      case 0x0a:
        return amberMessage(0x8a, Buffer.concat([Buffer.of(at!, count!), this.parameters.subarray(at!, at! + count!)]));
      case 0x09:
        payload.copy(this.parameters, at!, 2);
        return amberMessage(0x89, Buffer.of(0));
      case 0x05:
        this.resets++;
        this.mode = undefined;
        return amberMessage(0x85, Buffer.of(0));
      case 0x04:
        this.mode = payload.toString('hex');
        return amberMessage(0x84, Buffer.of(0));
      default:
        return Buffer.alloc(0);
    }
  }
}

/** culfw, of which some versions know no C1, and some say nothing to `br`. */
export class Cul implements Module {
  mode: string | undefined;
  readonly #modes: string;
  readonly #isTalkative: boolean;

  constructor({ modes = 'tsc', isTalkative = true } = {}) {
    this.#modes = modes;
    this.#isTalkative = isTalkative;
  }

  answer(command: Buffer): Buffer {
    const said = command
      .toString('latin1')
      .split('\r\n')
      .map((line) => this.#line(line));
    return Buffer.from(said.join(''), 'latin1');
  }

  #line(line: string): string {
    if (line === 'V') return 'V 1.67 nanoCUL868\r\n';
    const letter = line.startsWith('br') ? line.slice(2) : '';
    if (letter === '' || !this.#modes.includes(letter)) return '';
    this.mode = letter;
    return this.#isTalkative ? `${letter.toUpperCase()}MODE\r\n` : '';
  }
}

/** EMB-WMB868 (Embit, EBI WMBus-specific documentation): while its network runs, it refuses another channel. */
export class Embit implements Module {
  mode: string | undefined;
  #isRunning = true;
  #isAwake = false;
  #channel: string | undefined;

  answer(command: Buffer): Buffer {
    const payload = command.subarray(3, -1).toString('hex');
    switch (command[2]) {
      case 0x01:
        return Buffer.from('000681404910', 'hex');
      case 0x05:
        this.#isRunning = false;
        // The answer, and that it is ready.
        return Buffer.from('000585008a0005841099', 'hex');
      case 0x11:
        if (this.#isRunning) return Buffer.from('0005910197', 'hex');
        this.#channel = payload;
        return Buffer.from('0005910096', 'hex');
      case 0x13:
        this.#isAwake = payload === '0000';
        return Buffer.from('0005930098', 'hex');
      case 0x31:
        if (this.#isAwake) this.mode = this.#channel;
        return Buffer.from('0005b100b6', 'hex');
      default:
        return Buffer.alloc(0);
    }
  }
}

/** A new one of each. */
export const MODULES = {
  im871a: () => new Im871a(),
  iu891a: () => new Iu891a(),
  amb8465: () => new Amb8465(),
  cul: () => new Cul(),
  embit: () => new Embit(),
} as const satisfies Partial<Record<Dialect, () => Module>>;

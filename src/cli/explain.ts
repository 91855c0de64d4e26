import type { Note } from '../base/frame';
import type { MeterStream } from '../decode';

/** Bytes a line of the dump. */
const WIDTH = 16;

interface Field {
  start: number;
  end: number;
  name: string;
}

/** Collects what became of which bytes while a {@link MeterStream} decodes, and prints it under each frame. */
export class Explanation {
  #fields: Field[] = [];

  readonly note: Note = (start, end, name) => {
    this.#fields.push({ start, end, name });
  };

  /** The bytes of a message with the field that each became: offset, hexadecimal, ASCII, name. */
  dump(message: Buffer): string {
    const lines = this.#fields.flatMap(({ start, end, name }) => dumpField(message, start, end, name));
    this.#fields = [];
    return lines.join('\n');
  }
}

function dumpField(message: Buffer, start: number, end: number, name: string): string[] {
  const lines: string[] = [];
  for (let from = start; from < end; from += WIDTH) {
    const bytes = message.subarray(from, Math.min(end, from + WIDTH));
    const offset = from.toString(16).padStart(4, '0');
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const ascii = bytes.toString('latin1').replaceAll(/[^\x20-\x7e]/g, '.');
    lines.push(`${offset}  ${hex.padEnd(3 * WIDTH)} ${ascii.padEnd(WIDTH)}  ${from === start ? name : ''}`.trimEnd());
  }
  return lines;
}

import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { type DecodeOptions, decodeFrame, MeterStream, type Result } from '../decode';
import { hexBytes } from '../framing/unwrap';
import { Explanation } from './explain';
import { print } from './print';

export async function decodeCommand(file: string, options: { country?: string; explain?: boolean }): Promise<void> {
  const bytes = file === '-' ? await buffer(process.stdin) : await readFile(file);
  const { explain, ...decodeOptions } = options;
  const stream = new MeterStream(decodeOptions);
  const input = hexBytes(bytes.toString('latin1')) ?? bytes;
  const results = [...stream.push(input), ...stream.end()];
  for (const result of results) {
    print(result);
    if (explain) explainFrame(result, decodeOptions);
  }
  const found = results.some(({ kind }) => kind === 'telegram');
  if (!found) process.stderr.write('no telegram found\n');
  process.exitCode = found && !results.some(({ kind }) => kind === 'error') ? 0 : 1;
}

function explainFrame(result: Result, options: DecodeOptions): void {
  if (result.kind === 'discarded' || result.frame === undefined) return;
  const explanation = new Explanation();
  decodeFrame(result.frame, { ...options, note: explanation.note });
  process.stdout.write(`${explanation.dump(result.frame.message)}\n`);
}

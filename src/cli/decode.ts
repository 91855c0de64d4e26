import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { type DecodeOptions, decodeClear, decodeFrame, MeterStream, type Result } from '../decode';
import { hexBytes } from '../framing/unwrap';
import { type DecodingOptions, decoding } from './decoding';
import { Explanation } from './explain';
import { print } from './print';

export async function decodeCommand(file: string, options: DecodingOptions & { explain?: boolean }): Promise<void> {
  const decodeOptions = decoding(options);
  const bytes = file === '-' ? await buffer(process.stdin) : await readFile(file);
  const stream = new MeterStream(decodeOptions);
  // What receivers print is read as it stands.
  const isRadio = decodeOptions.receiver !== undefined || decodeOptions.link === 'wmbus';
  const input = isRadio ? bytes : (hexBytes(bytes.toString('latin1')) ?? bytes);
  const results = [...stream.push(input), ...stream.end()];
  for (const result of results) {
    print(result);
    if (options.explain) explainFrame(result, decodeOptions);
  }
  const found = results.some(({ kind }) => kind === 'telegram');
  if (!found) process.stderr.write('no telegram found\n');
  process.exitCode = found && !results.some(({ kind }) => kind === 'error') ? 0 : 1;
}

/** What was encrypted is explained in clear. */
function explainFrame(result: Result, options: DecodeOptions): void {
  if (result.kind === 'discarded' || result.frame === undefined) return;
  const explanation = new Explanation();
  const explained = { ...options, note: explanation.note };
  if (result.kind === 'telegram') decodeClear(result.frame, result.security, explained);
  else decodeFrame(result.frame, explained);
  process.stdout.write(`${explanation.dump(result.frame.message)}\n`);
}

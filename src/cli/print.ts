import type { Result } from '../decode';

/** One line a result; bytes as hexadecimal digits. */
export function print(result: Result): void {
  process.stdout.write(`${JSON.stringify(printable(result))}\n`);
}

function printable(result: Result): object {
  if (result.kind === 'discarded' || result.frame === undefined) return result;
  const { message: _clear, wire, ...about } = result.frame;
  return { ...result, frame: { ...about, wire: wire.toString('hex').toUpperCase() } };
}

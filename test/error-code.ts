import { MeterError } from '../src/base/errors';

/** The code of the `MeterError` that `run` throws; `none` where it throws nothing. */
export function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (thrown) {
    if (thrown instanceof MeterError) return thrown.code;
    throw thrown;
  }
  return 'none';
}

import { type Detected, Detection, type DetectionStep } from '../session/detect';
import { runDetection } from './run-detection';
import type { OpenWire } from './wire';

/**
 * Runs a {@link Detection} on a port: `openWith` opens it with a line setting, `tell` hears of each step. Rejects with
 * the `MeterError` of a port that cannot be opened, or with `failed` when `givenUp` is aborted.
 */
export function detectLine(
  lines: readonly string[],
  openWith: (line: string) => OpenWire,
  tell: (step: DetectionStep) => void,
  givenUp: AbortSignal,
): Promise<Detected> {
  return runDetection(new Detection(lines), openWith, tell, givenUp);
}

import { type ReceiverDetected, ReceiverDetection, type ReceiverDetectionStep } from '../session/receiver-detect';
import { runDetection } from './run-detection';
import type { OpenWire } from './wire';

/**
 * Runs a {@link ReceiverDetection} on a port: `openWith` opens it with a line setting, `tell` hears of each step. Rejects
 * with the `MeterError` of a port that cannot be opened, or with `failed` when `givenUp` is aborted.
 */
export function detectReceiver(
  openWith: (line: string) => OpenWire,
  tell: (step: ReceiverDetectionStep) => void,
  givenUp: AbortSignal,
): Promise<ReceiverDetected> {
  return runDetection(new ReceiverDetection(), openWith, tell, givenUp);
}

import { MeterError } from '../base/errors';
import { type Detected, Detection, type DetectionStep } from '../session/detect';
import type { OpenWire, Wire } from './wire';

/**
 * Runs a {@link Detection} on a port: `openWith` opens it with a line setting, `tell` hears of each step. Rejects with
 * the `MeterError` of a port that cannot be opened, or with `failed` when `givenUp` is aborted.
 */
export async function detectLine(
  lines: readonly string[],
  openWith: (line: string) => OpenWire,
  tell: (step: DetectionStep) => void,
  givenUp: AbortSignal,
): Promise<Detected> {
  const detection = new Detection(lines);
  let step = detection.start(Date.now());
  for (;;) {
    const { line } = step;
    step = await listenWith(openWith(line), detection, step, tell, givenUp);
    if (step.outcome !== undefined) return step.outcome;
  }
}

/** Listens with one line setting until the detection wants another or is done. */
async function listenWith(
  open: OpenWire,
  detection: Detection,
  first: DetectionStep,
  tell: (step: DetectionStep) => void,
  givenUp: AbortSignal,
): Promise<DetectionStep> {
  let timer: NodeJS.Timeout | undefined;
  let opening: Promise<Wire> | undefined;
  try {
    return await new Promise<DetectionStep>((resolve, reject) => {
      const follow = (step: DetectionStep) => {
        tell(step);
        clearTimeout(timer);
        if (step.outcome !== undefined || step.line !== first.line) return resolve(step);
        timer = setTimeout(() => follow(detection.wake(Date.now())), Math.max(0, step.wakeAt - Date.now()));
      };
      givenUp.addEventListener('abort', () => reject(new MeterError('failed', 'given up')), { once: true });
      opening = open({ data: (chunk) => follow(detection.push(chunk, Date.now())), closed: reject }, givenUp);
      opening.then(() => follow(first), reject);
    });
  } finally {
    clearTimeout(timer);
    // It may still be opening when the detection is given up.
    await opening?.then((wire) => wire.close()).catch(() => {});
  }
}

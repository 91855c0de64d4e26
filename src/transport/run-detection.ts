import { MeterError } from '../base/errors';
import type { OpenWire, Wire } from './wire';

/** What a detection wants, and its outcome when it is over. */
export interface Wanted<Outcome> {
  line: string;
  write?: Uint8Array;
  /** Epoch ms. */
  wakeAt: number;
  outcome?: Outcome;
}

/** A detection, without the line. Times are epoch ms. */
export interface Detecting<Step> {
  start(now: number): Step;
  push(chunk: Uint8Array, now: number): Step;
  wake(now: number): Step;
}

/**
 * Runs a detection on a port: `openWith` opens it with a line setting, `tell` hears of each step. Rejects with the
 * `MeterError` of a port that cannot be opened, or with `failed` when `givenUp` is aborted.
 */
export async function runDetection<Outcome, Step extends Wanted<Outcome>>(
  detection: Detecting<Step & Wanted<Outcome>>,
  openWith: (line: string) => OpenWire,
  tell: (step: Step) => void,
  givenUp: AbortSignal,
): Promise<Outcome> {
  let step = detection.start(Date.now());
  for (;;) {
    const { line } = step;
    step = await listenWith(openWith(line), detection, step, tell, givenUp);
    if (step.outcome !== undefined) return step.outcome;
  }
}

/** Listens with one line setting until the detection wants another or is done. */
async function listenWith<Step extends Wanted<unknown>>(
  open: OpenWire,
  detection: Detecting<Step>,
  first: Step,
  tell: (step: Step) => void,
  givenUp: AbortSignal,
): Promise<Step> {
  let timer: NodeJS.Timeout | undefined;
  let opening: Promise<Wire> | undefined;
  let wire: Wire | undefined;
  try {
    return await new Promise<Step>((resolve, reject) => {
      const follow = (step: Step) => {
        tell(step);
        clearTimeout(timer);
        if (step.outcome !== undefined || step.line !== first.line) return resolve(step);
        if (step.write !== undefined) wire?.write(step.write);
        timer = setTimeout(() => follow(detection.wake(Date.now())), Math.max(0, step.wakeAt - Date.now()));
      };
      givenUp.addEventListener('abort', () => reject(new MeterError('failed', 'given up')), { once: true });
      opening = open({ data: (chunk) => follow(detection.push(chunk, Date.now())), closed: reject }, givenUp);
      opening.then((opened) => {
        wire = opened;
        follow(first);
      }, reject);
    });
  } finally {
    clearTimeout(timer);
    // It may still be opening when the detection is given up.
    await opening?.then((opened) => opened.close()).catch(() => {});
  }
}

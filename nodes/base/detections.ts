import { asMeterError, type MeterError } from '../../src/base/errors';
import { PROFILES } from '../../src/profiles';
import { type DetectionStep, USUAL_LINES } from '../../src/session/detect';
import { detectLine } from '../../src/transport/detect-line';
import { lineSettings, type SerialSettings, serialWire } from '../../src/transport/serial';
import { portAt } from './ports-in-use';

/** What a dialog is told of a detection. */
export interface DetectionState extends Partial<DetectionStep> {
  /** Settings that gave no telegram. */
  tried: string[];
  error?: MeterError;
}

/** A dialog that has not asked for so long, in ms, has been closed. */
const ABANDONED_AFTER = 10_000;

interface Running {
  state: DetectionState;
  givenUp: AbortController;
  abandoned: NodeJS.Timeout;
}

/** Detections that dialogs have begun, by the path of the port. One port has one detection at a time. */
export class Detections {
  readonly #running = new Map<string, Running>();

  /** What is known; begins a detection where none runs on this port. `country`: whose line settings to try first. */
  ask(path: string, dataRequest: SerialSettings['dataRequest'], country: string): DetectionState {
    const running = this.#running.get(path) ?? this.#begin(path, dataRequest, country);
    running.abandoned.refresh();
    return running.state;
  }

  /** Ends it; the port is free for others soon after. */
  stop(path: string): void {
    const running = this.#running.get(path);
    if (running === undefined) return;
    clearTimeout(running.abandoned);
    running.givenUp.abort();
    this.#running.delete(path);
  }

  #begin(path: string, dataRequest: SerialSettings['dataRequest'], country: string): Running {
    const abandoned = setTimeout(() => this.stop(path), ABANDONED_AFTER);
    const running: Running = { state: { tried: [] }, givenUp: new AbortController(), abandoned };
    this.#running.set(path, running);
    const lines = [...(PROFILES.get(country)?.lines ?? []), ...USUAL_LINES];
    void this.#detect(running, lines, path, dataRequest);
    return running;
  }

  async #detect(running: Running, lines: string[], path: string, dataRequest: SerialSettings['dataRequest']) {
    const tell = (step: DetectionStep) => {
      const { line } = running.state;
      if (line !== undefined && line !== step.line) running.state.tried.push(line);
      Object.assign(running.state, step);
    };
    let resume: (() => void) | undefined;
    try {
      // The flow may be reading this very port: it waits until the detection is over.
      resume = await portAt(path)?.pause();
      const openWith = (line: string) => serialWire({ path, ...lineSettings(line), dataRequest });
      await detectLine(lines, openWith, tell, running.givenUp.signal);
    } catch (error) {
      running.state.error = asMeterError(error);
    } finally {
      resume?.();
    }
  }
}

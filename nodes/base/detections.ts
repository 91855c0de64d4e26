import { asMeterError, type MeterError } from '../../src/base/errors';
import { PROFILES } from '../../src/profiles';
import { type DetectionStep, USUAL_LINES } from '../../src/session/detect';
import type { ReceiverDetectionStep } from '../../src/session/receiver-detect';
import { detectLine } from '../../src/transport/detect-line';
import { detectReceiver } from '../../src/transport/detect-receiver';
import { lineSettings, type SerialSettings, serialWire } from '../../src/transport/serial';
import { ABANDONED_AFTER } from './abandoned';
import { portAt } from './ports-in-use';

type Step = DetectionStep | ReceiverDetectionStep;

/** What a dialog wants to be found. */
export interface DetectionWish {
  path: string;
  dataRequest: SerialSettings['dataRequest'];
  /** Whose line settings to try first. */
  country: string;
  /** A radio receiver is to be found out, not a meter's line setting. */
  radio: boolean;
}

/** What a dialog is told of a detection. */
export interface DetectionState {
  line?: string;
  bytes?: number;
  outcome?: Step['outcome'];
  /** Settings that gave no telegram. */
  tried: string[];
  error?: MeterError;
}

interface Running {
  state: DetectionState;
  givenUp: AbortController;
  abandoned: NodeJS.Timeout;
}

/** Detections that dialogs have begun, by the path of the port. One port has one detection at a time. */
export class Detections {
  readonly #running = new Map<string, Running>();

  /** What is known; begins a detection where none runs on this port. */
  ask(wish: DetectionWish): DetectionState {
    const running = this.#running.get(wish.path) ?? this.#begin(wish);
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

  #begin(wish: DetectionWish): Running {
    const abandoned = setTimeout(() => this.stop(wish.path), ABANDONED_AFTER);
    const running: Running = { state: { tried: [] }, givenUp: new AbortController(), abandoned };
    this.#running.set(wish.path, running);
    void this.#detect(running, wish);
    return running;
  }

  async #detect({ state, givenUp }: Running, { path, dataRequest, country, radio }: DetectionWish): Promise<void> {
    const tell = ({ line, bytes, outcome }: Step) => {
      if (state.line !== undefined && state.line !== line) state.tried.push(state.line);
      Object.assign(state, { line, bytes, outcome });
    };
    let resume: (() => void) | undefined;
    try {
      // The flow may be reading this very port: it waits until the detection is over.
      resume = await portAt(path)?.pause();
      const openWith = (line: string) => serialWire({ path, ...lineSettings(line), dataRequest });
      const lines = [...(PROFILES.get(country)?.lines ?? []), ...USUAL_LINES];
      if (radio) await detectReceiver(openWith, tell, givenUp.signal);
      else await detectLine(lines, openWith, tell, givenUp.signal);
    } catch (error) {
      state.error = asMeterError(error);
    } finally {
      resume?.();
    }
  }
}

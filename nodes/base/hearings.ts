import type { MeterError } from '../../src/base/errors';
import type { Framed } from '../../src/base/frame';
import type { MeterKeys } from '../../src/base/keys';
import { type HeardMeter, HeardMeters } from '../../src/security/heard-meters';
import type { ConnectionState } from '../../src/transport/connection';
import { ABANDONED_AFTER } from './abandoned';
import { connectionProblem } from './connection-status';
import { MeterPort } from './meter-port';
import { newTalker, openWire, type PortConfig, placeOf } from './port-config';
import { forgetPort, portAt, rememberPort } from './ports-in-use';

/** What a dialog is told of a hearing. */
export interface HearingState {
  meters: HeardMeter[];
  error?: MeterError;
}

interface Hearing {
  readonly settings: string;
  /** Of a flow, or its own. */
  readonly port: MeterPort;
  readonly meters: HeardMeters;
  keys: readonly MeterKeys[];
  error?: MeterError | undefined;
  readonly abandoned: NodeJS.Timeout;
  leave(): void;
}

/**
 * Receivers that dialogs listen to, to show which meters are there: where a flow has the port open, along with the flow;
 * else with the settings of the dialog, before they are deployed. One place has one hearing at a time.
 */
export class Hearings {
  readonly #hearings = new Map<string, Hearing>();
  /** Opening waits until what was open before has been closed. */
  #closed: Promise<unknown> = Promise.resolve();

  /** What has been heard; begins to listen where nothing does. `keys` mark the user's own meters. */
  ask(config: PortConfig, keys: readonly MeterKeys[]): HearingState {
    const hearing = this.#goingOn(config) ?? this.#begin(config);
    hearing.keys = keys;
    hearing.abandoned.refresh();
    const { meters, error } = hearing;
    return { meters: meters.list(), ...(error && { error }) };
  }

  /** Ends it; the port is free for others soon after. */
  stop(place: string): void {
    const hearing = this.#hearings.get(place);
    if (hearing === undefined) return;
    this.#hearings.delete(place);
    clearTimeout(hearing.abandoned);
    hearing.leave();
  }

  /** Undefined where the dialog has changed the settings, or a flow has brought the port or taken it away. */
  #goingOn(config: PortConfig): Hearing | undefined {
    const place = placeOf(config);
    const hearing = this.#hearings.get(place);
    if (hearing?.settings === settingsOf(config) && hearing.port === portAt(place)) return hearing;
    this.stop(place);
    return undefined;
  }

  #begin(config: PortConfig): Hearing {
    const place = placeOf(config);
    const ofFlow = portAt(place);
    const port = ofFlow ?? new MeterPort(this.#openWire(config), () => newTalker(config, undefined));
    // The search for the receiver may want to borrow it.
    if (ofFlow === undefined) rememberPort(place, port);
    const meters = new HeardMeters();
    const leave = port.use({
      found: (items: readonly Framed[]) => {
        for (const item of items) if (item.kind === 'frame') meters.add(item.frame, hearing.keys);
      },
      state: (state) => {
        if (state.phase !== 'opening') hearing.error = problemOf(state);
      },
      failed: (error) => {
        hearing.error = error;
      },
    });
    const hearing: Hearing = {
      settings: settingsOf(config),
      port,
      meters,
      keys: [],
      abandoned: setTimeout(() => this.stop(place), ABANDONED_AFTER),
      leave: () => {
        if (ofFlow === undefined) forgetPort(place, port);
        this.#closed = Promise.all([this.#closed, leave()]);
      },
    };
    this.#hearings.set(place, hearing);
    return hearing;
  }

  #openWire(config: PortConfig): ReturnType<typeof openWire> {
    const closed = this.#closed;
    return async (events, givenUp) => {
      await closed;
      return openWire(config, undefined)(events, givenUp);
    };
  }
}

function settingsOf({ receiver, mode, line }: PortConfig): string {
  return JSON.stringify([receiver, mode, line]);
}

/** Silence is none: meters may send every few minutes. */
function problemOf(state: ConnectionState): MeterError | undefined {
  return state.phase === 'lost' || state.phase === 'no-answer' ? connectionProblem(state, true) : undefined;
}

import type { MeterError } from '../../src/base/errors';
import type { Framed } from '../../src/base/frame';
import type { MeterKeys } from '../../src/base/keys';
import { type HeardMeter, HeardMeters } from '../../src/security/heard-meters';
import { MeterPort } from './meter-port';
import { newTalker, openWire, type PortConfig, placeOf } from './port-config';
import { portAt } from './ports-in-use';

/** What a dialog is told of a hearing. */
export interface HearingState {
  meters: HeardMeter[];
  error?: MeterError;
}

/** A dialog that has not asked for so long, in ms, has been closed. */
const ABANDONED_AFTER = 10_000;

interface Hearing {
  readonly meters: HeardMeters;
  keys: readonly MeterKeys[];
  error?: MeterError;
  stop(): void;
  readonly abandoned: NodeJS.Timeout;
}

/**
 * Receivers that dialogs listen to, to show which meters are there: where a flow has the port open, along with the flow;
 * else with the settings of the dialog, before they are deployed.
 */
export class Hearings {
  readonly #hearings = new Map<string, Hearing>();

  /** What has been heard; begins to listen where nothing does. `keys` mark the user's own meters. */
  ask(config: PortConfig, keys: readonly MeterKeys[]): HearingState {
    const place = JSON.stringify([placeOf(config), config.receiver, config.mode, config.line]);
    const hearing = this.#hearings.get(place) ?? this.#begin(place, config);
    hearing.keys = keys;
    hearing.abandoned.refresh();
    const { meters, error } = hearing;
    return { meters: meters.list(), ...(error && { error }) };
  }

  #begin(place: string, config: PortConfig): Hearing {
    const port =
      portAt(placeOf(config)) ?? new MeterPort(openWire(config, undefined), () => newTalker(config, undefined));
    const meters = new HeardMeters();
    const hearing: Hearing = {
      meters,
      keys: [],
      abandoned: setTimeout(() => hearing.stop(), ABANDONED_AFTER),
      stop: () => {
        this.#hearings.delete(place);
        void leave();
      },
    };
    const fail = (error: MeterError) => {
      hearing.error = error;
    };
    const leave = port.use({
      found: (items: readonly Framed[]) => {
        for (const item of items) if (item.kind === 'frame') meters.add(item.frame, hearing.keys);
      },
      state: (state) => {
        if (state.phase === 'lost') fail(state.error);
        else delete hearing.error;
      },
      failed: fail,
    });
    this.#hearings.set(place, hearing);
    return hearing;
  }
}

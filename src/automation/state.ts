/** What must outlive a restart, so that minimum times hold and a load stays as it was. Times are epoch ms. */
export interface ThresholdState {
  on: boolean;
  /** When the output became so. */
  switchedAt: number;
  /** Since when the value has called for the other output. */
  callingSince?: number;
  /** When the last value came. */
  heardAt?: number;
}

/** A state that was stored; undefined where it is none, as files are cut short and edited by hand. */
export function stateFrom(stored: unknown): ThresholdState | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { on, switchedAt, callingSince, heardAt } = stored as Record<string, unknown>;
  if (typeof on !== 'boolean' || !isTime(switchedAt)) return undefined;
  if (callingSince !== undefined && !isTime(callingSince)) return undefined;
  if (heardAt !== undefined && !isTime(heardAt)) return undefined;
  return {
    on,
    switchedAt,
    ...(callingSince !== undefined && { callingSince }),
    ...(heardAt !== undefined && { heardAt }),
  };
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

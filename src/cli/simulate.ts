import { setTimeout as wait } from 'node:timers/promises';
import { SimulatedMeter } from '../simulator/meters';
import { lineSettings, serialWire } from '../transport/serial';

interface SimulateOptions {
  meter: string;
  out: string;
  line: string;
  speed: number;
  count?: number;
  seed: number;
}

export async function simulateCommand({ meter: id, out, line, speed, count, seed }: SimulateOptions): Promise<void> {
  const begun = Date.now();
  const meter = new SimulatedMeter({ meter: id, start: begun, seed });
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

  const wire = out === '-' ? undefined : await openPort(out, line, stop);
  for (let sent = 0; !stop.signal.aborted && (count === undefined || sent < count); sent++) {
    if (sent > 0) await wait(meter.interval * 1000, undefined, { signal: stop.signal }).catch(() => {});
    if (stop.signal.aborted) break;
    const telegram = meter.telegram(begun + (Date.now() - begun) * speed);
    if (wire === undefined) process.stdout.write(telegram);
    else wire.write(telegram);
  }
  await wire?.close();
}

async function openPort(path: string, line: string, stop: AbortController) {
  const open = serialWire({ path, ...lineSettings(line), dataRequest: 'none' });
  return open({ data: () => {}, closed: () => stop.abort() }, stop.signal);
}

import { setTimeout as wait } from 'node:timers/promises';
import type { Dialect } from '../base/receivers';
import { SimulatedMeter } from '../simulator/meters';
import { lineSettings, serialWire } from '../transport/serial';

interface SimulateOptions {
  meter: string;
  out: string;
  /** That of the meter where none is given. */
  line?: string;
  speed: number;
  count?: number;
  seed: number;
  receiver: Dialect;
}

export async function simulateCommand(options: SimulateOptions): Promise<void> {
  const { meter: id, out, line, speed, count, seed, receiver } = options;
  const begun = Date.now();
  const meter = new SimulatedMeter({ meter: id, start: begun, seed, receiver });
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

  const now = () => begun + (Date.now() - begun) * speed;
  const answer = (asked: Uint8Array) => {
    const bytes = meter.answer(asked, now());
    if (bytes.length > 0) wire?.write(bytes);
  };
  const wire = out === '-' ? undefined : await openPort(out, line ?? meter.line, answer, stop);
  for (let sent = 0; !stop.signal.aborted && (count === undefined || sent < count); ) {
    const telegram = meter.telegram(now());
    if (wire === undefined) process.stdout.write(telegram);
    else wire.write(telegram);
    if (telegram.length > 0) sent++;
    if (sent === count) break;
    await wait(meter.interval * 1000, undefined, { signal: stop.signal }).catch(() => {});
  }
  await wire?.close();
}

/** `asked`: what a meter that has to be asked is told. */
async function openPort(path: string, line: string, asked: (bytes: Uint8Array) => void, stop: AbortController) {
  const open = serialWire({ path, ...lineSettings(line), dataRequest: 'none' });
  return open({ data: asked, closed: () => stop.abort() }, stop.signal);
}

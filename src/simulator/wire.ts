import type { OpenWire } from '../transport/wire';
import type { SimulatedMeter } from './meters';

/**
 * A wire with a simulated meter at its end: it sends as often as a real one, and for each second that passes, `speed`
 * seconds pass in its house.
 */
export function simulatedWire(meter: SimulatedMeter, speed: number): OpenWire {
  return async (events) => {
    const begun = Date.now();
    const begunThere = Math.max(begun, meter.time);
    const send = () => events.data(meter.telegram(begunThere + (Date.now() - begun) * speed));
    const first = setImmediate(send);
    const timer = setInterval(send, meter.interval * 1000);
    return {
      write: () => {},
      close: async () => {
        clearImmediate(first);
        clearInterval(timer);
      },
    };
  };
}

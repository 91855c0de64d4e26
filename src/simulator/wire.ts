import type { OpenWire } from '../transport/wire';
import type { SimulatedMeter } from './meters';

/**
 * A wire with a simulated meter at its end: it sends as often as a real one, answers what it is asked, and for each
 * second that passes, `speed` seconds pass in its house.
 */
export function simulatedWire(meter: SimulatedMeter, speed: number): OpenWire {
  return async (events) => {
    const begun = Date.now();
    const begunThere = Math.max(begun, meter.time);
    const now = () => begunThere + (Date.now() - begun) * speed;
    let open = true;
    const arrive = (bytes: Buffer) => {
      if (open && bytes.length > 0) events.data(bytes);
    };
    const send = () => arrive(meter.telegram(now()));
    setImmediate(send);
    const timer = setInterval(send, meter.interval * 1000);
    return {
      write: (bytes) => {
        const answer = meter.answer(bytes, now());
        setImmediate(arrive, answer);
      },
      close: async () => {
        open = false;
        clearInterval(timer);
      },
    };
  };
}

import { setTimeout as wait } from 'node:timers/promises';
import { MeterError } from '../base/errors';
import { unwrap } from '../framing/unwrap';
import type { OpenWire } from './wire';

export interface HttpSettings {
  /** Such as `http://p1meter.local/api/v1/telegram`. */
  url: string;
  /** From one question to the next, s. */
  interval: number;
}

const TIMEOUT = 10_000;

/** Asks a bridge for its last telegram again and again (HomeWizard P1, `/api/v1/telegram`). */
export function httpWire({ url, interval }: HttpSettings): OpenWire {
  return async (events, givenUp) => {
    const closed = new AbortController();
    const until = AbortSignal.any([closed.signal, givenUp]);
    let last = await ask(url, until);
    const poll = async () => {
      setImmediate(() => events.data(last));
      while (!until.aborted) {
        await wait(interval * 1000, undefined, { signal: until });
        const telegram = await ask(url, until);
        // The bridge answers with the same telegram until the meter sends another.
        if (!telegram.equals(last)) events.data(telegram);
        last = telegram;
      }
    };
    const ended = poll().catch((error: unknown) => {
      if (!until.aborted) events.closed(error as MeterError);
    });
    return {
      write: () => {},
      close: () => {
        closed.abort();
        return ended;
      },
    };
  };
}

/** The telegram; rejects with a `MeterError`. */
async function ask(url: string, until: AbortSignal): Promise<Buffer> {
  const host = URL.canParse(url) ? new URL(url).host : url;
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, { signal: AbortSignal.any([until, AbortSignal.timeout(TIMEOUT)]) });
    text = await response.text();
  } catch {
    throw new MeterError('unreachable', `${host} does not answer`, { details: { host } });
  }
  if (!response.ok) {
    const details = { host, status: response.status };
    throw new MeterError('http-status', `${host} answers with HTTP status ${response.status}`, { details });
  }
  return Buffer.from(unwrap(text) ?? []);
}

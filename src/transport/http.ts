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
  const { status, ok, body } = await answerOf(url, host, until);
  if (!ok) {
    throw new MeterError('http-status', `${host} answers with HTTP status ${status}`, { details: { host, status } });
  }
  // In latin1 each byte is a character of its own, so that nothing is lost.
  return Buffer.from(unwrap(body.toString('latin1')) ?? []);
}

/** The longest telegram with JSON around it is far shorter; what is longer is no meter. */
const MAX_BODY = 65_536;

async function answerOf(url: string, host: string, until: AbortSignal) {
  try {
    const response = await fetch(url, { signal: AbortSignal.any([until, AbortSignal.timeout(TIMEOUT)]) });
    const pieces: Uint8Array[] = [];
    let length = 0;
    for await (const piece of response.body ?? []) {
      length += piece.length;
      if (length > MAX_BODY) throw new MeterError('too-long', `${host} answers with more than any telegram has`);
      pieces.push(piece);
    }
    return { status: response.status, ok: response.ok, body: Buffer.concat(pieces) };
  } catch (error) {
    if (error instanceof MeterError) throw error;
    throw new MeterError('unreachable', `${host} does not answer`, { details: { host } });
  }
}

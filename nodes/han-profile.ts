import type { Node, NodeAPI, NodeDef } from 'node-red';
import { MeterError } from '../src/base/errors';
import type { Meter, MeterObject, MeterTime } from '../src/base/telegram';
import { profileTelegram } from '../src/decode';
import { forgetReading, keepReading } from './base/latest-readings';
import { readingStatus } from './base/reading-status';
import { type Message, runNode } from './base/run-node';

interface ProfileConfig extends NodeDef {
  /** ISO 3166-1, or `auto`. */
  country: string;
}

interface Decoded {
  meter?: Meter;
  time?: MeterTime;
  objects: MeterObject[];
}

export = (RED: NodeAPI): void => {
  RED.nodes.registerType('han-profile', function (this: Node, config: ProfileConfig) {
    RED.nodes.createNode(this, config);
    const country = config.country === 'auto' ? undefined : config.country;
    runNode(RED, this, (outlets) => ({
      input: (message) => {
        const { receivedAt } = (message.frame ?? {}) as { receivedAt?: string };
        const reading = profileTelegram(decodedIn(message), country, receivedAt);
        if (reading === undefined) throw new MeterError('no-country', 'the telegram does not tell its country');
        keepReading(this.id, structuredClone(reading));
        message.payload = reading;
        outlets.status(readingStatus(RED, reading));
        outlets.send(message);
      },
      close: () => forgetReading(this.id),
    }));
  });
};

function decodedIn({ payload }: Message): Decoded {
  const decoded = payload as Partial<Decoded> | null | undefined;
  if (!Array.isArray(decoded?.objects)) {
    throw new MeterError('not-objects', 'the payload holds no objects: decode belongs before');
  }
  return decoded as Decoded;
}

import type { Node, NodeAPI, NodeDef } from 'node-red';
import { MeterError } from '../src/base/errors';
import type { Meter, MeterObject, MeterTime } from '../src/base/telegram';
import { profileTelegram } from '../src/decode';
import type { Reading } from '../src/profiles/reading';
import { chosenCountry, type ReadingConfig, ReadingOutput } from './base/reading-output';
import { type Message, runNode } from './base/run-node';

type ProfileConfig = NodeDef & ReadingConfig;

interface Decoded {
  meter?: Meter;
  time?: MeterTime;
  objects: MeterObject[];
}

export = (RED: NodeAPI): void => {
  RED.nodes.registerType('han-profile', function (this: Node, config: ProfileConfig) {
    RED.nodes.createNode(this, config);
    const country = chosenCountry(config);
    runNode(RED, this, (outlets) => {
      const output = new ReadingOutput(RED, this, config, outlets, (message) => outlets.send(message));
      return {
        input: (message) => {
          const reading = readingIn(message, country);
          if (reading === undefined) throw new MeterError('no-country', 'the telegram does not tell its country');
          output.deliver(reading, message, String(message.topic ?? ''));
        },
        close: () => output.close(),
      };
    });
  });
};

/** Objects may come from another decoder than ours, from a file, from anywhere. */
function readingIn(message: Message, country: string | undefined): Reading | undefined {
  const decoded = decodedIn(message);
  const { receivedAt } = (message.frame ?? {}) as { receivedAt?: unknown };
  try {
    return profileTelegram(decoded, country, typeof receivedAt === 'string' ? receivedAt : undefined);
  } catch (error) {
    throw error instanceof MeterError ? error : new MeterError('not-objects', `these are no meter objects: ${error}`);
  }
}

function decodedIn({ payload }: Message): Decoded {
  const decoded = payload as Partial<Decoded> | null | undefined;
  if (!Array.isArray(decoded?.objects)) {
    throw new MeterError('not-objects', 'the payload holds no objects: decode belongs before');
  }
  return decoded as Decoded;
}

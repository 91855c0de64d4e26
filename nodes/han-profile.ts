import type { Node, NodeAPI, NodeDef } from 'node-red';
import { MeterError } from '../src/base/errors';
import { type ProfileOptions, profileTelegram } from '../src/decode';
import type { ReadableTelegram } from '../src/profiles/read';
import type { Reading } from '../src/profiles/reading';
import { MemoryStore } from './base/memory-store';
import { hintsIn, type ReadingConfig, ReadingOutput } from './base/reading-output';
import { type Message, runNode } from './base/run-node';
import { unknownFormatStatus } from './base/unknown-format';

type ProfileConfig = NodeDef & ReadingConfig;

export = (RED: NodeAPI): void => {
  RED.nodes.registerType('han-profile', function (this: Node, config: ProfileConfig) {
    RED.nodes.createNode(this, config);
    const hints = hintsIn(config);
    runNode(RED, this, (outlets) => {
      const memory = new MemoryStore(RED, this);
      const output = new ReadingOutput(RED, this, config, outlets, (message) => outlets.send(message));
      return {
        input: (message) => {
          const source = String(message.topic ?? '');
          const decoded = decodedIn(message);
          const waiting = unknownFormatStatus(RED, decoded.objects);
          if (waiting !== undefined) {
            outlets.status(waiting);
            return;
          }
          const reading = readingIn(decoded, message, { ...hints, memory: memory.memory, source });
          if (hints.display !== undefined) memory.changed();
          if (reading === undefined) throw new MeterError('no-country', 'the telegram does not tell its country');
          output.deliver(reading, message, source);
        },
        close: (removed) => {
          output.close();
          return memory.close(removed);
        },
      };
    });
  });
};

/** Objects may come from another decoder than ours, from a file, from anywhere. */
function readingIn(decoded: ReadableTelegram, message: Message, options: ProfileOptions): Reading | undefined {
  const { receivedAt } = (message.frame ?? {}) as { receivedAt?: unknown };
  try {
    return profileTelegram(decoded, options, typeof receivedAt === 'string' ? receivedAt : undefined);
  } catch (error) {
    throw error instanceof MeterError ? error : new MeterError('not-objects', `these are no meter objects: ${error}`);
  }
}

function decodedIn({ payload }: Message): ReadableTelegram {
  const decoded = payload as Partial<ReadableTelegram> | null | undefined;
  if (!Array.isArray(decoded?.objects)) {
    throw new MeterError('not-objects', 'the payload holds no objects: decode belongs before');
  }
  return decoded as ReadableTelegram;
}

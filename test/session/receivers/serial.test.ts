import assert from 'node:assert/strict';
import type { Framed } from '../../../src/base/frame';
import { ReceiverTalker } from '../../../src/session/receivers';
import { RECEIVER_STREAMS } from '../../../src/simulator/receivers';
import { Connection } from '../../../src/transport/connection';
import { lineSettings, serialWire } from '../../../src/transport/serial';
import type { Wire } from '../../../src/transport/wire';
import { LONG } from '../../framing/receivers/telegrams';
import { usePtyPair } from '../../transport/pty';
import { until } from '../../transport/until';
import { MODULES } from './modules';

const port = (path: string) => serialWire({ path, ...lineSettings('57600 8N1'), dataRequest: 'none' });

describe('a receiver on a serial port', () => {
  const pair = usePtyPair();

  for (const name of ['im871a', 'iu891a', 'amb8465'] as const) {
    it(`${name} is set up, and heard`, async () => {
      const module = MODULES[name]();
      const found: Framed[] = [];
      const phases: string[] = [];
      let received = Buffer.alloc(0);
      // Each of its commands comes at once, and none before the answer to the one before.
      const receiver: Wire = await port(pair.meterEnd)(
        {
          data: (chunk) => {
            received = Buffer.concat([received, chunk]);
            const answer = module.answer(received);
            if (answer.length === 0) return;
            received = Buffer.alloc(0);
            receiver.write(answer);
          },
          closed: () => {},
        },
        new AbortController().signal,
      );
      const connection = new Connection(port(pair.nodeEnd), () => new ReceiverTalker({ receiver: name, mode: 'C1' }), {
        found: (items) => found.push(...items),
        state: ({ phase }) => phases.push(phase),
      });
      connection.start();
      try {
        await until(() => phases.at(-1) === 'waiting', 'it is set up');
        assert.notEqual(module.mode, undefined);
        receiver.write(RECEIVER_STREAMS[name](LONG));
        await until(() => phases.at(-1) === 'receiving', 'the telegram has come');
      } finally {
        await connection.stop();
        await receiver.close();
      }
      const frames = found.filter((item) => item.kind === 'frame');
      assert.deepEqual(
        frames.map(({ frame }) => frame.wire),
        [LONG],
      );
      assert.deepEqual(phases, ['opening', 'setting-up', 'waiting', 'receiving']);
    });
  }
});

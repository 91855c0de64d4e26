import type { Node, NodeAPI, NodeDef } from 'node-red';
import { discardedStatus } from './base/discarded-status';
import { frameMessage } from './base/frame-message';
import { type Message, runNode } from './base/run-node';
import { type Receiver, Streams } from './base/streams';
import { text } from './base/texts';

interface FramesConfig extends NodeDef {
  /** The radio receiver that has heard the meters; empty: they have cables. */
  receiver?: Receiver | '';
}

export = (RED: NodeAPI): void => {
  RED.nodes.registerType('han-frames', function (this: Node, config: FramesConfig) {
    RED.nodes.createNode(this, config);
    runNode(RED, this, (outlets) => {
      const streams = new Streams(
        config.receiver,
        (found, origin) => {
          for (const item of found) {
            if (item.kind === 'error') outlets.problem(item.error, { ...origin } as Message);
            if (item.kind === 'discarded') outlets.status(discardedStatus(RED));
            if (item.kind !== 'frame') continue;
            outlets.status({ fill: 'green', shape: 'dot', text: text(RED, 'status.receiving') });
            outlets.send({ ...origin, ...frameMessage(item.frame) } as unknown as Message);
          }
        },
        outlets.problem,
      );
      return {
        input: (message) => streams.push(message, new Date()),
        close: () => streams.close(),
      };
    });
  });
};

import type { Node, NodeAPI, NodeDef } from 'node-red';
import { HeardMeters } from '../src/security/heard-meters';
import { isOthersDamage, isWanted } from '../src/security/neighbours';
import { frameMessage } from './base/frame-message';
import { keysFor } from './base/keys';
import { listenAt } from './base/port-listener';
import { type Message, runNode } from './base/run-node';
import { text } from './base/texts';
import { wantedMeters } from './base/wanted-meters';

interface WmbusInConfig extends NodeDef {
  connection: string;
  /** Numbers or addresses; empty: those with keys; `*`: every one. */
  meters?: string;
  /** Empty: all keys of this Node-RED. */
  keys?: string;
}

export = (RED: NodeAPI): void => {
  RED.nodes.registerType('han-wmbus-in', function (this: Node, config: WmbusInConfig) {
    RED.nodes.createNode(this, config);
    runNode(RED, this, (outlets) => {
      const heard = new HeardMeters();
      const wishes = () => {
        const keys = keysFor(RED, config.keys);
        return { keys, ...wantedMeters(config.meters, keys) };
      };
      return listenAt(RED, config.connection, outlets, {
        frame: (frame) => {
          if (isWanted(frame, wishes())) {
            outlets.status({ fill: 'green', shape: 'dot', text: text(RED, 'status.receiving') });
            outlets.send({ topic: this.name, ...frameMessage(frame) } as unknown as Message);
            return;
          }
          heard.add(frame, []);
          const count = heard.list().length;
          outlets.status({ fill: 'yellow', shape: 'ring', text: text(RED, 'status.neighbours', { count }) });
        },
        problem: (error) => {
          if (!isOthersDamage(error, wishes())) outlets.problem(error);
        },
      });
    });
  });
};

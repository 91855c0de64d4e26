import type { Node, NodeAPI, NodeDef } from 'node-red';
import { isOthersDamage, isWanted } from '../src/security/neighbours';
import { frameMessage } from './base/frame-message';
import { keysFor } from './base/keys';
import { listenAt } from './base/port-listener';
import { RadioFilter } from './base/radio-filter';
import { type Message, runNode } from './base/run-node';
import { text } from './base/texts';

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
      const filter = new RadioFilter(RED, outlets, config.meters, () => keysFor(RED, config.keys));
      return listenAt(RED, config.connection, outlets, {
        frame: (frame) => {
          if (!isWanted(frame, filter.wishes)) {
            filter.passOver(frame);
            return;
          }
          filter.found();
          outlets.status({ fill: 'green', shape: 'dot', text: text(RED, 'status.receiving') });
          outlets.send({ topic: this.name, ...frameMessage(frame) } as unknown as Message);
        },
        problem: (error) => {
          if (!isOthersDamage(error, filter.wishes)) outlets.problem(error);
        },
      });
    });
  });
};

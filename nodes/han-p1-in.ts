import type { Node, NodeAPI, NodeDef } from 'node-red';
import { frameMessage } from './base/frame-message';
import { listenAt } from './base/port-listener';
import { type Message, runNode } from './base/run-node';
import { text } from './base/texts';

interface P1InConfig extends NodeDef {
  connection: string;
}

export = (RED: NodeAPI): void => {
  RED.nodes.registerType('han-p1-in', function (this: Node, config: P1InConfig) {
    RED.nodes.createNode(this, config);
    runNode(RED, this, (outlets) => {
      return listenAt(RED, config.connection, outlets, {
        frame: (frame) => {
          outlets.status({ fill: 'green', shape: 'dot', text: text(RED, 'status.receiving') });
          outlets.send({ topic: this.name, ...frameMessage(frame) } as unknown as Message);
        },
        problem: (error) => outlets.problem(error),
      });
    });
  });
};

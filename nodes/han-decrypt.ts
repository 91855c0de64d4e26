import type { Node, NodeAPI, NodeDef } from 'node-red';
import { open } from '../src/security/open';
import type { ReplayRule } from '../src/security/replay';
import { clearMessage, frameOf } from './base/frame-message';
import { keysFor } from './base/keys';
import { MemoryStore } from './base/memory-store';
import { runNode } from './base/run-node';
import { text } from './base/texts';

interface DecryptConfig extends NodeDef {
  /** Empty: all keys of this Node-RED. */
  keys: string;
  requireAuthentication: boolean;
  replay: ReplayRule;
}

export = (RED: NodeAPI): void => {
  RED.nodes.registerType('han-decrypt', function (this: Node, config: DecryptConfig) {
    RED.nodes.createNode(this, config);
    runNode(RED, this, (outlets) => {
      const store = new MemoryStore(RED, this);
      return {
        input(message) {
          const { frame } = frameOf(message);
          const opened = open(frame, {
            keys: keysFor(RED, config.keys),
            requireAuthentication: config.requireAuthentication,
            replay: config.replay,
            memory: store.memory,
            source: String(message.topic ?? ''),
          });
          if (opened.withheld) return;
          if (opened.security === undefined) {
            outlets.status({ fill: 'green', shape: 'dot', text: text(RED, 'status.not-encrypted') });
            outlets.send(message);
            return;
          }
          store.changed();
          const remark = opened.security.remarks?.[0];
          if (remark === undefined)
            outlets.status({ fill: 'green', shape: 'dot', text: text(RED, 'status.decrypted') });
          else outlets.status({ fill: 'yellow', shape: 'dot', text: text(RED, `remark.${remark}`) });
          const { payload, frame: about, security } = clearMessage(opened.frame, opened.security);
          outlets.send(
            Object.assign(message, { payload, frame: { ...(message.frame as object), ...about }, security }),
          );
        },
        close: (removed) => store.close(removed),
      };
    });
  });
};

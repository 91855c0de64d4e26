import type { Node, NodeAPI, NodeDef } from 'node-red';
import { MeterError } from '../src/base/errors';
import { decodeClear } from '../src/decode';
import { open } from '../src/security/open';
import { frameOf } from './base/frame-message';
import { MemoryStore } from './base/memory-store';
import { runNode } from './base/run-node';
import { text } from './base/texts';

export = (RED: NodeAPI): void => {
  RED.nodes.registerType('han-decode', function (this: Node, config: NodeDef) {
    RED.nodes.createNode(this, config);
    runNode(RED, this, (outlets) => {
      const store = new MemoryStore(RED, this);
      return {
        input(message) {
          const { frame: sent, security } = frameOf(message);
          if (sent.encrypted) throw new MeterError('no-key', 'the frame is encrypted: decrypt belongs before');
          const opened = open(sent);
          if (opened.withheld) return;
          const { frame } = opened;
          const { meter, time, list, objects } = decodeClear(frame, security, {
            until: 'objects',
            memory: store.memory,
          });
          store.changed();
          const { wire: _bytes, message: _clear, ...about } = frame;
          message.payload = { meter, ...(time && { time }), ...(list !== undefined && { list }), objects };
          message.frame = { ...(message.frame as object | undefined), ...about };
          outlets.status({ fill: 'green', shape: 'dot', text: text(RED, 'status.objects', { count: objects.length }) });
          outlets.send(message);
        },
        close: (removed) => store.close(removed),
      };
    });
  });
};

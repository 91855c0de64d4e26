import type { Node, NodeAPI, NodeDef } from 'node-red';
import { decodeFrame } from '../src/decode';
import { frameOf } from './base/frame-message';
import { runNode } from './base/run-node';
import { text } from './base/texts';

export = (RED: NodeAPI): void => {
  RED.nodes.registerType('han-decode', function (this: Node, config: NodeDef) {
    RED.nodes.createNode(this, config);
    runNode(RED, this, (outlets) => ({
      input(message) {
        const result = decodeFrame(frameOf(message), { until: 'objects' });
        if (result.kind === 'error') throw result.error;
        if (result.kind !== 'telegram') return;
        const { frame, meter, time, objects } = result;
        const { wire: _bytes, message: _clear, ...about } = frame;
        message.payload = { meter, ...(time !== undefined && { time }), objects };
        message.frame = { ...(message.frame as object | undefined), ...about };
        outlets.status({ fill: 'green', shape: 'dot', text: text(RED, 'status.objects', { count: objects.length }) });
        outlets.send(message);
      },
    }));
  });
};

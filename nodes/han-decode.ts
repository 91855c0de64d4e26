import type { Node, NodeAPI, NodeDef } from 'node-red';
import { MeterError } from '../src/base/errors';
import { decodeClear } from '../src/decode';
import { frameOf } from './base/frame-message';
import { runNode } from './base/run-node';
import { text } from './base/texts';

export = (RED: NodeAPI): void => {
  RED.nodes.registerType('han-decode', function (this: Node, config: NodeDef) {
    RED.nodes.createNode(this, config);
    runNode(RED, this, (outlets) => ({
      input(message) {
        const { frame, security } = frameOf(message);
        if (frame.encrypted) throw new MeterError('no-key', 'the frame is encrypted: decrypt belongs before');
        const { meter, time, list, objects } = decodeClear(frame, security, { until: 'objects' });
        const { wire: _bytes, message: _clear, ...about } = frame;
        message.payload = { meter, ...(time && { time }), ...(list !== undefined && { list }), objects };
        message.frame = { ...(message.frame as object | undefined), ...about };
        outlets.status({ fill: 'green', shape: 'dot', text: text(RED, 'status.objects', { count: objects.length }) });
        outlets.send(message);
      },
    }));
  });
};

import type { Node, NodeAPI, NodeDef } from 'node-red';
import { MeterError } from '../src/base/errors';
import type { SimulatedMeter } from '../src/simulator/meters';
import { Decoding, type DecodingConfig } from './base/decoding';
import { keysFor } from './base/keys';
import type { PortNode } from './base/meter-port';
import { listenAt } from './base/port-listener';
import { type Behaviour, runNode } from './base/run-node';
import { switchAppliances } from './base/simulated-meter';
import { type Receiver, Streams } from './base/streams';

interface MeterConfig extends NodeDef, DecodingConfig {
  /** Without one, telegrams come in as messages. */
  connection: string;
  /** Empty: all keys of this Node-RED. */
  keys?: string;
  /** Where telegrams come in as messages, and a receiver has heard them. */
  receiver?: Receiver | '';
}

export = (RED: NodeAPI): void => {
  RED.nodes.registerType('han-meter', function (this: Node, config: MeterConfig) {
    RED.nodes.createNode(this, config);

    runNode(RED, this, (outlets) => {
      const decoding = new Decoding(RED, this, config, outlets, () => keysFor(RED, config.keys));
      const source = config.connection ? fromPort() : fromMessages();
      return {
        ...source,
        close: async (removed) => {
          await decoding.close(removed);
          await source.close?.(removed);
        },
      };

      function fromPort(): Behaviour {
        const origin = { topic: config.name };
        return {
          ...listenAt(RED, config.connection, outlets, {
            frame: (frame) => decoding.take(frame, origin),
            problem: (error) => decoding.damaged(error, origin),
          }),
          input: (message) => switchAppliances(simulatedMeter(RED, config.connection), message.payload),
        };
      }

      function fromMessages(): Behaviour {
        const streams = new Streams(
          config.receiver,
          (found, origin) => decoding.takeAll(found, origin),
          outlets.problem,
        );
        return { input: (message) => streams.push(message, new Date()), close: () => streams.close() };
      }
    });
  });
};

function simulatedMeter(RED: NodeAPI, portId: string): SimulatedMeter {
  const port = RED.nodes.getNode(portId) as PortNode | null;
  if (port?.simulated === undefined) throw new MeterError('input-unused', 'this meter has a connection of its own');
  return port.simulated;
}

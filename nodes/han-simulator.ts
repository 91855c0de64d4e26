import type { Node, NodeAPI, NodeDef } from 'node-red';
import { simulatedWire } from '../src/simulator/wire';
import { type Message, runNode } from './base/run-node';
import { newSimulatedMeter, switchAppliances, timeFactor } from './base/simulated-meter';
import { text } from './base/texts';

interface SimulatorConfig extends NodeDef {
  meter: string;
  /** Simulated seconds a second. */
  speed: string;
}

export = (RED: NodeAPI): void => {
  RED.nodes.registerType('han-simulator', function (this: Node, config: SimulatorConfig) {
    RED.nodes.createNode(this, config);
    runNode(RED, this, (outlets) => {
      const meter = newSimulatedMeter(config.meter, this.id);
      const givenUp = new AbortController();
      const wire = simulatedWire(meter, timeFactor(config.speed))(
        {
          data: (telegram) => {
            outlets.status({ fill: 'green', shape: 'dot', text: text(RED, 'status.simulating') });
            outlets.send({ topic: this.name, payload: telegram } as Message);
          },
          closed: () => {},
        },
        givenUp.signal,
      );
      return {
        input: (message) => switchAppliances(meter, message.payload),
        close: async () => (await wire).close(),
      };
    });
  });
};

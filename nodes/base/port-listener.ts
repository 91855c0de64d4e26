import type { NodeAPI } from 'node-red';
import type { MeterError } from '../../src/base/errors';
import type { Frame } from '../../src/base/frame';
import { connectionProblem, connectionStatus } from './connection-status';
import type { PortNode } from './meter-port';
import type { Behaviour, Outlets } from './run-node';
import { text } from './texts';

/** Who is told what comes from a port. */
export interface PortListener {
  frame(frame: Frame): void;
  problem(error: MeterError): void;
}

/** Listens at the port that the user chose; where none is chosen, or it is disabled, the status says so. */
export function listenAt(RED: NodeAPI, portId: string, outlets: Outlets, listener: PortListener): Behaviour {
  const port = RED.nodes.getNode(portId) as PortNode | null;
  if (port?.meterPort === undefined) {
    outlets.status({ fill: 'grey', shape: 'ring', text: text(RED, 'status.no-connection') });
    return {};
  }
  const close = port.meterPort.use({
    found: (items) => {
      for (const item of items) {
        if (item.kind === 'frame') listener.frame(item.frame);
        else if (item.kind === 'error') listener.problem(item.error);
      }
    },
    state: (state) => {
      const problem = connectionProblem(state, port.radio);
      const status = connectionStatus(RED, state);
      if (problem !== undefined) listener.problem(problem);
      else if (status !== undefined) outlets.status(status);
    },
    failed: (error) => outlets.problem(error),
  });
  return { close };
}

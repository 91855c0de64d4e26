import type { NodeAPI, NodeStatus } from 'node-red';
import { MeterError } from '../../src/base/errors';
import type { ConnectionState } from '../../src/transport/connection';
import { text } from './texts';

/** The status of a node whose connection is in `state`; undefined where the node has something better to show. */
export function connectionStatus(RED: NodeAPI, state: ConnectionState): NodeStatus | undefined {
  switch (state.phase) {
    case 'opening':
    case 'setting-up':
    case 'waiting':
      return { fill: 'yellow', shape: 'ring', text: text(RED, `status.${state.phase}`) };
    case 'receiving':
      return undefined;
    case 'lost':
      return { fill: 'red', shape: 'ring', text: text(RED, `status.${state.error.code}`) };
    default:
      return { fill: 'red', shape: 'ring', text: text(RED, `status.${state.phase}`) };
  }
}

/** The error that a state of the connection is; undefined where all is well. `radio`: a receiver hears the meter. */
export function connectionProblem(state: ConnectionState, radio: boolean): MeterError | undefined {
  const details = radio ? { details: { reason: 'radio' } } : {};
  switch (state.phase) {
    case 'lost':
      return state.error;
    case 'silent':
      return new MeterError('silent', 'nothing arrives', details);
    case 'no-answer':
      return new MeterError('no-answer', 'the receiver does not answer');
    case 'no-telegram':
      return new MeterError('no-telegram', 'bytes arrive, but no telegram', details);
    default:
      return undefined;
  }
}

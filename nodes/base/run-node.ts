import type { Node, NodeAPI, NodeMessage, NodeStatus } from 'node-red';
import { MeterError } from '../../src/base/errors';
import { ProblemLog } from './problem-log';
import { StatusLine } from './status-line';
import { knownText, text } from './texts';

/** A message on its way through a node; `payload` and its companions are for the node to read and set. */
export type Message = NodeMessage & Record<string, unknown>;

/** What a node may do, each in the same way as every other. */
export interface Outlets {
  /** One message an output, or several in turn. */
  send(messages: Message | (Message | Message[] | null)[]): void;
  status(status: NodeStatus): void;
  /** Says what is wrong: on the status, and to Catch nodes as {@link ProblemLog} allows. `cause`: the message. */
  problem(error: MeterError, cause?: Message): void;
}

export interface Behaviour {
  /** Takes a message; throws a `MeterError` where it cannot. */
  input?(message: Message, outlets: Outlets): void | Promise<void>;
  /** Lets go of everything; Node-RED waits for it. `removed`: the user has deleted the node. */
  close?(removed: boolean): void | Promise<void>;
}

/**
 * The one wrapper around all nodes: whatever a behaviour does or throws, each message is completed once, problems reach
 * the status and Catch nodes, and nothing can end Node-RED.
 */
export function runNode(RED: NodeAPI, node: Node, begin: (outlets: Outlets) => Behaviour): void {
  const line = new StatusLine(node);
  const problems = new ProblemLog();

  const problem = (error: MeterError, cause: Message = {} as Message) => {
    line.show({ fill: 'red', shape: 'ring', text: text(RED, `status.${error.code}`) });
    const verdict = problems.add(error.code, Date.now());
    if (verdict.tell) node.error(told(RED, error, verdict.untold), cause);
  };
  const outlets = (send: (messages: Message) => void): Outlets => ({
    send: (messages) => send(messages as Message),
    status: (status) => line.show(status),
    problem,
  });

  const behaviour = begin(outlets((messages) => node.send(messages)));

  if (behaviour.input !== undefined) {
    const input = async (message: Message, send: (messages: Message) => void) =>
      behaviour.input!(message, outlets(send));
    node.on('input', (message, send, done) => {
      input(message as Message, send as (messages: Message) => void).then(
        () => done(),
        (error: unknown) => {
          if (!(error instanceof MeterError)) return done(error as Error);
          problem(error, message as Message);
          done();
        },
      );
    });
  }

  node.on('close', (removed: boolean, done: () => void) => {
    const closed = async () => behaviour.close?.(removed);
    closed()
      .catch((error: unknown) => node.error(String(error)))
      .finally(() => {
        line.close();
        done();
      });
  });
}

/** The error in the user's language; what the program itself says of it, and where, stays in `cause`. */
function told(RED: NodeAPI, error: MeterError, untold: number): MeterError {
  const said = errorText(RED, error);
  const more = untold > 0 ? ` ${text(RED, 'error.repeated', { count: untold })}` : '';
  const { offset, details } = error;
  return Object.assign(
    new MeterError(error.code, said + more, { ...(offset !== undefined && { offset }), ...(details && { details }) }),
    { cause: error.toJSON() },
  );
}

/** What is said of the reason where one is known, else of the code. */
function errorText(RED: NodeAPI, { code, details, message }: MeterError): string {
  const values = { ...details, message };
  const reason = String(details?.reason);
  const exact = /^[a-z-]+$/.test(reason) ? knownText(RED, `error.${code}-${reason}`, values) : undefined;
  return exact ?? text(RED, `error.${code}`, values);
}

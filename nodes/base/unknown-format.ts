import type { NodeAPI, NodeStatus } from 'node-red';
import type { MeterObject } from '../../src/base/telegram';
import { UNKNOWN_FORMAT } from '../../src/parse/mbus';
import { text } from './texts';

/** The status where a compact telegram came whose format the meter has not shown yet; undefined for any other. */
export function unknownFormatStatus(RED: NodeAPI, objects: readonly (MeterObject | null)[]): NodeStatus | undefined {
  if (!objects.some((object) => object?.name === UNKNOWN_FORMAT)) return undefined;
  return { fill: 'yellow', shape: 'ring', text: text(RED, 'status.unknown-format') };
}

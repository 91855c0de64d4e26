import type { NodeAPI, NodeStatus } from 'node-red';
import type { Security } from '../../src/base/keys';
import type { Reading } from '../../src/profiles/reading';
import { text } from './texts';

/** What a reading is in one glance: the power now, or that one came; and what the user should know of the keys. */
export function readingStatus(RED: NodeAPI, reading: Reading, security?: Security): NodeStatus {
  const remark = security?.remarks?.[0];
  const said = glance(RED, reading);
  if (remark === undefined) return { fill: 'green', shape: 'dot', text: said };
  return { fill: 'yellow', shape: 'dot', text: `${said} · ${text(RED, `remark.${remark}`)}` };
}

function glance(RED: NodeAPI, { power, timestamp }: Reading): string {
  const watts = power?.net ?? power?.import;
  return watts === undefined ? text(RED, 'status.reading', { time: timestamp?.slice(11, 19) ?? '' }) : `${watts} W`;
}

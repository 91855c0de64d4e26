import type { NodeAPI } from 'node-red';
import type { Reason } from '../../src/automation/reason';
import { comparison } from '../../src/automation/reason';
import { text } from './texts';

/** Why a load was switched, in the language of the server: `2340 W > 2000 W for 10 s`. */
export function reasonIn(RED: NodeAPI, reason: Reason, unit: string): string {
  switch (reason.kind) {
    case 'above':
    case 'below': {
      const compared = comparison(reason.value, reason.limit, unit);
      return reason.seconds > 0 ? text(RED, 'reason.held', { compared, seconds: reason.seconds }) : compared;
    }
    case 'start':
      return text(RED, 'reason.start', { compared: comparison(reason.value, reason.limit, unit) });
    case 'restart':
      return text(RED, 'reason.restart');
    case 'silent':
      return text(RED, 'reason.silent', { seconds: reason.seconds });
  }
}

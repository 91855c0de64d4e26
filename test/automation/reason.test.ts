import assert from 'node:assert/strict';
import { type Reason, reasonText } from '../../src/automation/reason';

describe('a reason in English', () => {
  const texts: [Reason, unit: string | undefined, string][] = [
    [{ kind: 'above', value: 2340, limit: 2000, seconds: 10 }, 'W', '2340 W > 2000 W for 10 s'],
    [{ kind: 'below', value: -2500.5, limit: -2100, seconds: 120 }, 'W', '-2500.5 W < -2100 W for 120 s'],
    [{ kind: 'above', value: 17, limit: 16, seconds: 0 }, 'A', '17 A > 16 A'],
    [{ kind: 'above', value: 2340, limit: 2000 * 1.1, seconds: 1 }, undefined, '2340 > 2200 for 1 s'],
    [{ kind: 'start', value: 2340, limit: 2000 }, 'W', 'start: 2340 W > 2000 W'],
    [{ kind: 'start', value: 2000, limit: 2000 }, 'W', 'start: 2000 W = 2000 W'],
    [{ kind: 'restart' }, 'W', 'restart: as before'],
    [{ kind: 'silent', seconds: 300 }, 'W', 'no value for 300 s'],
  ];
  for (const [reason, unit, text] of texts) {
    it(text, () => assert.equal(reasonText(reason, unit), text));
  }
});

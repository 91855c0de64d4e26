import assert from 'node:assert/strict';
import { Pace } from '../../../nodes/base/pace';
import { eventually } from '../eventually';

describe('pace', () => {
  it('lets everything pass where no interval is set', () => {
    const passed: number[] = [];
    const pace = new Pace<number>(0, (item) => passed.push(item));
    for (const item of [1, 2, 3]) pace.add(item);
    assert.deepEqual(passed, [1, 2, 3]);
  });

  it('lets the first pass at once, then the newest', async () => {
    const passed: number[] = [];
    const pace = new Pace<number>(30, (item) => passed.push(item));
    for (const item of [1, 2, 3]) pace.add(item);
    assert.deepEqual(passed, [1]);
    await eventually(() => passed.length === 2, 5_000, 'the newest passed');
    assert.deepEqual(passed, [1, 3]);
    pace.close();
  });

  it('forgets what waits when it is closed', () => {
    const passed: number[] = [];
    const pace = new Pace<number>(30, (item) => passed.push(item));
    pace.add(1);
    pace.add(2);
    pace.close();
    pace.add(3);
    assert.deepEqual(passed, [1, 3]);
    pace.close();
  });
});

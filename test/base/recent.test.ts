import assert from 'node:assert/strict';
import { Recent } from '../../src/base/recent';

describe('what was used recently', () => {
  it('stays, and what was used longest ago gives way', () => {
    const recent = new Recent<number>(2);
    recent.set('a', 1);
    recent.set('b', 2);
    assert.equal(recent.get('a'), 1);
    recent.set('c', 3);
    recent.set('c', 4);
    assert.deepEqual(
      [...recent.entries()],
      [
        ['a', 1],
        ['c', 4],
      ],
    );
    assert.equal(recent.get('b'), undefined);
  });

  it('is not added to by asking', () => {
    const recent = new Recent<number>(2);
    assert.equal(recent.get('a'), undefined);
    assert.deepEqual([...recent.entries()], []);
  });
});

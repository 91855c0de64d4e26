import assert from 'node:assert/strict';
import { Known } from '../../src/base/known';

describe('what is known already', () => {
  it('is there again, until there is too much of it', () => {
    const known = new Known<number, string>(2);
    known.set(1, 'one');
    known.set(2, 'two');
    assert.deepEqual([known.get(1), known.get(2), known.get(3)], ['one', 'two', undefined]);
    known.set(3, 'three');
    assert.deepEqual([known.get(1), known.get(2), known.get(3)], [undefined, undefined, 'three']);
  });
});

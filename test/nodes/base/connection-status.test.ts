import assert from 'node:assert/strict';
import { connectionProblem } from '../../../nodes/base/connection-status';
import { MeterError } from '../../../src/base/errors';

describe('what is wrong with a connection', () => {
  for (const phase of ['silent', 'no-telegram'] as const) {
    it(`${phase} has another text where a radio receiver hears the meter`, () => {
      const [cable, radio] = [connectionProblem({ phase }, false), connectionProblem({ phase }, true)];
      assert.deepEqual([cable?.code, cable?.details], [phase, undefined]);
      assert.deepEqual([radio?.code, radio?.details], [phase, { reason: 'radio' }]);
    });
  }

  it('a receiver that does not answer', () => {
    assert.equal(connectionProblem({ phase: 'no-answer' }, true)?.code, 'no-answer');
  });

  it('why it was lost', () => {
    const error = new MeterError('no-port', 'there is no such port');
    assert.equal(connectionProblem({ phase: 'lost', error, retryIn: 1000 }, false), error);
  });

  for (const phase of ['opening', 'setting-up', 'waiting', 'receiving'] as const) {
    it(`nothing while it is ${phase}`, () => assert.equal(connectionProblem({ phase }, true), undefined));
  }
});

import assert from 'node:assert/strict';
import { mock } from 'node:test';
import type { Node, NodeStatus } from 'node-red';
import { StatusLine } from '../../../nodes/base/status-line';

function watts(power: number): NodeStatus {
  return { fill: 'green', shape: 'dot', text: `${power} W` };
}

describe('the status line', () => {
  let shown: (string | undefined)[] = [];
  let line: StatusLine;

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    shown = [];
    line = new StatusLine({ status: (status: NodeStatus) => shown.push(status.text) } as unknown as Node);
  });
  afterEach(() => mock.timers.reset());

  it('shows the first at once', () => {
    line.show(watts(1));
    assert.deepEqual(shown, ['1 W']);
  });

  it('changes once a second, to the newest', () => {
    for (const power of [1, 2, 3]) line.show(watts(power));
    assert.deepEqual(shown, ['1 W']);
    mock.timers.tick(999);
    assert.deepEqual(shown, ['1 W']);
    mock.timers.tick(1);
    assert.deepEqual(shown, ['1 W', '3 W']);
    line.show(watts(4));
    mock.timers.tick(1000);
    assert.deepEqual(shown, ['1 W', '3 W', '4 W']);
  });

  it('shows a new one at once where the last is old', () => {
    line.show(watts(1));
    mock.timers.tick(1000);
    line.show(watts(2));
    assert.deepEqual(shown, ['1 W', '2 W']);
  });

  it('does not show the same again', () => {
    for (let second = 0; second < 5; second++) {
      line.show(watts(1));
      mock.timers.tick(1000);
    }
    line.show(watts(2));
    line.show(watts(1));
    mock.timers.tick(5000);
    assert.deepEqual(shown, ['1 W', '2 W', '1 W']);
  });

  it('shows nothing after it was closed', () => {
    line.show(watts(1));
    line.show(watts(2));
    line.close();
    mock.timers.tick(5000);
    assert.deepEqual(shown, ['1 W']);
  });
});

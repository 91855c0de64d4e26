import assert from 'node:assert/strict';
import { listPorts } from '../../src/transport/ports';

describe('list of ports', () => {
  it('has each port once, whatever this machine has', async () => {
    const ports = await listPorts();
    assert.equal(new Set(ports.map(({ path }) => path)).size, ports.length);
    for (const { path, name } of ports) {
      assert.ok(path.length > 0);
      assert.notEqual(name, '');
    }
  });
});

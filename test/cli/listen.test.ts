import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { SIMULATED, simulatedTelegrams } from '../framing/telegrams';
import { usePtyPair, writeTo } from '../transport/pty';
import { until } from '../transport/until';
import { Program } from './run';

const [FIRST, SECOND] = simulatedTelegrams(2) as [Buffer, Buffer];

describe('han-meter listen', () => {
  describe('to a bridge', () => {
    let server: Server;
    let address: string;

    beforeEach(async () => {
      server = createServer((socket) => {
        socket.on('error', () => {});
        socket.write(FIRST.subarray(0, 500));
        setImmediate(() => socket.end(Buffer.concat([FIRST.subarray(500), SECOND])));
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      address = `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });

    afterEach(() => void server.close());

    it('prints what comes, tells how the connection does, and connects again', async () => {
      const program = new Program('listen', address);
      await until(() => program.lines.length >= 4, 'two connections have brought two telegrams each');
      const { code, results, err } = await program.stop();
      assert.equal(code, 0);
      assert.deepEqual(
        results.slice(0, 4).map(({ reading }) => reading.timestamp),
        ['00', '01', '00', '01'].map((second) => `2026-01-14T13:00:${second}+01:00`),
      );
      assert.match(results[0].frame.receivedAt, /^\d{4}-.*Z$/);
      assert.match(err, /^opening\nwaiting\nreceiving\n127\.0\.0\.1:\d+ ended the connection; next attempt in 1 s\n/);
    });

    it('ends when nobody reads on', async () => {
      const program = new Program('listen', address);
      await until(() => program.lines.length >= 2, 'two telegrams have come');
      program.child.stdout!.destroy();
      const { code } = await program.finished();
      assert.equal(code, 0);
    });
  });

  describe('to a serial port', () => {
    const pair = usePtyPair();

    it('finds the line setting first where it is asked to', async () => {
      const program = new Program('listen', pair.nodeEnd, '--probe');
      await until(() => program.err.includes('listening with 115200 8N1'), 'the port is open');
      await writeTo(pair.meterEnd, SIMULATED);
      await until(() => program.err.includes('waiting'), 'it was found');
      await writeTo(pair.meterEnd, SIMULATED);
      await until(() => program.lines.length > 0, 'the telegram has come');
      const { code, results } = await program.stop();
      assert.equal(code, 0);
      assert.equal(results[0].kind, 'telegram');
    });

    it('prints what comes, and leaves the port free', async () => {
      for (const line of ['115200 8N1', '9600 8N1']) {
        const program = new Program('listen', pair.nodeEnd, '--line', line, '--country', 'NL', '--request', 'both');
        await until(() => program.err.includes('waiting'), 'the port is open');
        await writeTo(pair.meterEnd, SIMULATED);
        await until(() => program.lines.length > 0, 'the telegram has come');
        const { code, results, err } = await program.stop();
        assert.deepEqual([code, err], [0, 'opening\nwaiting\nreceiving\n']);
        assert.equal(results[0].reading.meter.country, 'NL');
      }
    });
  });

  it('tells of a port that is not there, and goes on trying', async () => {
    const program = new Program('listen', '/dev/han-no-such-port');
    await until(() => program.err.includes('there is no /dev/han-no-such-port; next attempt in 2 s'), 'it has tried');
    const { code, out } = await program.stop();
    assert.deepEqual([code, out], [0, '']);
  });
});

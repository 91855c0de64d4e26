import assert from 'node:assert/strict';
import { decode } from '../../src/decode';
import { usePtyPair } from '../transport/pty';
import { until } from '../transport/until';
import { Program, run } from './run';

describe('han-meter simulate', () => {
  it('sends telegrams that decode reads', async () => {
    const simulated = await run(['simulate', '--count', '2']);
    assert.deepEqual([simulated.code, simulated.err], [0, '']);
    const decoded = await run(['decode'], simulated.out);
    assert.equal(decoded.code, 0);
    assert.deepEqual(
      decoded.results.map(({ kind, reading }) => [kind, reading.meter.country]),
      [
        ['telegram', 'NL'],
        ['telegram', 'NL'],
      ],
    );
  });

  it('straight into decode', async () => {
    const simulating = new Program('simulate', '--count', '2');
    const decoding = new Program('decode');
    simulating.child.stdout!.pipe(decoding.child.stdin!);
    assert.equal((await simulating.finished()).code, 0);
    const { code, results } = await decoding.finished();
    assert.deepEqual([code, results.length], [0, 2]);
  });

  it('another house for another seed', async () => {
    const ids: string[] = [];
    for (const seed of ['1', '1', '2']) {
      const { out } = await run(['simulate', '--count', '1', '--seed', seed]);
      const [result] = decode(Buffer.from(out, 'latin1'));
      assert.ok(result?.kind === 'telegram');
      ids.push(result.meter!.id!);
    }
    assert.equal(ids[0], ids[1]);
    assert.notEqual(ids[0], ids[2]);
  });

  it('lets time pass as fast as it is told', async () => {
    const { out } = await run(['simulate', '--count', '2', '--speed', '3600']);
    const [first, second] = decode(Buffer.from(out, 'latin1')).map((result) =>
      result.kind === 'telegram' ? Date.parse(result.reading!.timestamp!) : Number.NaN,
    ) as [number, number];
    assert.ok(second - first >= 3600_000, `${second - first} ms`);
  });

  it('stops when it is told, and when nobody reads on', async () => {
    const stopped = new Program('simulate');
    await until(() => stopped.lines.length > 0, 'the first telegram has come');
    assert.equal((await stopped.stop()).code, 0);
    const unread = new Program('simulate');
    await until(() => unread.lines.length > 0, 'the first telegram has come');
    unread.child.stdout!.destroy();
    const { code, err } = await unread.finished();
    assert.deepEqual([code, err], [0, '']);
  });

  describe('to a serial port', () => {
    const pair = usePtyPair();

    it('is heard by han-meter listen', async () => {
      const listening = new Program('listen', pair.nodeEnd);
      await until(() => listening.err.includes('waiting'), 'it listens');
      const { code, err } = await run(['simulate', '--out', pair.meterEnd, '--count', '1']);
      assert.deepEqual([code, err], [0, '']);
      await until(() => listening.lines.length > 0, 'the telegram has come');
      const { code: stopCode, results } = await listening.stop();
      assert.equal(stopCode, 0);
      assert.equal(results[0].reading.meter.manufacturer, 'SIM');
    });
  });
});

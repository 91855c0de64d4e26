import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DSMR3, replaced, SIMULATED, simulatedTelegrams } from '../framing/telegrams';
import { run } from './run';

const [FIRST, SECOND] = simulatedTelegrams(2) as [Buffer, Buffer];
const DAMAGED = replaced(FIRST, '*kWh', '*kwh');
const BOTH = Buffer.concat([FIRST, SECOND]);

describe('han-meter decode', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'han-decode-'));
  });

  after(() => rm(folder, { recursive: true }));

  async function fileOf(bytes: Uint8Array | string): Promise<string> {
    const path = join(folder, 'recording');
    await writeFile(path, bytes);
    return path;
  }

  it('prints one JSON line a telegram of a file', async () => {
    const { code, results, err } = await run(['decode', await fileOf(BOTH)]);
    assert.deepEqual([code, err], [0, '']);
    assert.deepEqual(
      results.map(({ kind, frame, reading, time }) => [kind, frame.wire, reading.meter.country, time.local]),
      [
        ['telegram', FIRST.toString('hex').toUpperCase(), 'NL', '2026-01-14T13:00:00'],
        ['telegram', SECOND.toString('hex').toUpperCase(), 'NL', '2026-01-14T13:00:01'],
      ],
    );
    assert.equal(results[0].objects.length, 35);
  });

  it('reads hexadecimal text from standard input', async () => {
    const text = `${SIMULATED.toString('hex').replaceAll(/.{32}/g, '$&\n')}\n`;
    for (const args of [['decode'], ['decode', '-']]) {
      const { code, results } = await run(args, text);
      assert.equal(code, 0);
      assert.equal(results[0].reading.timestamp, '2026-01-14T13:00:00+01:00');
    }
  });

  it('says with 1 that a telegram was damaged, and decodes the others', async () => {
    const { code, results } = await run(['decode'], Buffer.concat([DAMAGED, SECOND]));
    assert.equal(code, 1);
    assert.deepEqual(
      results.map(({ kind, error }) => error?.code ?? kind),
      ['checksum', 'telegram'],
    );
    assert.equal(results[0].error.offset, 0);
  });

  it('noise around telegrams is no damage', async () => {
    const { code, results } = await run(['decode'], Buffer.concat([Buffer.from('noise'), FIRST]));
    assert.equal(code, 0);
    assert.deepEqual(results[0], { kind: 'discarded', count: 5, reason: 'noise', offset: 0 });
  });

  it('says with 1 that there was no telegram', async () => {
    for (const input of ['', 'noise']) {
      const { code, err } = await run(['decode'], input);
      assert.deepEqual([code, err], [1, 'no telegram found\n']);
    }
  });

  it('takes the country in either case', async () => {
    const { code, results } = await run(['decode', '--country', 'nl'], DSMR3);
    assert.equal(code, 0);
    assert.equal(results[0].reading.power.import, 1190);
  });

  it('explains which bytes became what', async () => {
    const { code, out } = await run(['decode', '--explain'], SIMULATED);
    assert.equal(code, 0);
    const dump = out.split('\n').filter((line) => /^[0-9a-f]{4} {2}/.test(line));
    const clock = SIMULATED.indexOf('0-0:1.0.0').toString(16).padStart(4, '0');
    assert.match(out, /^0000 {2}2f 53 49 4d 35 .* \/SIM5.* identification$/m);
    assert.match(out, new RegExp(`^${clock}  30 2d 30 3a 31 .* clock$`, 'm'));
    for (const field of ['meterId', 'powerImport', 'voltageL3', 'subMeterReading']) {
      assert.ok(
        dump.some((line) => line.endsWith(`  ${field}`)),
        field,
      );
    }
    const bytes = dump.map((line) => line.slice(6, 54).replaceAll(' ', '')).join('');
    const withoutLineEnds = SIMULATED.subarray(0, -7).filter((byte) => byte !== 0x0d && byte !== 0x0a);
    assert.equal(bytes, Buffer.from(withoutLineEnds).toString('hex'), 'every byte of every line');
  });
});

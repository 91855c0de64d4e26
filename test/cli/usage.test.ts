import assert from 'node:assert/strict';
import { run } from './run';

/** Wrong in the user's hands: a sentence, no stack trace, and exit code 2. */
const WRONG: readonly (readonly [string[], RegExp])[] = [
  [[], /Usage: han-meter/],
  [['bogus'], /unknown command 'bogus'/],
  [['decode', '--bogus'], /unknown option '--bogus'/],
  [['decode', '--country', 'XX'], /known countries: .*NL/],
  [['decode', '--receiver', 'bogus'], /'bogus' is invalid.*auto, im871a, hex/],
  [['listen', '/dev/null', '--mode', 'X1'], /'X1' is invalid.*T1, C1, S1/],
  [['simulate', '--receiver', 'auto'], /'auto' is invalid.*im871a, hex/],
  [['decode', '/no/such/recording'], /no such file or directory.*\/no\/such\/recording/],
  [['listen'], /missing required argument 'port'/],
  [['listen', '/dev/null', '--line', '9600'], /"9600" is no line setting such as 115200 8N1/],
  [['simulate', '--meter', 'bogus'], /no simulated meter is called bogus/],
  [['simulate', '--count', '0'], /a number above 0/],
  [['simulate', '--speed', 'fast'], /a number above 0/],
  [['simulate', '--out', '/dev/han-no-such-port'], /there is no \/dev\/han-no-such-port/],
];

describe('han-meter', () => {
  for (const [args, complaint] of WRONG) {
    it(`han-meter ${args.join(' ')}: wrong usage`, async () => {
      const { code, out, err } = await run(args);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, complaint);
      assert.doesNotMatch(err, /\n\s+at /);
    });
  }

  it('helps', async () => {
    for (const args of [['--help'], ['help'], ['decode', '--help']]) {
      const { code, out, err } = await run(args);
      assert.deepEqual([code, err], [0, '']);
      assert.match(out, /^Usage: han-meter/);
    }
  });

  it('lists the ports of this machine, whatever it has', async () => {
    const { code, out, err } = await run(['ports']);
    assert.deepEqual([code, err], [0, '']);
    for (const line of out.split('\n').slice(0, -1)) assert.match(line, /^[^\t]+(\t[^\t]+)?$/);
  });
});

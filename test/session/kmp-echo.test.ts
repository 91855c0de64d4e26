import assert from 'node:assert/strict';
import { KmpEcho } from '../../src/session/kmp-echo';

const SENT = '803f0235e90d';

/** What comes, and what is left of it. */
const STREAMS: readonly (readonly [name: string, chunks: readonly string[], left: readonly string[]])[] = [
  ['no echo', ['403f02', '803f'], ['403f02', '803f']],
  ['an echo', [SENT, '403f02'], ['', '403f02']],
  ['an echo byte by byte', ['80', '3f', '02', '35', 'e9', '0d', '80'], ['', '', '', '', '', '', '80']],
  ['an echo and an answer in one', [`${SENT}403f02`, SENT], ['403f02', SENT]],
  ['an echo that is cut', ['803f40', '0235'], ['40', '0235']],
  ['two echoes', [SENT + SENT], [SENT]],
  ['nothing', ['', SENT], ['', '']],
];

describe('echo of a request', () => {
  for (const [name, chunks, left] of STREAMS) {
    it(name, () => {
      const echo = new KmpEcho();
      echo.expect(Buffer.from(SENT, 'hex'));
      assert.deepEqual(
        chunks.map((chunk) => Buffer.from(echo.drop(Buffer.from(chunk, 'hex'))).toString('hex')),
        left,
      );
    });
  }

  it('is dropped for each request anew', () => {
    const echo = new KmpEcho();
    assert.equal(echo.drop(Buffer.from(SENT, 'hex')).length, 6);
    for (let i = 0; i < 2; i++) {
      echo.expect(Buffer.from(SENT, 'hex'));
      assert.equal(echo.drop(Buffer.from(SENT, 'hex')).length, 0);
    }
  });
});

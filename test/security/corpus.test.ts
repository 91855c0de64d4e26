import assert from 'node:assert/strict';
import { MeterError } from '../../src/base/errors';
import { Memory } from '../../src/memory';
import { open } from '../../src/security/open';
import { bytesOf, type CorpusRow, corpusRows } from '../corpus/corpus';
import { frameOf, polishFrame } from './ciphering';

interface KeyedRow extends CorpusRow {
  keys?: { encryption_key: string | null; authentication_key?: string | null };
  gcm_tag_ok?: boolean | null;
  plaintext?: string;
  truncated?: boolean;
}

describe('encrypted P1 telegrams of the corpus', () => {
  const rows = corpusRows('p1.jsonl')?.filter(({ transport }) => transport === 'p1-encrypted') as
    | KeyedRow[]
    | undefined;
  if (rows === undefined) it('lie on this machine');

  for (const row of rows ?? []) {
    it(row.id, () => {
      const bytes = bytesOf(row);
      const bang = bytes.lastIndexOf('!');
      const frame =
        bytes[0] === 0x2f
          ? polishFrame(bytes.subarray(0, bang), 'failed')
          : frameOf(bytes, { link: 'apdu', check: 'absent' });
      const { encryption_key: encryption, authentication_key: authentication } = row.keys ?? {};
      const keys = encryption ? [{ encryption, ...(authentication && { authentication }) }] : [];
      const run = () => open(frame, { keys, memory: new Memory() });
      if (row.plaintext === undefined || row.crc_ok === false) {
        assert.throws(run, (error) => error instanceof MeterError && error.code !== 'failed');
        return;
      }
      const result = run();
      assert.ok(!result.withheld);
      const text = result.frame.message.toString('latin1');
      assert.equal(result.security?.authenticated, row.gcm_tag_ok);
      if (bytes[0] === 0x2f) assert.equal(text.slice(text.indexOf('\r\n\r\n') + 4), row.plaintext);
      else assert.equal(text, row.plaintext.slice(0, row.plaintext.lastIndexOf('!')));
    });
  }
});

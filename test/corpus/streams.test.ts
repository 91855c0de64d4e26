import assert from 'node:assert/strict';
import { chunksOf } from '../framing/chunks';
import { byteByByte, found } from '../framing/outcomes';
import { corpusFile } from './corpus';

/** A recorded stream, and how many frames of which length are in it. */
interface StreamRow {
  file: string;
  good_frames: number;
  good_by_frame_length?: Record<string, number>;
  bad_frames_with_flag_at_declared_length: number;
}

const index = corpusFile('streams/index.json');
const rows = index && (JSON.parse(index.toString('utf8')) as StreamRow[]);

describe('corpus: recorded streams', () => {
  if (rows === undefined) it.skip('corpus absent');

  for (const row of rows ?? []) {
    it(row.file, () => {
      const bytes = corpusFile(row.file)!;
      const items = found([bytes]);
      const frames = items.flatMap((item) => (item.kind === 'frame' ? [item.frame] : []));
      const errors = items.flatMap((item) => (item.kind === 'error' ? [item.error.code] : []));
      assert.equal(frames.length, row.good_frames);
      assert.deepEqual(errors, new Array(row.bad_frames_with_flag_at_declared_length).fill('checksum'));
      if (row.good_by_frame_length !== undefined) {
        const counts: Record<string, number> = {};
        for (const { wire } of frames) counts[wire.length] = (counts[wire.length] ?? 0) + 1;
        assert.deepEqual(counts, row.good_by_frame_length);
      }
      assert.deepEqual(found(byteByByte([bytes])), items, 'byte by byte');
      const cuts = Array.from({ length: Math.floor(bytes.length / 37) }, (_, i) => i * 37);
      assert.deepEqual(found(chunksOf(bytes, cuts)), items, 'in chunks of 37 bytes');
    });
  }
});

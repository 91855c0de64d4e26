import assert from 'node:assert/strict';
import { catalogueRow } from '../../src/base/obis/catalogue';
import { formatObis, obisGroups } from '../../src/base/obis/code';
import { KNOWN_OBJECTS } from '../../src/base/obis/objects';

function rowOf(code: string) {
  return catalogueRow(...obisGroups(code));
}

describe('OBIS codes', () => {
  it('are printed as they are read', () => {
    assert.deepEqual(obisGroups('1-0:99.97.0'), [1, 0, 99, 97, 0]);
    assert.equal(formatObis(1, 0, 99, 97, 0), '1-0:99.97.0');
    for (const code of ['1-0:1.8', '1-0:1.8.0.255', '1-0:256.8.0', 'a-0:1.8.0', '', ' 1-0:1.8.0']) {
      assert.throws(() => obisGroups(code), RangeError);
    }
  });

  it('have one name each', () => {
    const codes = KNOWN_OBJECTS.map(([code]) => code);
    assert.equal(new Set(codes).size, codes.length);
    for (const [code, name] of KNOWN_OBJECTS) assert.match(name, /^[a-z]\w+$/, code);
  });

  it('that are known have a row that is shared', () => {
    for (const [pattern, name, kind] of KNOWN_OBJECTS) {
      for (const channel of [1, 2, 3, 4]) {
        const obis = pattern.replace('n', String(channel)).replace('b', String(channel % 2));
        const row = rowOf(obis);
        assert.deepEqual([row.obis, row.name, row.kind], [obis, name, kind]);
        assert.equal(rowOf(obis), row);
      }
    }
  });

  it('that are unknown have a row, in any number', () => {
    assert.equal(rowOf('0-5:24.2.1').name, 'unknown');
    assert.equal(rowOf('1-2:1.7.0').name, 'unknown', 'another channel is another object');
    for (let code = 0; code < 5000; code++) {
      const row = catalogueRow(200, code & 0xff, 201, code >> 8, 7);
      assert.deepEqual([row.obis, row.name, row.kind], [`200-${code & 0xff}:201.${code >> 8}.7`, 'unknown', 'text']);
    }
    assert.equal(rowOf('1-0:1.7.0').name, 'powerImport');
  });
});

import assert from 'node:assert/strict';
import { encryptedEnd } from '../../../src/framing/receivers/encrypted-end';
import { bare } from '../wmbus-frames';

/** Where in a telegram with this content, given in hexadecimal digits, the encrypted blocks end. */
function endOf(content: string, more = 0): number | undefined {
  return encryptedEnd(bare(Buffer.concat([Buffer.from(content, 'hex'), Buffer.alloc(more)])));
}

/** Behind the link layer. */
const AT = 10;

describe('the end of the encrypted blocks', () => {
  it('is told by a short header', () => {
    assert.equal(endOf('7a2a0020056162', 30), AT + 5 + 32);
    assert.equal(endOf('7a2a00b00561'), AT + 5 + 176, 'though not all of it is there');
  });

  it('is told by a long header', () => {
    assert.equal(endOf('7278563412931533032a00300561', 47), AT + 13 + 48);
  });

  it('lies behind the extension of mode 7', () => {
    assert.equal(endOf('7a2a00200710', 32), AT + 6 + 32);
    assert.equal(endOf('7a2a0020075001', 32), AT + 7 + 32, 'a key version');
    assert.equal(endOf('7a2a00202710', 36), AT + 10 + 32, 'a counter');
    assert.equal(endOf('7a2a0020275001', 36), AT + 11 + 32, 'both');
  });

  it('lies behind other layers', () => {
    assert.equal(endOf('8c202a7a2a00200561', 31), AT + 3 + 5 + 32);
    assert.equal(endOf('8e202a93157856341233037a2a00200561', 31), AT + 11 + 5 + 32);
    assert.equal(endOf('8d202a000000001234 7a2a00200561'.replace(' ', ''), 31), AT + 9 + 5 + 32, 'a clear session');
    assert.equal(endOf('900f002c25010203040506070809101112 7a2a00200710'.replace(' ', ''), 32), AT + 17 + 6 + 32);
    assert.equal(endOf('8c202a9002000c7a2a00200561', 31), AT + 3 + 4 + 5 + 32);
  });

  it('is not told', () => {
    assert.equal(endOf('8d202a0000002012347a2a00200561', 31), undefined, 'what follows is encrypted');
    for (const [content, why] of [
      ['7a2a0000002f2f', 'nothing is encrypted'],
      ['7a2a00000561', 'no blocks'],
      ['7a2a00200861', 'another mode'],
      ['78040378563412', 'no header'],
      ['a20102', 'of its maker'],
      ['8d202a00000020123461626364', 'the link is encrypted'],
      ['7a2a0020', 'too short'],
      ['7a2a002005', 'nothing behind'],
      ['8c', 'ends in the link'],
      ['8f202a', 'ends in the link'],
      ['90', 'ends in the AFL'],
      ['90ff', 'the AFL is longer'],
    ] as const) {
      assert.equal(endOf(content), undefined, why);
    }
  });
});

import assert from 'node:assert/strict';
import { hexText } from '../../src/parse/p1-text';
import { objectOf, parsed } from './parsed';

const ID = '45303039393132333435363738393132';

describe('texts', () => {
  it('in hexadecimal are read, and kept as printed', () => {
    assert.deepEqual(objectOf(`0-0:96.1.1(${ID})`), {
      obis: '0-0:96.1.1',
      name: 'meterId',
      value: ID,
      text: 'E009912345678912',
    });
    assert.equal(objectOf('0-0:96.13.0(4865742069732032302021)').text, 'Het is 20 !');
  });

  for (const digits of ['', '4', '453', '00', '7f', '45e9', '4g', 'E009912345678912', '0x', '+4-5', ' 45']) {
    it(`"${digits}" says nothing in ASCII`, () => {
      assert.equal(hexText(digits), undefined);
      assert.deepEqual(objectOf(`0-0:96.13.0(${digits})`), { obis: '0-0:96.13.0', name: 'message', value: digits });
    });
  }

  it("the id is the meter's, its text if it has one", () => {
    assert.equal(parsed(`0-0:96.1.1(${ID})`).meter.id, 'E009912345678912');
    assert.equal(parsed('0-0:96.1.1(9960221976967177)').meter.id, '9960221976967177');
    assert.equal(parsed('0-0:96.1.1()').meter.id, undefined);
  });

  it('may hold an opening bracket', () => {
    assert.equal(objectOf('0-0:96.13.0(see (1)').value, 'see (1');
  });

  it('several brackets are kept as a list', () => {
    assert.deepEqual(objectOf('1-0:31.4.0(100*A)(-063*A)').value, ['100*A', '-063*A']);
    assert.deepEqual(objectOf('0-1:24.3.0(090212160000)(00)(60)(1)(0-1:24.2.1)(m3)').value, [
      '090212160000',
      '00',
      '60',
      '1',
      '0-1:24.2.1',
      'm3',
    ]);
  });
});

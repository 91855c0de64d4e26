import assert from 'node:assert/strict';
import { MeterError } from '../../src/base/errors';

describe('MeterError', () => {
  it('is an error with a code', () => {
    const error = new MeterError('checksum', 'the checksum does not fit', { offset: 12 });
    assert.ok(error instanceof Error);
    assert.deepEqual(
      [error.name, error.code, error.message, error.offset],
      ['MeterError', 'checksum', error.message, 12],
    );
  });

  it('is plain data in JSON, without what it does not know', () => {
    const where = { offset: 0, details: { path: '/dev/ttyUSB0' } };
    assert.deepEqual(JSON.parse(JSON.stringify(new MeterError('no-port', 'gone', where))), {
      code: 'no-port',
      message: 'gone',
      ...where,
    });
    assert.deepEqual(new MeterError('silent', 'quiet').toJSON(), { code: 'silent', message: 'quiet' });
    assert.ok(!('offset' in new MeterError('silent', 'quiet')));
  });
});

import type { ErrorSpan } from '../span';
import { FIRST_BLOCK } from '../wmbus-blocks';
import { isControl } from '../wmbus-control';

/** Whether a telegram may begin with these L and C fields, as far as they have come. */
export function mayLead(length: number | undefined, control: number | undefined): boolean {
  return (length === undefined || length >= FIRST_BLOCK) && (control === undefined || isControl(control));
}

/** An envelope of which `length` of `end` bytes have come, and whose checksum does not fit if all have. */
export function damaged(length: number, end: number): ErrorSpan {
  if (length >= end) {
    return { kind: 'error', end, next: 1, code: 'checksum', message: `the checksum does not fit the ${end} bytes` };
  }
  const message = `the message ends after ${length} of ${end} bytes`;
  return { kind: 'error', end: length, next: 1, code: 'truncated', message };
}

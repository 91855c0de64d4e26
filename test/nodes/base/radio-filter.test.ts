import assert from 'node:assert/strict';
import type { NodeAPI, NodeStatus } from 'node-red';
import { RadioFilter } from '../../../nodes/base/radio-filter';
import type { Outlets } from '../../../nodes/base/run-node';
import type { Frame } from '../../../src/base/frame';
import type { MeterKeys } from '../../../src/base/keys';
import { decode } from '../../../src/decode';
import { InTheAir } from '../radio-telegrams';

/** A text is its key and its values. */
const RED = { _: (key: string, values: object) => `${key} ${JSON.stringify(values)}` } as unknown as NodeAPI;

function frameOf(air: InTheAir): Frame {
  const [result] = decode(air.next(), { receiver: 'cul', until: 'frame' });
  assert.ok(result?.kind === 'telegram');
  return result.frame;
}

describe('a filter of radio meters', () => {
  const [one, other] = [1, 2].map((seed) => new InTheAir('pl-amiplus', 'cul', { seed })) as [InTheAir, InTheAir];
  let shown: (string | undefined)[];
  const outlets = { status: ({ text }: NodeStatus) => shown.push(text) } as unknown as Outlets;

  beforeEach(() => {
    shown = [];
  });

  const newFilter = (typed: string, keys: () => readonly MeterKeys[] = () => []) =>
    new RadioFilter(RED, outlets, typed, keys);

  it('counts the meters that are not wanted, not their telegrams', () => {
    const filter = newFilter('12345678');
    for (const air of [one, other, one]) filter.passOver(frameOf(air));
    assert.deepEqual(
      shown.map((text) => /status\.neighbours \{"count":(\d)\}$/.exec(text!)?.[1]),
      ['1', '2', '2'],
    );
  });

  it('says nothing of them once one was heard that is wanted', () => {
    const filter = newFilter('12345678');
    filter.found();
    filter.passOver(frameOf(one));
    assert.deepEqual(shown, []);
  });

  it('says that a key is missing where there is none, and none was chosen', () => {
    newFilter('').passOver(frameOf(one));
    assert.match(shown[0]!, /status\.no-key /);
  });

  it('says that no key fits where one names no meter, as it may be mistyped', () => {
    const encryption = 'EE'.repeat(16);
    newFilter('', () => [{ encryption }]).passOver(frameOf(one));
    newFilter('', () => [{ encryption, meter: '12345678' }]).passOver(frameOf(one));
    newFilter('12345678', () => [{ encryption }]).passOver(frameOf(one));
    assert.deepEqual(
      shown.map((text) => /status\.([a-z-]+) /.exec(text!)?.[1]),
      ['no-fit', 'neighbours', 'neighbours'],
    );
  });

  it('asks for the keys anew each time', () => {
    let keys: MeterKeys[] = [];
    const filter = newFilter('', () => keys);
    assert.deepEqual(filter.wishes, { keys: [], meters: 'clear' });
    keys = [{ meter: '12345678' }];
    assert.deepEqual(filter.wishes, { keys, meters: 'keyed' });
  });
});

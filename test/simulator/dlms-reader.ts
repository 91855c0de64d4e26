import assert from 'node:assert/strict';
import { type Data, readData } from '../../src/base/axdr';
import { Cursor } from '../../src/base/cursor';
import type { Form, Rows } from './dlms-lists';

/** An object as a reader sees it. */
export interface Read {
  readonly obis: string | undefined;
  readonly data: Data;
  readonly scale?: readonly [scaler: unknown, unit: unknown];
}

const DATE_TIME = 12;

/** The body of a data-notification: tag, invoke id, date-time in one of its three spellings. */
export function bodyOf(apdu: Buffer): Data {
  const start = apdu[5] === 0 ? 6 : apdu[5] === DATE_TIME ? 6 + DATE_TIME : 7 + DATE_TIME;
  const body = readData(new Cursor(apdu, start));
  assert.equal(body.end, apdu.length, 'nothing is left over');
  return body;
}

/** The objects of a body; `rows` tell only whether a name without a code comes first. */
export const READ: Readonly<Record<Form, (body: Data, rows: Rows) => Read[]>> = {
  described: ({ tag, items }) => {
    assert.equal(tag, 0x01);
    return items!.map(describedObject);
  },
  pairs: ({ tag, items }, rows) => {
    assert.equal(tag, 0x02);
    const [name, ...others] = items!;
    if (rows[0]![0] !== '') return inTurn(items!);
    return [{ obis: undefined, data: name! }, ...inTurn(others)];
  },
  positional: ({ tag, items }) => {
    assert.equal(tag, 0x02);
    return items!.map((data) => ({ obis: undefined, data }));
  },
  'after-clock': ({ tag, items }) => {
    assert.equal(tag, 0x02);
    return [...inTurn(items!.slice(0, 2)), ...items!.slice(2).map(describedObject)];
  },
  push: ({ tag, items }) => {
    assert.equal(tag, 0x02);
    const [list, setup, ...values] = items!;
    assert.equal(list!.tag, 0x01);
    const [own, name, ...entries] = list!.items!.map((entry) => entry.items!);
    assert.deepEqual(
      [own, name].map((entry) => [entry![0]!.value, code(entry![1]!), entry![2]!.value, entry![3]!.value]),
      [
        [40, '0-8:25.9.0', 2, 0],
        [40, '0-8:25.9.0', 1, 0],
      ],
    );
    assert.equal(code(setup!), '0-8:25.9.0');
    assert.equal(entries.length, values.length);
    return entries.map((entry, i) => {
      assert.deepEqual([entry[0]!.value, entry[2]!.value, entry[3]!.value], [i === 0 ? 1 : 3, 2, 0]);
      return { obis: code(entry[1]!), data: values[i]! };
    });
  },
};

function describedObject({ tag, items }: Data): Read {
  assert.equal(tag, 0x02);
  const [obis, data, scale] = items!;
  if (scale === undefined) return { obis: code(obis!), data: data! };
  assert.deepEqual([scale.tag, ...scale.items!.map((item) => item.tag)], [0x02, 0x0f, 0x16]);
  return { obis: code(obis!), data: data!, scale: [scale.items![0]!.value, scale.items![1]!.value] };
}

function inTurn(items: readonly Data[]): Read[] {
  assert.equal(items.length % 2, 0);
  return Array.from({ length: items.length / 2 }, (_, i) => ({ obis: code(items[2 * i]!), data: items[2 * i + 1]! }));
}

function code({ tag, bytes }: Data): string {
  assert.deepEqual([tag, bytes!.length, bytes![5]], [0x09, 6, 0xff]);
  const [a, b, c, d, e] = bytes!;
  return `${a}-${b}:${c}.${d}.${e}`;
}

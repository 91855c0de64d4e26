import assert from 'node:assert/strict';
import type { MeterObject } from '../../src/base/telegram';
import { Histories } from '../../src/lists/histories';

interface Said {
  id?: string;
  maker?: string;
  [obis: string]: number | string | undefined;
}

/** Remarks of telegrams that come one after the other. */
function remarks(telegrams: readonly Said[], histories = new Histories(8)): string[] {
  return telegrams.map(({ id = '12345678', maker = 'SIM', ...registers }) => {
    const objects = Object.entries(registers).map(([obis, value]): MeterObject => ({ obis, name: 'x', value: value! }));
    return histories.compare({ meter: { id, manufacturer: maker }, objects }).join();
  });
}

const IMPORT = '1-0:1.8.0';

describe('what a meter said before', () => {
  it('a register may grow, or stand still', () => {
    assert.deepEqual(remarks([{ [IMPORT]: 0 }, { [IMPORT]: 5 }, { [IMPORT]: 5 }, { [IMPORT]: 5.001 }]), [
      '',
      '',
      '',
      '',
    ]);
  });

  it('one that fell is said once, and counts from there', () => {
    assert.deepEqual(remarks([{ [IMPORT]: 5 }, { [IMPORT]: 4.999 }, { [IMPORT]: 4.999 }, { [IMPORT]: 5 }]), [
      '',
      'register-fell',
      '',
      '',
    ]);
  });

  it('one that is missing for a while is compared all the same', () => {
    assert.deepEqual(remarks([{ [IMPORT]: 5 }, {}, { '1-0:2.8.0': 1 }, { [IMPORT]: 4 }]), [
      '',
      '',
      '',
      'register-fell',
    ]);
  });

  it('each register for itself', () => {
    assert.deepEqual(
      remarks([
        { [IMPORT]: 5, '1-0:2.8.0': 9 },
        { [IMPORT]: 6, '1-0:2.8.0': 8 },
      ]),
      ['', 'register-fell'],
    );
  });

  for (const obis of [
    '1-0:1.8.0',
    '1-0:1.8.1',
    '1-0:1.8.2',
    '1-0:1.8.4',
    '1-0:2.8.0',
    '1-0:2.8.2',
    '1-0:2.8.3',
    '6-0:1.0.0',
    '6-0:2.0.0',
    '7-0:3.0.0',
    '8-0:1.0.0',
    '9-0:1.0.0',
  ]) {
    it(`${obis} only grows`, () => assert.deepEqual(remarks([{ [obis]: 2 }, { [obis]: 1 }]), ['', 'register-fell']));
  }

  for (const obis of ['1-0:1.7.0', '1-0:32.7.0', '1-0:1.6.0', '1-0:3.8.0', '1-0:1.8.5', '0-0:96.1.0']) {
    it(`${obis} may fall`, () => assert.deepEqual(remarks([{ [obis]: 2 }, { [obis]: 1 }]), ['', '']));
  }

  it('what is no number is no register', () => {
    assert.deepEqual(remarks([{ [IMPORT]: 2 }, { [IMPORT]: '1' }, { [IMPORT]: 2 }]), ['', '', '']);
    const histories = new Histories(1);
    const meter = { id: '1' };
    assert.deepEqual(histories.compare({ meter, objects: [{ name: 'energy', value: 2 }] }), []);
    assert.deepEqual(histories.compare({ meter, objects: [{ name: 'energy', value: 1 }] }), []);
    assert.deepEqual(histories.compare({ meter, objects: [{ obis: IMPORT, name: 'x', value: null }] }), []);
  });

  it('another maker’s meter under the same number is said each time', () => {
    const telegrams = [
      { [IMPORT]: 5 },
      { [IMPORT]: 9, maker: 'ELS' },
      { [IMPORT]: 8, maker: 'ELS' },
      { [IMPORT]: 5 },
      { [IMPORT]: 4 },
    ];
    assert.deepEqual(remarks(telegrams), ['', 'other-maker', 'register-fell', 'other-maker', 'register-fell']);
  });

  it('what the other maker’s meter did not say is not compared with it', () => {
    assert.deepEqual(remarks([{ [IMPORT]: 5 }, { maker: 'ELS' }, { [IMPORT]: 1, maker: 'ELS' }]), [
      '',
      'other-maker',
      '',
    ]);
  });

  it('each meter for itself, and of nobody nothing', () => {
    assert.deepEqual(remarks([{ [IMPORT]: 5 }, { [IMPORT]: 1, id: '2' }, { [IMPORT]: 6 }]), ['', '', '']);
    const histories = new Histories(1);
    for (const value of [2, 1]) {
      assert.deepEqual(histories.compare({ meter: {}, objects: [{ obis: IMPORT, name: 'x', value }] }), []);
    }
  });

  it('of the meters that were heard last', () => {
    const telegrams = [1, 2, 1, 3].map((id) => ({ id: `${id}`, [IMPORT]: 5 }));
    const histories = new Histories(2);
    remarks(telegrams, histories);
    assert.deepEqual(
      remarks(
        [
          { id: '1', [IMPORT]: 4 },
          { id: '2', [IMPORT]: 4 },
        ],
        histories,
      ),
      ['register-fell', ''],
    );
  });
});

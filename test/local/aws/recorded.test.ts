import * as fc from 'fast-check';
import { applyChange, recorded, type Change, type Tree } from '../../../local/aws/recorded';

/** What is written down: a copy. */
const written = (changes: readonly Change[]): readonly Change[] =>
  JSON.parse(JSON.stringify(changes)) as readonly Change[];

interface Thing {
  name: string;
  tags: readonly string[];
  inner?: { count: number };
}
interface Data extends Tree {
  things: Record<string, Thing>;
  list: Thing[];
}

const thing = (name: string): Thing => ({ name, tags: [], inner: { count: 0 } });

/** What a service may do to its data; each gets two small numbers. */
const deeds: Readonly<Record<string, (data: Data, one: number, two: number) => void>> = {
  add: ({ things }, one) => {
    things[`t${one}`] = thing(`thing ${one}`);
  },
  addThenChange: ({ things }, one, two) => {
    const made = thing('made');
    things[`t${one}`] = made;
    made.tags = [`tag ${two}`];
  },
  remove: ({ things }, one) => {
    delete things[`t${one}`];
  },
  change: ({ things }, one, two) => {
    const found = things[`t${one}`];
    if (found !== undefined) Object.assign(found, { name: `named ${two}`, tags: [...found.tags, 'more'] });
  },
  changeDeep: ({ things }, one, two) => {
    const inner = things[`t${one}`]?.inner;
    if (inner !== undefined) inner.count += two;
  },
  removeDeep: ({ things }, one) => {
    delete things[`t${one}`]?.inner;
  },
  push: ({ list }, one) => {
    list.push(thing(`item ${one}`));
  },
  changeItem: ({ list }, one, two) => {
    const found = list[one];
    if (found?.inner !== undefined) found.inner.count = two;
  },
  // Those that stay move to other places of another list.
  filter(data, one) {
    const gone = data.list[one];
    data.list = data.list.filter((item) => item !== gone);
  },
  filterThenChange(data, one) {
    const last = data.list.at(-1);
    data.list = data.list.filter((_, index) => index !== one);
    if (last !== undefined) last.name = 'moved';
  },
  splice: ({ list }, one) => {
    list.splice(one, 1);
  },
  cut: ({ list }, one) => {
    list.length = Math.min(list.length, one);
  },
  changeWhatIsGone: ({ things }, one) => {
    const found = things[`t${one}`];
    delete things[`t${one}`];
    if (found !== undefined) found.name = 'gone';
  },
};

test('the changes, applied to a copy, lead to the same data, whatever was done', () => {
  const deed = fc.tuple(fc.constantFrom(...Object.keys(deeds)), fc.nat(4), fc.nat(4));
  fc.assert(
    fc.property(fc.array(fc.array(deed, { maxLength: 5 }), { maxLength: 12 }), (rounds) => {
      const root = { data: { things: {}, list: [] } };
      const copy = structuredClone(root);
      const { view, changes } = recorded(root);
      for (const round of rounds) {
        for (const [name, one, two] of round) deeds[name]?.(view['data'] as Data, one, two);
        for (const change of written(changes())) applyChange(copy, change);
        expect(copy).toEqual(JSON.parse(JSON.stringify(root)));
      }
    }),
    { numRuns: 500 },
  );
});

test('a change has its path and the current value, and covers everything below', () => {
  const { view, changes } = recorded({ data: { things: { t0: thing('zero') }, list: [] } });
  const data = view['data'] as Data;
  expect(changes()).toEqual([]);
  data.things['t1'] = thing('one');
  Object.assign(data.things['t1'], { name: 'uno' });
  data.things['t0'] = data.things['t0'] ?? thing('never');
  delete data.things['t2'];
  expect(written(changes())).toEqual([
    { path: ['data', 'things', 't1'], value: { ...thing('one'), name: 'uno' } },
    { path: ['data', 'things', 't0'], value: thing('zero') },
  ]);
  delete data.things['t0'];
  expect(changes()).toEqual([{ path: ['data', 'things', 't0'] }]);
  expect(changes()).toEqual([]);
});

test('what is set to what it was is not a change', () => {
  const { view, changes } = recorded({ data: { name: 'same' } });
  Object.assign(view['data'] as Tree, { name: 'same' });
  expect(changes()).toEqual([]);
});

test('what moved since it was seen is written with all of its part', () => {
  const { view, changes } = recorded({ data: { list: [thing('a'), thing('b')] }, other: {} });
  const data = view['data'] as Data;
  const [, last] = data.list;
  data.list = data.list.slice(1);
  changes();
  if (last !== undefined) last.name = 'c';
  expect(written(changes())).toEqual([{ path: ['data'], value: { list: [{ ...thing('b'), name: 'c' }] } }]);
});

test('a change of a missing path fails', () => {
  expect(() => applyChange({ data: {} }, { path: ['data', 'none', 'name'], value: 1 })).toThrow(
    'there is no data > none > name',
  );
  expect(() => applyChange({}, { path: ['toString', 'name'], value: 1 })).toThrow('there is no');
  expect(() => applyChange({}, { path: [], value: 1 })).toThrow('there is no');
});

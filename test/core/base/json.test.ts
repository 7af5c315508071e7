import { fieldOf, isRecord, parsedJson, recordOf } from '../../../core/base/json';

it('a record is an object, but neither null nor a list', () => {
  expect([{}, { a: 1 }].map(isRecord)).toEqual([true, true]);
  expect([null, undefined, [], 'text', 1].map(isRecord)).toEqual([false, false, false, false, false]);
});

it('takes what is not a record as an empty one', () => {
  expect(recordOf({ a: 1 })).toEqual({ a: 1 });
  expect([null, [1], 'text'].map(recordOf)).toEqual([{}, {}, {}]);
});

it('finds a field by the names on the way to it', () => {
  const tree = { a: { b: [1], c: null } };
  expect(fieldOf(tree, 'a', 'b')).toEqual([1]);
  expect(fieldOf(tree)).toBe(tree);
  for (const path of [['x'], ['a', 'x'], ['a', 'b', '0'], ['a', 'c', 'x']]) {
    expect(fieldOf(tree, ...path)).toBeUndefined();
  }
});

it('finds no field that an object only inherits', () => {
  expect(fieldOf({}, 'constructor')).toBeUndefined();
});

it('parses JSON, and nothing of what is not JSON', () => {
  expect(parsedJson('{"a":[1]}')).toEqual({ a: [1] });
  expect(parsedJson('{"a":')).toBeUndefined();
});

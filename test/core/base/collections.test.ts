import { byName, groupedBy, unique } from '../../../core/base/collections';

it('orders by code units, whatever the language of the machine', () => {
  expect(['ä', 'b', 'B', 'a', 'a'].toSorted(byName)).toEqual(['B', 'a', 'a', 'b', 'ä']);
});

it('names each text once, in order', () => {
  expect(unique(['b', 'a', 'b'])).toEqual(['a', 'b']);
});

it('groups by a key, in the order of the things', () => {
  const groups = groupedBy(['bat', 'ant', 'bee'], (word) => word.slice(0, 1));
  expect([...groups]).toEqual([
    ['b', ['bat', 'bee']],
    ['a', ['ant']],
  ]);
});

import { counted, quotedList } from '../../../core/base/text';

it('quotes names as a sentence lists them', () => {
  expect(quotedList([])).toBe('');
  expect(quotedList(['a'])).toBe('"a"');
  expect(quotedList(['a', 'b', 'c'])).toBe('"a", "b", "c"');
  expect(quotedList(['a', 'b', 'c'], ' or ')).toBe('"a" or "b" or "c"');
});

it('counts one thing in the singular, and any other number in the plural', () => {
  expect([0, 1, 2].map((count) => counted(count, 'stack'))).toEqual(['0 stacks', '1 stack', '2 stacks']);
  expect([1, 2].map((count) => counted(count, 'policy', 'policies'))).toEqual(['1 policy', '2 policies']);
});

import { openText, param } from '../../../core/topology';
import { anyOf, sameText, sameValue } from '../../../core/checker/facts';
import { factUnknown, open } from './unknown';

const X = openText('X');

test.each([
  [80, 80, true],
  [80, 81, false],
  [param('X'), param('X'), true],
  [param('X'), 80, open('X')],
  [param('X'), param('Y'), open('X', 'Y')],
])('port %j against %j', (one, other, answer) => {
  expect(sameValue(one, other)).toEqual(answer);
});

test('a text is the same as itself and undecided against another while either is open', () => {
  expect(sameText(X, X)).toBe(true);
  expect(sameText('a', 'b')).toBe(false);
  expect(sameText(X, 'a')).toEqual(open('X'));
});

test('one true answer outweighs every unknown, and a false one settles nothing', () => {
  expect(anyOf([false, factUnknown('a'), true])).toBe(true);
  expect(anyOf([false, factUnknown('a'), factUnknown('a'), open('X')])).toEqual({
    possible: [true, false],
    facts: [{ what: 'a', how: 'state a' }],
    parameters: ['X'],
  });
  expect(anyOf([false])).toBe(false);
  expect(anyOf([])).toBe(false);
});

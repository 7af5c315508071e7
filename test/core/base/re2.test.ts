import { array, assert, constantFrom, property } from 'fast-check';
import { re2 } from '../../../core/base/re2';

const matches = (pattern: string, text: string): boolean | string => {
  const read = re2(pattern);
  return typeof read === 'function' ? read(text) : read.problem;
};

// What Terraform 1.11 says of `regexall("^(?:PATTERN)$", TEXT)`.
test.each<[string, readonly string[], readonly string[]]>([
  ['\\d{12}', ['111111111111'], ['11111111111', '1111111111111', '١'.repeat(12)]],
  ['a|b|', ['a', 'b', ''], ['ab']],
  ['(?i)ab', ['AB', 'ab', 'aB'], ['a']],
  ['(?i)[^]a]{1,3}', ['b', '1b_'], ['a', 'AB']],
  ['a(?i)b', ['aB', 'ab'], ['Ab']],
  ['(?i:a)b', ['Ab'], ['AB']],
  ['a{,2}', ['a{,2}'], ['a', 'aa']],
  ['a{2,}', ['aa', 'aaa'], ['a']],
  ['a{0}', [''], ['a']],
  ['[[:alpha:]_-]+', ['a_-Z'], ['1']],
  ['[^[:^digit:]]', ['1'], ['a']],
  ['[\\d-z]+', ['1-z'], ['a']],
  ['[]a]', [']', 'a'], ['b']],
  ['\\p{Greek}\\pL\\PN', ['ωωω'], ['ωω1']],
  ['\\Qa.b\\E', ['a.b'], ['acb']],
  ['.', ['a', 'é', '😀'], ['\n', '']],
  ['(?s).', ['\n'], ['']],
  ['a\\b.*', ['a', 'a b'], ['ab']],
  ['(?m)a$\\nb', ['a\nb'], ['ab']],
  ['(?P<x>a)(?<y>b)', ['ab'], ['a']],
  ['\\x41\\x{42}\\103', ['ABC'], ['abc']],
  ['(?)^*a*?', ['', 'aa'], ['b']],
])('%s', (pattern, good, bad) => {
  expect(good.filter((text) => matches(pattern, text) !== true)).toEqual([]);
  expect(bad.filter((text) => matches(pattern, text) !== false)).toEqual([]);
});

// Some of these are patterns of JavaScript; RE2 refuses them all.
test.each([
  ['(?=a)', 'look-around'],
  ['(?<!a)b', 'look-around'],
  ['(a)\\1', 'back-reference'],
  ['a**', 'repeated'],
  ['a++', 'repeated'],
  ['+a', 'nothing before it'],
  ['a{1001}', '1000 times'],
  ['(a{50}){50}', '1000 times'],
  ['a{2,1}', '1000 times'],
  ['(', 'no ")"'],
  ['a)', 'no "("'],
  ['[a', 'no "]"'],
  ['[z-a]', 'range'],
  ['[[:foo:]]', '[:foo:]'],
  ['\\p{Grek}', '\\p{Grek}'],
  ['\\k', '\\k'],
  ['\\u0041', '\\u'],
  ['\\Z', '\\Z'],
  ['\\Qa', '\\E'],
  ['\\x4', '\\x'],
  ['(?P<n>a)(?P<n>b)', '"n"'],
  ['(?<a-b>x)', 'group name'],
  ['\\', 'backslash'],
  ['('.repeat(2000), 'deeply'],
  ['a'.repeat(100_000), 'characters'],
  ['(?:(?:a{30}|b){30}c)'.repeat(400), 'too large'],
])('RE2 refuses %s', (pattern, problem) => {
  expect(matches(pattern, '')).toEqual(expect.stringContaining(problem));
});

test.each(['(a+)+b', '(a|a)*b', '(a*)*b', '(.*)(.*)(.*)(.*)(.*)[^a]x', '(?:a?){100}a{100}b'])(
  '%s does not go back: the time is linear in the text',
  (pattern) => {
    const started = performance.now();
    expect(matches(pattern, 'a'.repeat(20_000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(5000);
  },
);

test('whatever the pattern is, it is read or refused', () => {
  const part = constantFrom(
    ...'ab.*+?{}()[]|^$\\-,12:<>=!PpLQEdDwWxi'.split(''),
    '(?',
    '[:alpha:]',
    '\\p{',
    'é',
  );
  assert(
    property(
      array(part, { maxLength: 12 }),
      array(constantFrom(...'ab1é-'.split('')), { maxLength: 6 }),
      (pattern, text) => {
        expect(['boolean', 'string']).toContain(typeof matches(pattern.join(''), text.join('')));
      },
    ),
    { numRuns: 2000 },
  );
});

test('where JavaScript reads the same, it says the same', () => {
  const atom = constantFrom(
    'a',
    'b',
    '.',
    '[ab]',
    '[^a]',
    '\\d',
    '\\w',
    '(a|b)',
    '(?:ab)',
    'a*',
    'b+?',
    '(a?)',
    'a{1,2}',
  );
  assert(
    property(
      array(atom, { maxLength: 5 }),
      array(constantFrom(...'ab1'.split('')), { maxLength: 6 }),
      (atoms, texts) => {
        const [pattern, text] = [atoms.join(''), texts.join('')];
        expect(matches(pattern, text)).toBe(new RegExp(`^(?:${pattern})$`).test(text));
      },
    ),
    { numRuns: 2000 },
  );
});

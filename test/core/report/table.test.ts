import { ansi, tableOf } from '../../../core/report';

it('columns are as wide as their widest cell, and no line ends in spaces', () => {
  expect(
    tableOf(
      ['from', 'to', 'why'],
      [
        ['yelb-ui', 'db', ''],
        ['a', '', 'far'],
      ],
    ),
  ).toEqual(['from     to  why', 'yelb-ui  db', 'a            far']);
});

it('a dressed cell has the width of its text', () => {
  const [, first, second] = tableOf(
    ['verdict', 'from'],
    [
      [{ text: 'broken', dress: 'bad' }, 'a'],
      [{ text: 'mutual', dress: 'good' }, 'b'],
    ],
    ansi,
  );
  expect([first, second]).toEqual(['\u001B[31mbroken\u001B[0m   a', '\u001B[32mmutual\u001B[0m   b']);
});

it('a table may have more rows than a function takes arguments', () => {
  const rows = Array.from({ length: 200_000 }, () => ['a']);
  expect(tableOf(['from'], rows).length).toBe(rows.length + 1);
});

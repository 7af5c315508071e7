import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folded, outputKeyOf } from '../../../core/planner/names';
import { planned } from '../../cases/synthesized';
import { variants } from '../../cases/variants';

const guide = readFileSync(join(__dirname, '../../../docs/outputs.md'), 'utf8');

test('docs/outputs.md names every kind of output that a stack has', () => {
  const names = new Set(
    Object.values(variants).flatMap((written) =>
      planned(written).plan.stacks.flatMap(({ outputs }) =>
        outputs.map(({ value }) => {
          const what = folded(value.kind === 'asset' ? value.what : value.kind);
          return outputKeyOf(value) === undefined ? what : `${what}_<`;
        }),
      ),
    ),
  );
  expect(names.size).toBeGreaterThan(10);
  expect([...names].filter((name) => !guide.includes(`\`${name}`))).toEqual([]);
});

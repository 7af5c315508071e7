import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { planned } from '../cases/synthesized';

const guide = readFileSync(join(__dirname, '../../docs/adoption.md'), 'utf8');
const blocks = [...guide.matchAll(/```yaml\n(.*?)```/gs)].map(([, block = '']) => block);

test('the topologies of the guide have the stacks that it says', () => {
  const stacks = blocks.map((block) => planned(parse(block)).plan.stacks.map(({ name }) => name));
  expect(stacks).toEqual([['commons-shared'], ['billing'], ['billing']]);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import yelb from '../../examples/yelb/topology';
import { planned } from '../cases/synthesized';

const text = (file: string) => readFileSync(join(__dirname, '../../examples/yelb', file), 'utf8');

test('Yelb is the same topology with the same plan in TypeScript and in YAML', () => {
  expect(planned(parse(text('topology.yaml')))).toEqual(planned(yelb));
});

test('Yelb fits on a page', () => {
  expect(text('topology.ts').split('\n').length).toBeLessThanOrEqual(80);
});

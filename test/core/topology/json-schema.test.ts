import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILDERS, referenceOf, topologyJsonSchema, write } from '../../../core/topology';

const text = (file: string) => readFileSync(join(__dirname, '../../..', file), 'utf8');

// `npm run schema` writes both.
test('the JSON Schema matches the code', () => {
  expect(JSON.parse(text('schema/topology.schema.json'))).toEqual(
    JSON.parse(JSON.stringify(topologyJsonSchema())),
  );
});

test('the reference is what the code says, and every key has a row', () => {
  const reference = referenceOf(topologyJsonSchema());
  expect(text('docs/topology.md')).toBe(reference);
  for (const key of [
    '**region**',
    'listens',
    'tls.mode',
    'calls[].policy',
    'retry.on',
    'to[].weight',
    '**clusters.*.kind**',
  ])
    expect(reference).toContain(`| ${key} |`);
});

test('the reference lists every function that a topology may import', () => {
  const reported = BUILDERS.map(([call]) => call).join(' ');
  for (const [name, each] of Object.entries(write)) {
    const names =
      typeof each === 'function' ? [`${name}(`] : Object.keys(each).map((method) => `.${method}(`);
    for (const call of names) expect(reported).toContain(call);
  }
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { variants } from '../cases/variants';
import { judged, judgedTopologies, type Judged } from './judged-stacks';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'meshspan-stacks-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the real provider accepts', () => {
  let all: Judged;
  beforeAll(async () => {
    all = await judgedTopologies(folder, variants);
  });

  test.each(Object.keys(variants))('every stack of "%s"', (name) => {
    const texts = all.textsOf.get(name) ?? [];
    expect(texts.length).toBeGreaterThan(0);
    // Warnings count: a deprecated argument today is an error with the next provider.
    expect(texts.map((text) => all.verdicts.get(text))).toEqual(texts.map(() => []));
  });
});

test('the real provider refuses a stack with an argument that it does not know', async () => {
  const stack = (mesh: object): string =>
    JSON.stringify({
      provider: { aws: [{ region: 'us-west-2' }] },
      resource: { aws_appmesh_mesh: { yelb: { name: 'yelb', ...mesh } } },
    });
  const verdicts = await judged(folder, new Set([stack({}), stack({ colour: 'blue' })]));
  expect(verdicts.get(stack({}))).toEqual([]);
  expect(verdicts.get(stack({ colour: 'blue' }))).toMatchObject([
    { severity: 'error', detail: 'No argument or block type is named "colour".' },
  ]);
});

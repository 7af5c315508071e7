import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { envoyVariants } from '../cases/envoy-variants';
import { judgedTopologies, type Judged } from './judged-stacks';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'meshspan-stacks-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the real provider accepts', () => {
  let all: Judged;
  beforeAll(async () => {
    all = await judgedTopologies(folder, envoyVariants);
  });

  test.each(Object.keys(envoyVariants))('every stack of "%s"', (name) => {
    const texts = all.textsOf.get(name) ?? [];
    expect(texts.length).toBeGreaterThan(0);
    // Warnings count: a deprecated argument today is an error with the next provider.
    expect(texts.map((text) => all.verdicts.get(text))).toEqual(texts.map(() => []));
  });

  test('what has nothing of App Mesh', () => {
    const texts = [...all.textsOf.values()].flat();
    expect(texts.length).toBeGreaterThan(Object.keys(envoyVariants).length);
    expect(texts.filter((text) => /appmesh|mesh_owner/.test(text))).toEqual([]);
  });
});

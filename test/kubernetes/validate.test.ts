import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installProvider } from '../../local/kubernetes';
import { cacheFolder } from '../../local/packages';
import { judgedTopologies, type Judged } from '../terraform/judged-stacks';
import { podTopologies } from './topologies';

let folder = '';
let all: Judged;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'meshspan-pods-'));
  const built = await installProvider(cacheFolder());
  if (!built.ok) throw new Error(built.problem);
  all = await judgedTopologies(folder, podTopologies, [built.path]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(Object.keys(podTopologies))('the real providers accept every stack of "%s"', (name) => {
  const texts = all.textsOf.get(name) ?? [];
  expect(texts.filter((text) => text.includes('kubernetes_deployment_v1')).length).toBeGreaterThan(0);
  expect(texts.map((text) => all.verdicts.get(text))).toEqual(texts.map(() => []));
});

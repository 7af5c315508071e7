import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installProvider } from '../../local/kubernetes';
import { cacheFolder } from '../../local/packages';
import { validateStacks } from '../../terraform/validate';
import { scaffolds } from '../cases/scaffolds';
import { meshspan } from '../cli/world';

let folder = '';
let provider = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kubernetes-init-'));
  const built = await installProvider(cacheFolder());
  if (!built.ok) throw new Error(built.problem);
  provider = built.path;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// The forms of a topology become the same stacks, and both pipelines have the same states.
const onEks = Object.entries(scaffolds).filter(([name]) => /^eks, (github|none), yaml/.test(name));

test.each(onEks)('both real providers accept what is inside of the clusters for %s', async (_name, words) => {
  const own = mkdtempSync(join(folder, 'own-'));
  await meshspan(own, ['init', ...words]);
  await meshspan(own, ['synth']);
  const stacks = readdirSync(join(own, 'out/stacks')).filter((stack) => stack.endsWith('-kubernetes'));
  expect(stacks.length).toBeGreaterThan(0);
  const results = await validateStacks({
    outDir: join(own, 'out'),
    stacks,
    workFolder: join(folder, 'work'),
    mirrors: [provider],
  });
  expect(results.map(({ stack, diagnostics }) => [stack, diagnostics])).toEqual(
    stacks.map((stack) => [stack, []]),
  );
});

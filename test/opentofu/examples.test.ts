import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installProvider } from '../../local/kubernetes';
import { cacheFolder } from '../../local/packages';
import { terraformVersion } from '../../terraform/version';
import { validateStacks } from '../../terraform/validate';
import { everyExample, everyPodExample, exampleOn } from '../cases/examples';
import { planned, synthesizedTo } from '../cases/synthesized';
import { openTofu, openTofuVersion } from './programs';

let folder: string;
let binary: string;
let mirrors: readonly string[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'opentofu-'));
  binary = await openTofu();
  const built = await installProvider(cacheFolder());
  if (!built.ok) throw new Error(built.problem);
  mirrors = [built.path];
}, 3_600_000);
afterAll(() => rmSync(folder, { recursive: true }));

test('it is OpenTofu that is asked', async () => {
  expect(await terraformVersion({ binary })).toMatchObject({ ok: true, version: openTofuVersion });
});

test.each([...everyExample, ...everyPodExample])(
  'OpenTofu and the real providers accept the stacks of examples/%s on %s',
  async (name, plane) => {
    const written = exampleOn(name, plane);
    const outDir = join(folder, `${name}-${plane}`);
    synthesizedTo(outDir, written);
    const stacks = planned(written).plan.stacks.map((stack) => stack.name);
    const work = join(folder, 'work');
    const results = await validateStacks({ outDir, stacks, binary, mirrors, workFolder: work });
    expect(results.map(({ stack, diagnostics }) => [stack, diagnostics])).toEqual(
      stacks.map((stack) => [stack, []]),
    );
  },
);

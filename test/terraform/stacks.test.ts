import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setUpTerraform } from '../../terraform/set-up';
import { validateStacks } from '../../terraform/validate';
import { synthesizedTo } from '../cases/synthesized';
import { variants } from '../cases/variants';

jest.setTimeout(180_000);

const folder = mkdtempSync(join(tmpdir(), 'meshspan-stacks-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(Object.keys(variants))('the real provider accepts every stack of "%s"', async (name) => {
  const out = join(folder, name.replaceAll(' ', '-'));
  const stacks = synthesizedTo(out, variants[name]);
  const terraform = await setUpTerraform(join(folder, 'work'));
  if (!terraform.ok) throw new Error(terraform.problem);

  const results = await validateStacks({ outDir: out, stacks, cliConfig: terraform.cliConfig });

  expect(results.map(({ stack }) => stack).toSorted()).toEqual(stacks.toSorted());
  // Warnings count: a deprecated argument today is an error with the next provider.
  expect(
    results.flatMap(({ stack, diagnostics }) => diagnostics.map((each) => ({ stack, ...each }))),
  ).toEqual([]);
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installProvider } from '../../../local/kubernetes';
import { cacheFolder } from '../../../local/packages';
import { validateStacks } from '../../../terraform/validate';
import { synthesizedTo } from '../../cases/synthesized';
import { yelbOnEks } from '../../core/dataplane/app-mesh/controller/on-eks';

type Json = Readonly<Record<string, unknown>>;
type Blocks = Readonly<Record<string, Readonly<Record<string, Json>>>>;

/** A stack without what the provider hashicorp/helm makes, which cannot be had where this runs. */
function withoutHelm(text: string): string {
  const { terraform, provider, resource, ...rest } = JSON.parse(text) as Json & {
    terraform: { required_providers: Json };
    provider: Json;
    resource: Blocks;
  };
  const { helm: version, ...required_providers } = terraform.required_providers;
  const { helm, ...providers } = provider;
  const { helm_release: releases, ...resources } = resource;
  expect([version, helm, Object.keys(releases ?? {}).length]).toEqual([
    expect.anything(),
    expect.anything(),
    2,
  ]);
  const left = Object.entries(resources).map(([type, blocks]) => [
    type,
    Object.fromEntries(
      Object.entries(blocks).map(([name, body]) => [name, { ...body, depends_on: notHelm(body) }]),
    ),
  ]);
  return JSON.stringify({
    ...rest,
    terraform: { ...terraform, required_providers },
    provider: providers,
    resource: Object.fromEntries(left) as Blocks,
  });
}

const notHelm = ({ depends_on = [] }: { readonly depends_on?: unknown }): readonly string[] =>
  (depends_on as readonly string[]).filter((address) => !address.startsWith('helm_release.'));

test('the real providers accept the stacks, but for the two releases of Helm', async () => {
  const built = await installProvider(cacheFolder());
  if (!built.ok) throw new Error(built.problem);
  const folder = mkdtempSync(join(tmpdir(), 'controller-stacks-'));
  try {
    const outDir = join(folder, 'out');
    const stacks = synthesizedTo(outDir, yelbOnEks);
    for (const stack of stacks.filter((name) => name.endsWith('-kubernetes'))) {
      const file = join(outDir, 'stacks', stack, 'cdk.tf.json');
      writeFileSync(file, withoutHelm(readFileSync(file, 'utf8')));
    }
    const results = await validateStacks({
      outDir,
      stacks,
      workFolder: join(folder, 'work'),
      mirrors: [built.path],
    });
    expect(results.map(({ stack, diagnostics }) => [stack, diagnostics])).toEqual(
      stacks.map((name) => [name, []]),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

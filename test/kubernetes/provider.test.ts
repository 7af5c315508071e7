import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { providers } from '../../core/planner';
import { installProvider } from '../../local/kubernetes';
import { cacheFolder } from '../../local/packages';
import { validateStacks } from '../../terraform/validate';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kubernetes-provider-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const stack = (mode: unknown): object => ({
  terraform: { required_providers: { aws: providers.aws, kubernetes: providers.kubernetes } },
  ephemeral: { aws_eks_cluster_auth: { main: { name: 'main' } } },
  provider: {
    kubernetes: [{ host: 'https://localhost', token: '${ephemeral.aws_eks_cluster_auth.main.token}' }],
  },
  resource: {
    kubernetes_deployment_v1: {
      web: {
        metadata: { name: 'web', namespace: 'shop' },
        spec: {
          selector: { match_labels: { app: 'web' } },
          template: {
            metadata: { labels: { app: 'web' } },
            spec: { init_container: [{ name: 'proxy', image: 'proxy:1', restart_policy: mode }] },
          },
        },
      },
    },
  },
});

test('Terraform and the real provider, built here, accept a token that no state contains, and a sidecar', async () => {
  const built = await installProvider(cacheFolder());
  if (!built.ok) throw new Error(built.problem);
  const validated = async (mode: unknown) => {
    const home = join(folder, 'out/stacks/one');
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'cdk.tf.json'), JSON.stringify(stack(mode)));
    const [result] = await validateStacks({
      outDir: join(folder, 'out'),
      stacks: ['one'],
      workFolder: join(folder, 'work'),
      mirrors: [built.path],
    });
    return result?.diagnostics.map(({ summary }) => summary);
  };
  expect(await validated('Always')).toEqual([]);
  expect(await validated('Sometimes')).toEqual([
    expect.stringContaining('init_container.0.restart_policy to be one of'),
  ]);
});

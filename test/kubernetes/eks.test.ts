import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { providers } from '../../core/planner';
import type { ClusterServer } from '../../local/aws/eks/servers';
import { installAwsCommand } from '../../local/aws-command';
import { installProvider } from '../../local/kubernetes';
import { apiClient } from '../../local/kubernetes/client';
import { cacheFolder } from '../../local/packages';
import { startWholeLocalAws, type WholeLocalAws } from '../../local/whole';
import { runTerraform } from '../../terraform/command';
import { setUpTerraform } from '../../terraform/set-up';
import { clusterStack, eksStack } from './eks-stack';

let started: WholeLocalAws | undefined;
let folder = '';
let cliConfig = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'eks-'));
  const built = await installProvider(cacheFolder());
  if (!built.ok) throw new Error(built.problem);
  const setUp = await setUpTerraform(join(folder, 'work'), [providers.aws, providers.kubernetes], {
    inPlace: true,
    mirrors: [built.path],
  });
  if (!setUp.ok) throw new Error(setUp.problem);
  ({ cliConfig } = setUp);
  const whole = await startWholeLocalAws({ motoCache: cacheFolder() });
  if (!whole.ok) throw new Error(whole.problem);
  started = whole.whole;
});
afterAll(async () => {
  await started?.close();
  rmSync(folder, { recursive: true });
});

const aws = (): WholeLocalAws['aws'] => {
  if (started === undefined) throw new Error('it did not start');
  return started.aws;
};

/** What Terraform prints about a stack, which gets this content; its failure fails the test. */
async function terraform(stack: string, content: object, command: string): Promise<string> {
  const cwd = join(folder, stack);
  mkdirSync(cwd, { recursive: true });
  writeFileSync(join(cwd, 'main.tf.json'), JSON.stringify(content));
  const words = [...command.split(' '), '-no-color'];
  const result = await runTerraform(words, { cwd, cliConfig, add: aws().environment });
  if (result.kind !== 'exited') throw new Error(result.problem);
  const { code, stdout, stderr } = result;
  if (code !== 0) throw new Error(`terraform ${command}: ${stdout}${stderr}`);
  return stdout;
}

const apply = async (stack: string, content: object): Promise<string | undefined> =>
  /Apply complete! (.*)/.exec(await terraform(stack, content, 'apply -auto-approve'))?.[1];
const destroy = async (stack: string, content: object): Promise<string | undefined> =>
  /Destroy complete! (.*)/.exec(await terraform(stack, content, 'destroy -auto-approve'))?.[1];
/** Fails where a plan is not empty. */
const planAgain = (stack: string, content: object): Promise<string> =>
  terraform(stack, content, 'plan -detailed-exitcode');

const server = (): ClusterServer => {
  const found = aws().clusters.get('arn:aws:eks:eu-west-1:111111111111:cluster/main');
  if (found === undefined) throw new Error('there is no cluster');
  return found;
};

test('no cluster, no API server', () => {
  expect(aws().clusters.size).toBe(0);
});

test('a cluster with all that belongs to it is applied, and the next plan is empty', async () => {
  expect(await apply('aws', eksStack(2))).toBe('Resources: 14 added, 0 changed, 0 destroyed.');
  await planAgain('aws', eksStack(2));
});

/** A token as AWS's own command makes it, for a role of the cluster's account. */
async function tokenOf(role: string, cluster = 'main'): Promise<string> {
  const installed = await installAwsCommand(cacheFolder());
  if (!installed.ok) throw new Error(installed.problem);
  const [program, ...first] = installed.command;
  const words = ['eks', 'get-token', '--cluster-name', cluster, '--region', 'eu-west-1'];
  const roleArn = `arn:aws:iam::111111111111:role/${role}`;
  // The local AWS that it asks is in this process.
  const { stdout } = await promisify(execFile)(program, [...first, ...words, '--role-arn', roleArn], {
    env: { PATH: process.env['PATH'], ...aws().environment },
  });
  return (JSON.parse(stdout) as { readonly status: { readonly token: string } }).status.token;
}

/** The status of an answer to whoever has a token. */
async function statusFor(token: string, path = '/api/v1/nodes'): Promise<number> {
  const { url, authority } = server();
  const api = apiClient({ url, authority, token });
  const { status } = await api.ask(path);
  api.close();
  return status;
}

/** The same token with another signature. */
function forged(token: string): string {
  const [prefix = '', request = ''] = token.split('.');
  const url = Buffer.from(request, 'base64url')
    .toString()
    .replace(/(X-Amz-Signature=)(.)/, (_, name: string, digit: string) => name + (digit === '0' ? '1' : '0'));
  return `${prefix}.${Buffer.from(url).toString('base64url')}`;
}

test("a token of AWS's own command is that of an access entry, for one cluster, and cannot be forged", async () => {
  const token = await tokenOf('deploy');
  expect(await statusFor(token)).toBe(200);
  expect(await statusFor(forged(token))).toBe(401);
  expect(await statusFor(await tokenOf('deploy', 'another'))).toBe(401);
  expect(await statusFor(await tokenOf('somebody'))).toBe(401);
  expect(await statusFor('k8s-aws-v1.aHR0cDovL2E')).toBe(401);
});

test('an access policy allows what its role of Kubernetes allows', async () => {
  const name = 'arn:aws:iam::111111111111:role/reader';
  const entry = {
    aws_eks_access_entry: { reader: { cluster_name: 'main', principal_arn: name } },
    aws_eks_access_policy_association: {
      reader: {
        cluster_name: 'main',
        principal_arn: '${aws_eks_access_entry.reader.principal_arn}',
        policy_arn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
        access_scope: { type: 'cluster' },
      },
    },
  };
  const { terraform: versions, provider } = eksStack(2) as Readonly<Record<string, object>>;
  const stack = { terraform: versions, provider, resource: entry };
  await apply('reader', stack);
  await planAgain('reader', stack);
  const token = await tokenOf('reader');
  expect(await statusFor(token, '/api/v1/configmaps')).toBe(200);
  expect(await statusFor(token, '/api/v1/secrets')).toBe(403);
  await destroy('reader', stack);
});

test('what is in the cluster is applied with a token that is in no state, changed, and destroyed', async () => {
  expect(await apply('inside', clusterStack('app:1'))).toBe('Resources: 3 added, 0 changed, 0 destroyed.');
  await planAgain('inside', clusterStack('app:1'));
  expect(readFileSync(join(folder, 'inside/terraform.tfstate'), 'utf8')).not.toContain('k8s-aws-v1');
  expect(await apply('inside', clusterStack('app:2'))).toBe('Resources: 0 added, 1 changed, 0 destroyed.');
  expect(await destroy('inside', clusterStack('app:2'))).toBe('Resources: 3 destroyed.');
});

test('its nodes are those of its node groups', async () => {
  const { users } = JSON.parse(readFileSync(server().kubeconfig, 'utf8')) as {
    readonly users: readonly { readonly user: { readonly token: string } }[];
  };
  const { url, authority } = server();
  const api = apiClient({ url, authority, token: users[0]?.user.token ?? '' });
  const zones = async (): Promise<readonly string[]> => {
    const { body } = await api.ask('/api/v1/nodes');
    const { items } = body as {
      readonly items: readonly { readonly metadata: { readonly labels: Readonly<Record<string, string>> } }[];
    };
    return items.map(({ metadata }) => metadata.labels['topology.kubernetes.io/zone'] ?? '').toSorted();
  };
  expect(await zones()).toEqual(['eu-west-1a', 'eu-west-1b']);
  await apply('aws', eksStack(3));
  const three = await zones();
  expect([three.length, new Set(three).size]).toEqual([3, 2]);
  api.close();
});

test('a cluster that is destroyed leaves no API server', async () => {
  const { url } = server();
  expect(await destroy('aws', eksStack(3))).toBe('Resources: 14 destroyed.');
  expect(aws().clusters.size).toBe(0);
  await expect(fetch(url)).rejects.toThrow('fetch failed');
});

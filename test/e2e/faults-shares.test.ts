import { explanations } from '../../core/dataplane/app-mesh/explanations';
import { createServer, request, type Server } from 'node:http';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalAws, type LocalAws } from '../../local/aws/server';
import { runTerraform } from '../../terraform/command';
import { deployStacks, destroyStacks, type RunnerOptions, type RunResult } from '../../terraform/runner';
import { accountIn, region } from '../local/aws/accounts';
import { quoted } from '../cases/quoted';

// What goes wrong between accounts and in the middle of an apply, in small stacks on the real provider. Elsewhere:
// the wrong account in test/terraform/runner-accounts, a full disk and two runs at once in
// test/terraform/runner-faults, a whole mesh in faults-deployed.
jest.setTimeout(600_000);

const accounts = { shared: '111111111111', member: '222222222222', stranger: '333333333333' };
type Stack = keyof typeof accounts;

let folder = '';
let aws: LocalAws;
let door: Server;
let environment: Readonly<Record<string, string>> = {};
/** Called after the local AWS answered a request, before its client hears of it. */
let answered: (method: string, path: string) => void = () => undefined;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'faults-'));
  aws = await startLocalAws();
  door = createServer((asked, answer) => {
    const behind = request(
      new URL(asked.url ?? '/', aws.url),
      { method: asked.method, headers: asked.headers },
      (response) => {
        answered(asked.method ?? '', asked.url ?? '');
        answer.writeHead(response.statusCode ?? 500, response.headers);
        response.pipe(answer);
      },
    );
    asked.pipe(behind);
  });
  await new Promise<void>((done) => door.listen(0, '127.0.0.1', done));
  const address = door.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  environment = { ...aws.environment, AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` };
});
afterAll(async () => {
  door.close();
  door.closeAllConnections();
  await aws.close();
  rmSync(folder, { recursive: true });
});

const inMesh = { mesh_name: 'yelb', mesh_owner: accounts.shared };
const node = (name: string, more: object = {}): object => ({
  aws_appmesh_virtual_node: { [name]: { ...inMesh, name, spec: [{}], ...more } },
});
const shareArn = '${data.terraform_remote_state.shared.outputs.share_arn}';
const accepter = { aws_ram_resource_share_accepter: { it: { share_arn: shareArn } } };
const accepted = { depends_on: ['aws_ram_resource_share_accepter.it'] };
/** Where the state of a stack lies, from its own folder and that of any other. */
const stateOf = (stack: string): object => ({ path: `../../../${stack}.tfstate` });
const fromShared = {
  data: { terraform_remote_state: { shared: { backend: 'local', config: stateOf('shared') } } },
};
const kept = [{ prevent_destroy: true }];
const sharedMesh = (name: string, lifecycle: readonly object[] = kept): object => ({
  aws_appmesh_mesh: { it: { name, lifecycle } },
  aws_ram_resource_share: { it: { name, allow_external_principals: true, lifecycle } },
  aws_ram_resource_association: {
    it: {
      resource_arn: '${aws_appmesh_mesh.it.arn}',
      resource_share_arn: '${aws_ram_resource_share.it.arn}',
    },
  },
  aws_ram_principal_association: {
    it: {
      principal: accounts.member,
      resource_share_arn: '${aws_ram_resource_share.it.arn}',
      depends_on: ['aws_ram_resource_association.it'],
    },
  },
});
const sharedOutput = {
  output: { share_arn: { value: '${aws_ram_principal_association.it.resource_share_arn}' } },
};

function write(stack: Stack, resource: object, more: object = {}): void {
  const home = join(folder, 'out/stacks', stack);
  mkdirSync(home, { recursive: true });
  const provider = {
    region,
    allowed_account_ids: [accounts[stack]],
    assume_role: [{ role_arn: `arn:aws:iam::${accounts[stack]}:role/deploy` }],
    max_retries: 2,
  };
  const content = {
    terraform: {
      required_providers: { aws: { source: 'registry.terraform.io/hashicorp/aws', version: '5.100.0' } },
      backend: { local: stateOf(stack) },
    },
    provider: { aws: [provider] },
    resource,
    ...more,
  };
  writeFileSync(join(home, 'cdk.tf.json'), JSON.stringify(content));
}

const options = (stacks: readonly Stack[], more: Partial<RunnerOptions> = {}): RunnerOptions => ({
  outDir: join(folder, 'out'),
  workFolder: join(folder, 'work'),
  plan: {
    stacks: stacks.map((name) => ({
      name,
      account: name,
      needs: name === 'member' ? ['shared'] : [],
      inputs: name === 'member' ? [{ from: 'shared', output: 'share_arn', kind: 'assigned' }] : [],
    })),
    waves: stacks.map((name) => [name]),
    removal: stacks.map((name) => [name]).toReversed(),
  },
  environment: () => ({ add: environment }),
  explanations,
  ...more,
});

const sentences = ({ problems }: RunResult): readonly string[] => problems.map(({ sentence }) => sentence);
const byHand = async (stack: Stack, ...args: readonly string[]): Promise<{ code: number; said: string }> => {
  const cwd = join(folder, 'out/stacks', stack);
  const cliConfig = join(folder, 'work/terraform.rc');
  const result = await runTerraform(args, { cwd, cliConfig, add: environment });
  if (result.kind !== 'exited') throw new Error(result.problem);
  return { code: result.code, said: `${result.stdout}${result.stderr}`.replaceAll(/[\s│╷╵]+/g, ' ') };
};

const reportedByMesh =
  'the account of stack "<stack>" has no access to the mesh: the mesh is not shared with it, the share is not accepted, or only its owner may do this; deploy the stacks that share and accept it first';

test('an acceptance that was left out is reported, and what was created stays', async () => {
  write('shared', sharedMesh('yelb'), sharedOutput);
  write('member', { ...node('db'), terraform_data: { it: { input: shareArn } } }, fromShared);
  const result = await deployStacks(options(['shared', 'member']));
  expect(sentences(result)).toEqual([quoted(reportedByMesh, { stack: 'member' })]);
  expect(result.problems[0]?.detail).toContain(
    'a mesh of another account cannot be used until it is shared and the share is accepted',
  );
  expect(result.outcomes).toMatchObject([{ kind: 'applied', stack: 'shared' }, { kind: 'failed' }]);

  write('member', { ...node('db', accepted), ...accepter }, fromShared);
  expect((await deployStacks(options(['shared', 'member']))).outcomes).toMatchObject([
    { kind: 'unchanged', stack: 'shared' },
    { kind: 'applied', stack: 'member' },
  ]);
});

test('an account without a share gets nothing', async () => {
  write('stranger', node('intruder'));
  expect(sentences(await deployStacks(options(['stranger'])))).toEqual([
    quoted(reportedByMesh, { stack: 'stranger' }),
  ]);
});

test('a consumer cannot create a gateway', async () => {
  const listener = [{ port_mapping: [{ port: 80, protocol: 'http' }] }];
  const gateway = { edge: { ...inMesh, name: 'edge', spec: [{ listener }] } };
  write('member', { ...node('db', accepted), ...accepter, aws_appmesh_virtual_gateway: gateway }, fromShared);
  expect(sentences(await deployStacks(options(['shared', 'member'])))).toEqual([
    quoted(
      '<address> of stack "<stack>" is refused: only the account that owns the mesh can create gateways and their routes',
      { address: 'aws_appmesh_virtual_gateway.edge', stack: 'member' },
    ),
  ]);
  write('member', { ...node('db', accepted), ...accepter }, fromShared);
});

test('what is shared is not destroyed while it is protected, nor before what uses it', async () => {
  const both = options(['shared', 'member']);
  const guarded =
    '<addresses> of stack "<stack>" are protected from removal; write removalProtection: false in the topology, and run again';
  const addresses = 'aws_appmesh_mesh.it, aws_ram_resource_share.it';
  for (const some of [both, { ...both, stacks: ['shared'] }]) {
    const result = await destroyStacks(some);
    expect(result.touched).toBe(false);
    expect(sentences(result)).toEqual([quoted(guarded, { stack: 'shared', addresses })]);
  }

  write('shared', sharedMesh('yelb', []), sharedOutput);
  const first = await destroyStacks({ ...both, stacks: ['shared'] });
  expect(first.touched).toBe(false);
  expect(sentences(first)).toEqual([
    quoted(
      'stack "<stack>" can\'t be destroyed while it is needed by "<other>" (<n> resources); destroy those first, or together with it: --stack <other> --stack <stack>',
      { stack: 'shared', other: 'member', n: '2' },
    ),
  ]);
  write('shared', sharedMesh('yelb'), sharedOutput);

  // By hand Terraform refuses, too, before it touches anything.
  const { code, said } = await byHand('shared', 'destroy', '-auto-approve', '-no-color');
  expect([code, said]).toEqual([1, expect.stringContaining(quoted('Instance cannot be destroyed'))]);
  expect((await deployStacks(both)).outcomes.map(({ kind }) => kind)).toEqual(['unchanged', 'unchanged']);
});

describe('a Terraform that is killed before it records what it created', () => {
  /** Tells its process's number. */
  function terraform(): string {
    const program = join(folder, 'terraform');
    writeFileSync(program, `#!/bin/sh\necho $$ > '${folder}/pid'\nexec terraform "$@"\n`);
    chmodSync(program, 0o755);
    return program;
  }

  function killAfter(wanted: RegExp): void {
    answered = (method, path) => {
      if (method !== 'PUT' || !wanted.test(path)) return;
      answered = () => undefined;
      const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
      groups.push(pid);
      process.kill(pid, 'SIGKILL');
    };
  }

  const groups: number[] = [];
  // Its providers outlive it: they are in its process group.
  afterEach(() => {
    for (const pid of groups.splice(0)) {
      try {
        process.kill(-pid, 'SIGKILL');
      } catch {
        // They have ended.
      }
    }
  });

  const lost =
    '<address> of stack "<stack>" may exist without being in its state; check in the account whether this run created it, and if so import it';
  const there =
    '<address> of stack "<stack>" already exists, but is not in its state: a run that was killed, a deploy with another state, or somebody else created it; find out which; if it belongs to this stack and to a mesh of the same account, import it: terraform -chdir=<folder> import <address> <its id>';

  test('leaves it out of the state: the mesh owner imports it and continues', async () => {
    write('shared', { ...sharedMesh('yelb'), ...node('web') }, sharedOutput);
    killAfter(/\/virtualNodes/);
    const [stack, address] = ['shared', 'aws_appmesh_virtual_node.web'];
    const killed = await deployStacks(options(['shared'], { binary: terraform() }));
    expect(sentences(killed)).toEqual([
      quoted('stack "<stack>": terraform apply was terminated by SIGKILL', { stack }),
      quoted(lost, { stack, address }),
    ]);
    const home = join(folder, 'out/stacks/shared');
    expect(sentences(await deployStacks(options(['shared'])))).toEqual([
      quoted(there, { stack, address, folder: home }),
    ]);
    expect((await byHand('shared', 'import', '-no-color', address, 'yelb/web')).code).toBe(0);
    expect((await deployStacks(options(['shared']))).ok).toBe(true);
    expect((await byHand('shared', 'plan', '-detailed-exitcode', '-no-color')).code).toBe(0);
  });

  test('leaves it out of the state: a consumer, who can import nothing, removes it and continues', async () => {
    write(
      'member',
      {
        ...accepter,
        aws_appmesh_virtual_node: {
          db: { ...inMesh, name: 'db', spec: [{}], ...accepted },
          cache: { ...inMesh, name: 'cache', spec: [{}], ...accepted },
        },
      },
      fromShared,
    );
    killAfter(/\/virtualNodes/);
    const [stack, address] = ['member', 'aws_appmesh_virtual_node.cache'];
    const both = options(['shared', 'member']);
    expect(sentences(await deployStacks({ ...both, binary: terraform() }))).toContain(
      quoted(lost, { stack, address }),
    );
    const { mesh } = await accountIn(aws, accounts.member);
    const virtualNode = { meshName: 'yelb', meshOwner: accounts.shared, virtualNodeName: 'cache' };
    await mesh.deleteVirtualNode(virtualNode);
    expect((await deployStacks(both)).ok).toBe(true);
    expect((await byHand('member', 'plan', '-detailed-exitcode', '-no-color')).code).toBe(0);
    expect((await mesh.describeVirtualNode(virtualNode)).virtualNode?.status?.status).toBe('ACTIVE');
  });
});

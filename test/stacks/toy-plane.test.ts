import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataPlane } from '../../core/dataplane';
import { judge, type Deployable, type Judgement } from '../../core/judge';
import { noPositions } from '../../core/source';
import { write, type WrittenTopology } from '../../core/topology';
import { buildApp, synthesize } from '../../stacks';
import { untraced } from '../../stacks/untraced';
import { toyPlane, toyStacks } from '../cases/toy-plane';
import { sourceOf } from '../architecture/source';
import { StackJson } from './json';

const { http, Authority } = write;
const account = (digit: number) => ({
  id: String(digit).repeat(12),
  role: 'deploy',
  network: { cidr: `10.${digit}.0.0/16` },
});

/** The shop calls the stock of another account. */
const two: WrittenTopology = {
  mesh: 'market',
  region: 'eu-central-1',
  owner: 'front',
  dataPlane: 'envoy',
  accounts: { front: account(1), back: account(2) },
  authority: Authority.privateCa({ commonName: 'market root' }),
  workloads: {
    shop: { account: 'front', listens: http(8080), calls: ['stock'] },
    stock: { account: 'back', listens: http(8081) },
  },
};

/** The stock calls the prices of a third account, which a shop calls too. */
const three: WrittenTopology = {
  ...two,
  accounts: { ...two.accounts, data: account(3) },
  workloads: {
    shop: { account: 'front', listens: http(8080), calls: ['stock', 'prices'] },
    stock: { account: 'back', listens: http(8081), calls: ['prices'] },
    prices: { account: 'data', listens: http(8082) },
  },
};

function judged(written: unknown, plane: DataPlane = toyPlane): Judgement {
  const source = { file: 'market.yaml', written, positions: noPositions };
  const found = judge({ ok: true, value: source, findings: [] }, { planes: { envoy: plane } });
  if (found.kind !== 'judged') throw new Error(JSON.stringify(found.findings));
  return found;
}

function deployable(written: unknown, plane?: DataPlane): Deployable {
  const { deployable: found, findings } = judged(written, plane);
  if (found === undefined) throw new Error(JSON.stringify(findings));
  return found;
}

const out = mkdtempSync(join(tmpdir(), 'toy-plane-'));
afterAll(() => rmSync(out, { recursive: true, force: true }));

function stacksOf(name: string, written: unknown): (stack: string) => StackJson {
  const folder = join(out, name);
  untraced(() => synthesize(deployable(written), folder, { planes: { envoy: toyStacks } }));
  return (stack) => new StackJson(readFileSync(join(folder, 'stacks', stack, 'cdk.tf.json'), 'utf8'));
}

const contentsOf = (written: unknown) =>
  Object.fromEntries(
    deployable(written).plan.stacks.map(({ name, contents }) => [
      name,
      contents.map(({ id }) => id).filter((id) => /directory|endpoint|configuration|certificate/.test(id)),
    ]),
  );

test('the plane knows no other data plane', () => {
  const { imports } = sourceOf(readFileSync(join(__dirname, '../cases/toy-plane.ts'), 'utf8'));
  expect(imports.length).toBeGreaterThan(10);
  expect(JSON.stringify(imports)).not.toContain('app-mesh');
});

test('code below the data planes names none of them', () => {
  const root = join(__dirname, '../..');
  const files = ['core/planner', 'stacks', 'stacks/substrate'].flatMap((folder) =>
    readdirSync(join(root, folder)).flatMap((name) => (name.endsWith('.ts') ? [`${folder}/${name}`] : [])),
  );
  const naming = files.filter((file) =>
    /app.?mesh|virtual.?(node|service)|envoy/i.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(naming).toEqual(['stacks/planes.ts']);
});

describe('a plan', () => {
  test('of two accounts', () => {
    expect(deployable(two).plan.waves).toEqual([['market-shared'], ['back'], ['front']]);
    expect(contentsOf(two)).toEqual({
      'market-shared': ['front/directory'],
      back: ['back/certificate/stock', 'back/configuration/stock', 'back/endpoint/stock'],
      front: ['front/certificate/shop', 'front/configuration/shop', 'front/endpoint/shop'],
    });
  });

  test('of three accounts', () => {
    expect(deployable(three).plan.waves).toEqual([
      ['market-shared'],
      ['data', 'back'],
      ['data-requests', 'front'],
      ['back-links'],
    ]);
    expect(contentsOf(three)).toMatchObject({
      'market-shared': ['front/directory'],
      data: ['data/certificate/prices', 'data/configuration/prices', 'data/endpoint/prices'],
    });
  });

  test('shares the directory and the authority with every member, connects networks and resolves names', () => {
    const ids = deployable(three).plan.stacks.flatMap(({ contents }) => contents.map(({ id }) => id));
    expect(ids).toEqual(expect.arrayContaining(['front/share/back', 'data/share-acceptance']));
    expect(ids).toEqual(
      expect.arrayContaining(['back/peering-request/front', 'front/zone-association/data']),
    );
  });

  test('carries the callee to the caller: a value that is known, and one that is compared', () => {
    const wires = deployable(two).plan.wires.filter(({ value }) => value.kind === 'asset');
    const arn = 'arn:aws:ssm:eu-central-1:222222222222:parameter/market/services/stock';
    expect(wires).toMatchObject([
      { from: 'back', to: 'front', output: 'endpoint_arn_stock', kind: 'confirmed', literal: arn },
      {
        from: 'back',
        to: 'front',
        output: 'endpoint_host_stock',
        kind: 'derived',
        literal: 'stock.back.market.internal',
      },
    ]);
  });

  test('keeps the share and the networks of an account that is retired', () => {
    const written = { ...two, accounts: { ...two.accounts, back: { ...account(2), retired: true } } };
    const { stacks } = deployable({ ...written, workloads: { ...two.workloads } }).plan;
    const contents = Object.fromEntries(
      stacks.map((stack) => [stack.name, stack.contents.map(({ id }) => id)]),
    );
    expect(contents['back']).toEqual([]);
    expect(contents['market-shared']).toContain('front/share/back');
  });
});

describe('the check', () => {
  test('has a verdict for every call', () => {
    const edges = judged(three).edges.map(({ client, server, verdict }) => [client, server, verdict]);
    expect(edges).toEqual([
      ['workload/shop', 'workload/stock', 'verified'],
      ['workload/shop', 'workload/prices', 'verified'],
      ['workload/stock', 'workload/prices', 'verified'],
    ]);
  });

  test('reports what the plane finds', () => {
    const listens = http(8081, { timeout: { idle: '5s' } });
    const stock = { account: 'back', listens };
    const { findings, deployable: found } = judged({ ...two, workloads: { ...two.workloads, stock } });
    const path = ['workloads', 'stock', 'listens', 'timeout'];
    expect(findings).toMatchObject([{ rule: 'parameters/timeout', severity: 'warning', at: { path } }]);
    expect(found).toBeDefined();
  });

  test('reports what no stack can express as not built', () => {
    const routed = judged({ ...two, services: { stock: { routes: [{ to: 'stock' }] } } });
    expect(routed.findings.map(({ rule }) => rule)).toContain('parameters/route');
    expect(routed.plan).toBeDefined();
    expect(routed.deployable).toBeUndefined();
  });
});

test('what is not among the planes is refused with those that are', () => {
  const planes = { envoy: toyPlane, lattice: toyPlane };
  const source = { file: 'market.yaml', written: { ...two, dataPlane: 'app-mesh' }, positions: noPositions };
  expect(judge({ ok: true, value: source, findings: [] }, { planes }).findings).toMatchObject([
    { summary: 'data plane "app-mesh" is not supported yet; "envoy", "lattice" are' },
  ]);
});

describe('the stacks', () => {
  const stack = stacksOf('two', two);

  test('contain one parameter each for directory, workload and service', () => {
    const namesOf = (name: string) =>
      stack(name)
        .ofType('aws_ssm_parameter')
        .map(({ address }) => address);
    expect(namesOf('market-shared')).toEqual(['aws_ssm_parameter.directory']);
    expect(namesOf('back')).toEqual(['aws_ssm_parameter.endpoint_stock', 'aws_ssm_parameter.workload_stock']);
  });

  test('share the directory', () => {
    const shared = stack('market-shared');
    expect(shared.at('aws_ram_resource_association.share_back_directory')).toMatchObject({
      resource_arn: '${aws_ssm_parameter.directory.arn}',
    });
    expect(shared.at('aws_ssm_parameter.directory')).toMatchObject({
      tier: 'Advanced',
      value: '{"shop":"shop.front.market.internal","stock":"stock.back.market.internal"}',
    });
  });

  test('have the group and the certificate of a workload from the substrate', () => {
    const back = stack('back');
    expect(JSON.parse(String(back.at('aws_ssm_parameter.workload_stock')['value']))).toEqual({
      listeners: [
        { port: 8081, protocol: 'http', certificate: '${aws_acm_certificate.certificate_stock.arn}' },
      ],
      calls: [],
    });
    expect(back.ofType('aws_vpc_security_group_ingress_rule').map(({ address }) => address)).toEqual([
      'aws_vpc_security_group_ingress_rule.workload_stock_from_account_front_8081_10-1-32-0-19',
    ]);
  });

  test('compare the callee before the caller is configured', () => {
    expect(stack('back').output('endpoint_arn_stock')).toEqual({
      value: '${aws_ssm_parameter.endpoint_stock.arn}',
    });
    const { lifecycle, value } = stack('front').at('aws_ssm_parameter.workload_shop');
    expect(JSON.parse(String(value))).toMatchObject({ calls: ['stock.back.market.internal'] });
    expect(lifecycle).toMatchObject({
      precondition: [
        {
          condition:
            '${local.back_endpoint_arn_stock == "arn:aws:ssm:eu-central-1:222222222222:parameter/market/services/stock"}',
        },
      ],
    });
  });

  test('have the outputs of the plan, also for three accounts', () => {
    const written = stacksOf('three', three);
    const { stacks } = deployable(three).plan;
    for (const { name, outputs } of stacks) {
      const found = Object.keys(written(name).section('output')).filter((output) => output !== 'stacks');
      expect(found.toSorted()).toEqual(outputs.map((output) => output.name));
    }
    expect(stacks.flatMap(({ outputs }) => outputs.map(({ name }) => name))).toContain('endpoint_arn_prices');
  });

  test('sign in to their own accounts only', () => {
    for (const [name, id] of [
      ['market-shared', '111111111111'],
      ['back', '222222222222'],
    ] as const) {
      expect(JSON.stringify(stack(name).section('provider'))).toContain(`"allowed_account_ids":["${id}"]`);
    }
  });
});

describe('a mistake of the plane is an error', () => {
  test('where nothing builds what it places', () => {
    const dashboard = { id: 'back/dashboard', kind: 'dashboard' };
    const plane: typeof toyPlane = {
      ...toyPlane,
      assetsOf: (topology, lowered) =>
        toyPlane
          .assetsOf(topology, lowered)
          .map((asset) =>
            asset.content.id === 'back/endpoint/stock' ? { ...asset, content: dashboard } : asset,
          ),
    };
    expect(() => buildApp(deployable(two, plane), join(out, 'unbuilt'), { envoy: toyStacks })).toThrow(
      'stack "back" contains "back/dashboard", but nothing builds a "dashboard"',
    );
  });

  test('where it does not output a value that it promised', () => {
    const silent: typeof toyStacks = {
      ...toyStacks,
      buildersFor: (stack, specs) => ({ ...toyStacks.buildersFor(stack, specs), endpoint: () => undefined }),
    };
    expect(() => buildApp(deployable(two), join(out, 'silent'), { envoy: silent })).toThrow(
      'stack "back" has no asset/endpoint-arn/stock',
    );
  });

  test('where it has no stacks', () => {
    expect(() => buildApp(deployable(two), join(out, 'without'), {})).toThrow(
      'nothing builds the stacks of data plane "envoy"',
    );
  });

  test('where it builds what the substrate builds', () => {
    const planes = { envoy: { ...toyStacks, buildersFor: () => ({ share: () => undefined }) } };
    expect(() => buildApp(deployable(two), join(out, 'twice'), planes)).toThrow('two rooms build a "share"');
  });
});

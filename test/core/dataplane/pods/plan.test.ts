import { judge } from '../../../../core/judge';
import type { Plan } from '../../../../core/planner';
import { noPositions } from '../../../../core/source';
import type { WrittenTopology } from '../../../../core/topology';
import { halfOnEks, onEks } from '../../../cases/pod-variants';
import { planned } from '../../../cases/synthesized';
import { mallWith, onEksOf } from './on-eks';

const planOf = (written: WrittenTopology): Plan => planned(written).plan;
const idsIn = (plan: Plan, stack: string): readonly string[] | undefined =>
  plan.stacks.find(({ name }) => name === stack)?.contents.map(({ id }) => id);
const idsByStack = ({ stacks }: Plan): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(stacks.map(({ name, contents }) => [name, contents.map(({ id }) => id).toSorted()]));

describe('what is inside of clusters', () => {
  const plan = planOf({ ...onEks, dataPlane: 'envoy' });

  test('is in a stack of its own for each account, after that of its workloads', () => {
    expect(plan.waves).toEqual([
      ['yelb-shared'],
      ['backend'],
      ['backend-kubernetes', 'frontend'],
      ['frontend-kubernetes'],
    ]);
    expect(idsIn(plan, 'backend-kubernetes')).toEqual([
      'backend/cluster-objects/backs',
      'backend/pod/workload-redis-server',
      'backend/pod/workload-yelb-appserver',
      'backend/pod/workload-yelb-db',
    ]);
  });

  test('is destroyed before its cluster', () => {
    expect(plan.removal).toEqual([
      ['frontend-kubernetes'],
      ['backend-kubernetes', 'frontend'],
      ['backend'],
      ['yelb-shared'],
    ]);
  });

  test('gets from the stack of AWS what only that knows', () => {
    const { inputs = [] } = plan.stacks.find(({ name }) => name === 'frontend-kubernetes') ?? {};
    expect(inputs.map(({ from, output, kind }) => `${kind} ${from} ${output}`)).toEqual([
      'assigned yelb-shared authority_arn_root',
      'assigned frontend certificate_arn_yelb_ui',
      'assigned frontend dns_security_group_id_fronts',
      'assigned frontend eks_certificate_authority_fronts',
      'assigned frontend eks_cluster_name_fronts',
      'assigned frontend eks_endpoint_fronts',
      'assigned frontend registered_service_arn_fronts_yelb_ui',
      'assigned frontend security_group_id_yelb_ui',
      'assigned frontend target_group_arn_workload_yelb_ui_application_internal_443',
    ]);
  });

  test('asks a stack for nothing of a cluster that exists', () => {
    const half = planOf(halfOnEks);
    const { inputs = [] } = half.stacks.find(({ name }) => name === 'front-kubernetes') ?? {};
    expect(inputs.filter(({ output }) => output.startsWith('eks_'))).toEqual([]);
    expect(idsIn(half, 'front')).not.toContain('front/eks-cluster/old');
    expect(idsIn(half, 'front')).toContain('front/registrar-role/old');
  });

  test('leaves nothing to others but Secrets', () => {
    expect(planOf(halfOnEks).notDeployed.map(({ what }) => what)).toEqual([
      'Secret "notices" in namespace "shop-front"',
      'Secret "database" in namespace "shop-front"',
    ]);
    expect(plan.notDeployed).toEqual([]);
  });
});

describe('what stays where it is', () => {
  const onEcs: WrittenTopology = { ...onEks, clusters: {} };
  const before = idsByStack(planOf(onEcs));
  const after = idsByStack(planOf(onEks));

  test('is everything but what runs the containers', () => {
    const kept = (ids: Readonly<Record<string, readonly string[]>>) =>
      Object.fromEntries(
        Object.keys(before).map((stack) => [
          stack,
          ids[stack]?.filter((id) => !/\/(?:task|cluster|eks-cluster|pod-role|registrar-role)\//.test(id)),
        ]),
      );
    expect(kept(after)).toEqual(kept(before));
  });

  test('are the stacks: a topology without a cluster of EKS has no other', () => {
    expect(Object.keys(before).toSorted()).toEqual(['backend', 'frontend', 'yelb-shared']);
    expect(planOf(onEcs).vacant.map(({ name }) => name)).toEqual([
      'backend-requests',
      'backend-links',
      'frontend-kubernetes',
      'backend-kubernetes',
    ]);
  });
});

describe('what is retired', () => {
  const { accounts, workloads } = onEks;

  test('in an account is emptied from the inside', () => {
    const plan = planOf({
      ...onEks,
      accounts: { ...accounts, backend: { ...accounts['backend'], retired: true } },
    } as WrittenTopology);
    expect(plan.waves.slice(-2)).toEqual([['backend-kubernetes'], ['backend']]);
    expect(idsIn(plan, 'backend-kubernetes')).toEqual([]);
    expect(idsIn(plan, 'backend')).toEqual([]);
  });

  test('as a workload goes with its role, and its cluster stays', () => {
    const plan = planOf({
      ...onEks,
      workloads: {
        ...workloads,
        'yelb-db': { ...workloads?.['yelb-db'], retired: true },
        'yelb-appserver': { ...workloads?.['yelb-appserver'], calls: ['redis-server'] },
      },
    } as WrittenTopology);
    expect(idsIn(plan, 'backend-kubernetes')).toEqual([
      'backend/cluster-objects/backs',
      'backend/pod/workload-redis-server',
      'backend/pod/workload-yelb-appserver',
    ]);
    expect(idsIn(plan, 'backend')).not.toContain('backend/pod-role/workload-yelb-db');
    expect(idsIn(plan, 'backend')).toContain('backend/eks-cluster/backs');
  });
});

test.each(['envoy', 'app-mesh'] as const)('on %s the verdicts are those of ECS', (dataPlane) => {
  const edgesOf = (written: object): unknown => {
    const source = { file: 'topology.yaml', written, positions: noPositions };
    const judged = judge({ ok: true, value: source, findings: [] }, { dataPlane });
    return judged.kind === 'judged' && judged.edges;
  };
  const verdicts = edgesOf({ ...onEks, clusters: {} });
  expect(verdicts).toHaveLength(5);
  expect(edgesOf(onEks)).toEqual(verdicts);
});

describe('a registrar', () => {
  const { registrars } = onEksOf(halfOnEks);

  test('knows every name of its account, and what runs elsewhere has no addresses on its cluster', () => {
    const lines = registrars.map(({ entries }) =>
      entries.map((entry) => entry.map((part) => (typeof part === 'string' ? part : part.kind)).join('')),
    );
    expect(lines).toEqual([
      [
        'web.shop-front.svc.cluster.local. service asset front/old/web {"MESHSPAN_POD":"front/old/web"}',
        'web.shop-front.svc.cluster.local. target-group asset 10080',
        'door.shop-front.svc.cluster.local. target-group asset 8443',
      ],
      [
        'orders.shop.svc.cluster.local. service asset back/pods/orders {"MESHSPAN_POD":"back/pods/orders"}',
        '- service asset back/pods/stock {"MESHSPAN_POD":"back/pods/stock"}',
      ],
    ]);
  });

  test('may change those alone', () => {
    const wide = registrars.flatMap(({ allows }) =>
      allows.flatMap(({ actions, resources, because }) =>
        resources.some(([first]) => first === '*') && because !== undefined ? actions : [],
      ),
    );
    expect([...new Set(wide)].toSorted()).toEqual([
      'elasticloadbalancing:DescribeTargetHealth',
      'route53:ListHostedZonesByName',
    ]);
  });

  test('registers what is on its cluster, and of what runs elsewhere it only removes what it had registered', () => {
    const services = registrars.map(({ allows }) =>
      Object.fromEntries(
        allows.map(({ actions, resources }) => [
          actions.map((action) => action.split(':')[1]).join(' '),
          resources.flat().map((part) => (typeof part !== 'string' && 'key' in part ? part.key : '')),
        ]),
      ),
    );
    expect(services[1]).toMatchObject({
      'RegisterInstance DeregisterInstance ListInstances': ['pods-orders'],
      'DeregisterInstance ListInstances': ['pods-stock'],
    });
  });

  test('gives an instance the attributes that its node asks for', () => {
    const discovery = { kind: 'cloud-map', service: 'api', attributes: { stage: 'blue' } };
    const written = mallWith({}, { api: { discovery } });
    const [registrar] = onEksOf(written, 'app-mesh').registrars;
    expect(registrar?.entries[0]?.at(-1)).toBe(
      ' shop/pods/api {"stage":"blue","MESHSPAN_POD":"shop/pods/api"}',
    );
    expect(planned({ ...written, dataPlane: 'app-mesh' }).plan.notDeployed).toEqual([]);
  });
});

describe('a cluster', () => {
  const clusterWith = (cluster: object, runtime: object = {}) =>
    onEksOf(mallWith(runtime, { cluster })).clusters[0];

  test('has the add-ons of its version, those of the topology first in nothing but their versions', () => {
    expect(clusterWith({ version: '1.33', addons: { 'kube-proxy': 'v1.33.3-eksbuild.4' } })).toMatchObject({
      name: 'mall-pods',
      addons: [
        { name: 'vpc-cni', settings: expect.stringContaining('"ENABLE_POD_ENI":"true"') },
        { name: 'kube-proxy', version: 'v1.33.3-eksbuild.4' },
        { name: 'eks-pod-identity-agent' },
        { name: 'coredns', version: expect.stringMatching(/^v1\.12\./) },
      ],
    });
  });

  test('has a network that asks policies what enters a pod: security groups do not count on one node', () => {
    const [network] = clusterWith({})?.addons ?? [];
    expect(JSON.parse(network?.settings ?? '{}')).toMatchObject({
      enableNetworkPolicy: 'true',
      env: { POD_SECURITY_GROUP_ENFORCING_MODE: 'standard' },
    });
  });

  test.each([
    [{}, []],
    [{ replicas: { least: 1, most: 4 } }, ['metrics-server']],
  ])('on which %j runs has besides %j, and what the topology adds', (runtime, more) => {
    const names = clusterWith({ addons: { 'cert-manager': 'v1.18.2-eksbuild.2' } }, runtime)?.addons.map(
      ({ name }) => name,
    );
    expect(names?.slice(4)).toEqual([...more, 'cert-manager']);
  });

  test('has twice as many nodes at most as at least, where nothing says more', () => {
    expect(
      clusterWith({ nodes: { least: 5, types: ['c7g.xlarge'] } }, { architecture: 'ARM64' }),
    ).toMatchObject({
      nodes: { types: ['c7g.xlarge'], architecture: 'ARM64', least: 5, most: 10, disk: 20 },
      publicAccess: [],
    });
  });

  test('is administered by the roles that are named, each once, else by that of the account', () => {
    const arn = (role: string) => `arn:aws:iam::333333333333:role/${role}`;
    const administrators = ['operators', arn('operators'), 'deploy'];
    expect(clusterWith({ administrators })?.administrators).toEqual([arn('operators'), arn('deploy')]);
    expect(onEksOf(halfOnEks).clusters[0]?.administrators).toEqual(['arn:aws:iam::222222222222:role/deploy']);
    // Without a role, whoever creates it.
    expect(clusterWith({})?.administrators).toEqual([]);
  });
});

test.each([
  ['mall', 'mall'],
  ['Mall of_Shops', 'mall-of-shops'],
  ['shop.example', 'shop-example'],
  ['2nd', 'mesh-2nd'],
  ['m'.repeat(70), 'm'.repeat(63)],
])('mesh "%s" is in namespace "%s"', (mesh, namespace) => {
  const { pods } = onEksOf({ ...mallWith(), mesh });
  expect(new Set(pods.map((pod) => pod.namespace))).toEqual(new Set([namespace]));
});

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lower, type DataPlane, type Lowering } from '../../core/dataplane';
import { containerAssets } from '../../core/dataplane/pods';
import type { ContainerSpec, PartsIn, TaskParts } from '../../core/dataplane/tasks';
import { planOf, type Plan } from '../../core/planner';
import { topologyOf, write, type WrittenTopology } from '../../core/topology';
import { synthesize } from '../../stacks';
import type { PlaneStacks } from '../../stacks/plane';
import { taskBuilders } from '../../stacks/tasks';
import { untraced } from '../../stacks/untraced';
import { StackJson } from '../stacks/json';
import { valueOf } from './synthesized';
import { toyPlane, toyStacks } from './toy-plane';

/** A container with nothing but a name. */
export const emptyContainer: ContainerSpec = {
  name: 'proxy',
  image: 'proxy:1',
  essential: true,
  environment: {},
  secrets: {},
  ports: [],
  mounts: [],
  dependsOn: [],
  readOnly: true,
};

/** What the toy data plane puts beside applications: one container that knows the ARN of an authority. */
export const toyParts: PartsIn = () => (): TaskParts => ({
  containers: [
    {
      ...emptyContainer,
      command: [['--trust=', { kind: 'authority-arn', authority: 'root' }]],
      ports: [15_000],
      mounts: [{ volume: 'files', path: '/files', readOnly: true }],
    },
  ],
  volumes: [{ name: 'files' }],
  applicationAfter: [{ container: 'proxy', condition: 'HEALTHY' }],
  allows: [],
  entrance: 'proxy',
  endpointOf: (service, port) => (service === 'far' ? undefined : `127.89.0.1:${port}`),
});

/** The toy data plane, with ECS. */
export const taskPlane: DataPlane = {
  ...toyPlane,
  assetsOf: (topology, lowered) => [
    ...toyPlane.assetsOf(topology, lowered as never),
    ...containerAssets(topology, lowered, toyParts),
  ],
  needsOf: (topology, lowered) => toyPlane.needsOf(topology, lowered as never),
  rules: [],
};

export const taskStacks: PlaneStacks = {
  ownerTagged: [],
  buildersFor: (stack, lowered) => ({
    // Both have configurations; those of the toy data plane are all that is here.
    ...taskBuilders(stack, toyParts),
    ...toyStacks.buildersFor(stack, lowered as never),
  }),
};

const account = (digit: number) => ({
  id: String(digit).repeat(12),
  role: 'deploy',
  network: { cidr: `10.${digit}.0.0/16` },
});

/** The shop of the owner calls the stock of a member. */
export const market: WrittenTopology = {
  mesh: 'market',
  region: 'eu-central-1',
  owner: 'front',
  dataPlane: 'envoy',
  accounts: { front: account(1), back: account(2) },
  authority: write.Authority.privateCa({ commonName: 'market root' }),
  workloads: {
    shop: {
      account: 'front',
      listens: write.http(8080),
      calls: ['stock'],
      runtime: { image: 'shop:1', environment: { STOCK: 'http://${service.stock}/' } },
    },
    stock: { account: 'back', listens: write.http(8081), runtime: { image: 'stock:1' } },
  },
};

/** The shop with another runtime. */
export const withShop = (runtime: object, more: Partial<WrittenTopology> = {}): unknown => ({
  ...market,
  ...more,
  workloads: {
    ...market.workloads,
    shop: {
      account: 'front',
      listens: write.http(8080),
      calls: ['stock'],
      runtime: { image: 'shop:1', ...runtime },
    },
  },
});

type Values = Readonly<Record<string, string>>;

/** The plan of a topology on the toy data plane with ECS. */
export function plannedMarket(
  written: unknown,
  values: Values = {},
): Pick<Lowering, 'topology' | 'lowered'> & { readonly plan: Plan } {
  const topology = valueOf(topologyOf(written, { values }));
  const { lowered, demands } = valueOf(lower(topology, { envoy: taskPlane }));
  return { topology, lowered, plan: valueOf(planOf(topology, demands)) };
}

/** The stacks of a topology on the toy data plane with ECS. */
export function marketStacks(written: unknown, values: Values = {}): (stack: string) => StackJson {
  const out = mkdtempSync(join(tmpdir(), 'market-'));
  try {
    const input = plannedMarket(written, values);
    untraced(() => synthesize(input, out, { planes: { envoy: taskStacks } }));
    const texts = new Map(
      input.plan.stacks.map(({ name }) => [
        name,
        new StackJson(readFileSync(join(out, 'stacks', name, 'cdk.tf.json'), 'utf8')),
      ]),
    );
    return (name) => {
      const found = texts.get(name);
      if (found === undefined) throw new Error(`no stack "${name}" among ${[...texts.keys()].join(', ')}`);
      return found;
    };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

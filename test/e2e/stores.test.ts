import type { WrittenTopology } from '../../core/topology';
import { inventoryOf } from '../../local/inventory';
import { large, stored } from '../cases/store-variants';
import { changing, deployed, destroyed, held, newGround, type Ground } from './ground';

// Each is deployed, planned again and destroyed by the real Terraform.
jest.setTimeout(1_200_000);

let ground: Ground;
beforeAll(async () => {
  ground = await newGround();
});
afterAll(() => ground.end());

const { certs, archive, paper, scratch } = stored.stores ?? {};
const { legacy: _, ...workloads } = stored.workloads ?? {};

/** Without file systems that exist: here none does. */
const created: WrittenTopology = {
  ...stored,
  stores: { certs, archive, paper, scratch } as NonNullable<WrittenTopology['stores']>,
  workloads,
};

test.each([
  ['stores', created],
  ['large', large],
])('"%s" lives and leaves nothing', async (name, written) => {
  const stage = ground.stage(name, { ...written, removalProtection: false });
  const { topology, plan } = stage;
  const ids = Object.values(topology.accounts).map(({ id }) => id);
  const left = () => inventoryOf(ground.aws.url, ids, topology.region);
  const before = await left();
  const each = (kind: string) => Object.fromEntries(plan.stacks.map((stack) => [stack.name, kind]));
  expect(await deployed(stage)).toEqual(each('applied'));
  expect(await changing(stage)).toEqual([]);
  expect(await destroyed(stage)).toEqual(each('destroyed'));
  expect(await held(stage)).toEqual({});
  expect(await left()).toEqual(before);
});

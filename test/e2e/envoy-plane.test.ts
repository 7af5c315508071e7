import type { WrittenTopology } from '../../core/topology';
import yelb from '../../examples/yelb/topology';
import { inventoryOf } from '../../local/inventory';
import { changing, deployed, destroyed, held, newGround, type Ground } from './ground';

// Yelb is deployed, planned again and destroyed by the real Terraform.
jest.setTimeout(1_200_000);

const written: WrittenTopology = { ...yelb, dataPlane: 'envoy' };
let ground: Ground;
beforeAll(async () => {
  ground = await newGround();
});
afterAll(() => ground.end());

test('Yelb on Envoy lives in two accounts, and leaves nothing', async () => {
  const stage = ground.stage('yelb', written);
  const { topology, plan } = stage;
  const ids = Object.values(topology.accounts).map(({ id }) => id);
  const left = () => inventoryOf(ground.aws.url, ids, topology.region);
  const before = await left();
  const each = (kind: string) => Object.fromEntries(plan.stacks.map(({ name }) => [name, kind]));

  expect(await deployed(stage)).toEqual(each('applied'));
  expect(await changing(stage)).toEqual([]);
  expect(await held(stage)).toEqual({ 'yelb-shared': 25, backend: 65, frontend: 28 });
  expect(await destroyed(stage)).toEqual(each('destroyed'));
  expect(await held(stage)).toEqual({});
  expect(await left()).toEqual(before);
});

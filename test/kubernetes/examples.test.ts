import { providers } from '../../core/planner';
import { inventoryOf } from '../../local/inventory';
import { installProvider } from '../../local/kubernetes';
import { cacheFolder } from '../../local/packages';
import { everyPodExample, exampleOn } from '../cases/examples';
import { changing, deployed, destroyed, held, newGround, type Ground } from '../e2e/ground';

// Both halves of each: what is in AWS, and what is in its clusters. Minutes each.
jest.setTimeout(1_200_000);

let ground: Ground | undefined;
beforeAll(async () => {
  const built = await installProvider(cacheFolder());
  if (!built.ok) throw new Error(built.problem);
  ground = await newGround([providers.aws, providers.kubernetes], { inPlace: true, mirrors: [built.path] });
});
afterAll(() => ground?.end());

test.each(everyPodExample)(
  'examples/%s is deployed on %s, changes nothing in the next plan, and leaves nothing',
  async (name, plane) => {
    if (ground === undefined) throw new Error('it did not start');
    const { aws } = ground;
    const stage = ground.stage(`${name}-${plane}`, exampleOn(name, plane));
    const { topology, plan } = stage;
    const ids = Object.values(topology.accounts).map(({ id }) => id);
    const left = (): Promise<readonly string[]> => inventoryOf(aws.url, ids, topology.region);
    const before = await left();
    const each = (kind: string): object => Object.fromEntries(plan.stacks.map((stack) => [stack.name, kind]));

    expect(await deployed(stage)).toEqual(each('applied'));
    const created = Object.values(topology.clusters).filter(({ kind }) => kind === 'eks');
    expect(aws.clusters.size).toBe(created.length);
    expect(await changing(stage)).toEqual([]);
    expect(await destroyed(stage)).toEqual(each('destroyed'));
    expect(await held(stage)).toEqual({});
    expect(aws.clusters.size).toBe(0);
    expect(await left()).toEqual(before);
  },
);

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inventoryOf } from '../../local/inventory';
import { validateStacks } from '../../terraform/validate';
import {
  exampleNames,
  exampleOn,
  examplePlanes,
  type ExampleName,
  type ExamplePlane,
} from '../cases/examples';
import { installCheckov } from '../checkov/install';
import { checked, type Fired } from '../checkov/run';
import { excuseOf, suppressions } from '../checkov/suppressions';
import { withExistingCertificates } from './existing-certificates';
import { deployed, destroyed, held, newGround, type Ground } from './ground';
import { folderOf, planText, touchedIn, type PlanJson } from './plan-json';

// Each example is validated, deployed, planned again and destroyed by the real Terraform, on each data plane: minutes.
jest.setTimeout(1_200_000);

/** A local AWS for each data plane: both have the same accounts, and one can be waited for while the other works. */
let grounds: Readonly<Record<ExamplePlane, Ground>>;
let checkov: string;
beforeAll(async () => {
  grounds = { envoy: await newGround(), 'app-mesh': await newGround() };
  checkov = await installCheckov();
});
afterAll(() => Promise.all(examplePlanes.map((plane) => grounds[plane].end())));

/** Suppressions that excused something in any example. */
const used = new Set<string>();

/** From validation to removal; returns what checkov finds in the plan of all that is deployed, and nothing excuses. */
async function lifeOf(name: ExampleName, plane: ExamplePlane): Promise<readonly Fired[]> {
  const ground = grounds[plane];
  const written = await withExistingCertificates(ground.aws.url, exampleOn(name, plane));
  const stage = ground.stage(`${name}-${plane}`, written);
  const { topology, plan, options } = stage;
  const stacks = plan.stacks.map((stack) => stack.name);
  const ids = Object.values(topology.accounts).map(({ id }) => id);
  const left = () => inventoryOf(ground.aws.url, ids, topology.region);
  const each = (kind: string) => Object.fromEntries(stacks.map((stack) => [stack, kind]));
  const before = await left();

  const verdicts = await validateStacks({ outDir: options.outDir, stacks, cliConfig: ground.cliConfig });
  expect(verdicts.flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
  expect(await deployed(stage)).toEqual(each('applied'));
  const plans: string[] = [];
  for (const stack of stacks) {
    const text = await planText(ground, stage, stack);
    expect({ stack, touched: touchedIn(JSON.parse(text) as PlanJson) }).toEqual({ stack, touched: [] });
    const file = join(folderOf(stage, stack), 'plan.json');
    writeFileSync(file, text);
    plans.push(file);
  }
  const fired = await checked(checkov, plans);
  expect(await destroyed(stage)).toEqual(each('destroyed'));
  expect(await held(stage)).toEqual({});
  expect(await left()).toEqual(before);

  for (const one of fired) used.add(excuseOf(one)?.check ?? '');
  return fired.filter((one) => excuseOf(one) === undefined);
}

test.each(exampleNames)(
  'examples/%s lives on each data plane, passes checkov, and leaves nothing',
  async (name) => {
    const lives = await Promise.allSettled(examplePlanes.map((plane) => lifeOf(name, plane)));
    expect(Object.fromEntries(lives.map((life, index) => [examplePlanes[index], life]))).toEqual(
      Object.fromEntries(examplePlanes.map((plane) => [plane, { status: 'fulfilled', value: [] }])),
    );
  },
);

test('at most 15 checks are suppressed, and each of them fails without', () => {
  expect(suppressions.length).toBeLessThanOrEqual(15);
  expect(suppressions.map(({ check }) => check).filter((check) => !used.has(check))).toEqual([]);
});

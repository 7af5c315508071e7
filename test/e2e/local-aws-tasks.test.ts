import { inventoryOf } from '../../local/inventory';
import { newTrial, region, type Trial } from './local-aws';
import { taskStack } from './task-stack';

// A load balancer alone takes a minute, half of which the provider waits before it first asks.
jest.setTimeout(900_000);

let trial: Trial;
beforeAll(async () => {
  trial = await newTrial();
});
afterAll(() => trial.end());

const accounts = ['111111111111', '222222222222'];

test('what runs on ECS is created, planned again without a change, changed in place and destroyed, in two accounts', async () => {
  const aliases = ['owner', 'member'];
  const created = await Promise.all(
    aliases.map((alias) => trial.apply(alias, taskStack(alias, 'app:1', 256))),
  );
  expect(created.map(({ outputs }) => outputs['definition'])).toEqual(
    accounts.map((account) => `arn:aws:ecs:${region}:${account}:task-definition/trial:1`),
  );
  const left = await inventoryOf(trial.aws.url, accounts, region);
  for (const kind of ['ECS cluster trial', 'load balancer trial-network', 'secret trial', 'log group /trial'])
    expect(left).toEqual(expect.arrayContaining(accounts.map((account) => `${kind} in account ${account}`)));
  const changed = await trial.apply('owner', taskStack('owner', 'app:2', 512));
  expect(changed.outputs['definition']).toBe(`arn:aws:ecs:${region}:111111111111:task-definition/trial:2`);
  // The definition is replaced and the service changed.
  expect(changed.added).toBe(1);
  expect(changed.seconds).toBeLessThan(30);
  await Promise.all(aliases.map((alias) => trial.destroy(alias)));
  expect(await inventoryOf(trial.aws.url, accounts, region)).toEqual([]);
});

import * as fc from 'fast-check';
import { write } from '../../core/topology';
import { market, marketStacks, withShop } from '../cases/task-plane';
import type { StackJson } from './json';

const { http } = write;
const stack = marketStacks(market);

describe('a change', () => {
  const resourcesOf = (json: StackJson): ReadonlyMap<string, string> =>
    new Map(json.resources.map(({ address, body }) => [address, JSON.stringify(body)]));
  const changed = (written: unknown): readonly string[] => {
    const after = marketStacks(written);
    return ['market-shared', 'back', 'front'].flatMap((name) => {
      const [before, now] = [resourcesOf(stack(name)), resourcesOf(after(name))];
      return [...new Set([...before.keys(), ...now.keys()])].filter(
        (address) => before.get(address) !== now.get(address),
      );
    });
  };

  test.each([
    ['image', { image: 'shop:2' }],
    ['size', { cpu: 512, memory: 1024 }],
    ['environment', { environment: { STOCK: 'http://${service.stock}/', COLOUR: 'blue' } }],
    ['command', { command: ['serve'] }],
    ['folder to write to', { readOnly: true, writes: ['/tmp'] }],
  ])('of the %s touches the task definition alone', (_, runtime) => {
    const shop = { environment: { STOCK: 'http://${service.stock}/' }, ...runtime };
    expect(changed(withShop(shop))).toEqual(['aws_ecs_task_definition.task_workload-shop']);
  });

  test('of the number of tasks touches the service alone', () => {
    expect(changed(withShop({ environment: { STOCK: 'http://${service.stock}/' }, replicas: 3 }))).toEqual([
      'aws_ecs_service.task_workload-shop',
    ]);
  });

  test('that adds workloads touches nothing of others', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom('a', 'm', 's', 'shop-2', 'z'), { minLength: 1 }), (keys) => {
        const added = Object.fromEntries(
          keys.map((key) => [key, { account: 'front', listens: http(9000), runtime: { image: 'x:1' } }]),
        );
        const workloads = { ...market.workloads, ...added };
        const own = new RegExp(`(?:workload|certificate|endpoint|service)[-_](?:${keys.join('|')})(?:$|_)`);
        expect(changed({ ...market, workloads }).filter((address) => !own.test(address))).toEqual([
          // The toy data plane has a list of all services.
          'aws_ssm_parameter.directory',
        ]);
      }),
      { numRuns: 10 },
    );
  });
});

import { planOf } from '../../../core/planner';
import { parsed } from './meshes';
import type { Demand } from '../../../core/planner';

const keys = Array.from({ length: 30 }, (_, index) => `a${String(index).padStart(2, '0')}`);
const topology = parsed({
  mesh: 'wide',
  region: 'eu-central-1',
  owner: 'a00',
  authority: { kind: 'private-ca', commonName: 'wide root' },
  accounts: Object.fromEntries(
    keys.map((key, index) => [
      key,
      { id: String(100000000000 + index), network: { cidr: `10.${index}.0.0/16` } },
    ]),
  ),
  workloads: Object.fromEntries(
    keys.map((key) => [
      `${key}-app`,
      {
        account: key,
        listens: { protocol: 'http', port: 8080 },
        calls: keys.filter((other) => other !== key).map((other) => `${other}-app`),
      },
    ]),
  ),
});
const pairs = keys.flatMap((caller) =>
  keys.filter((key) => key !== caller).map((callee) => ({ caller, callee })),
);
const demands: readonly Demand[] = [
  ...keys.slice(1).map((member): Demand => ({ kind: 'share-mesh', member })),
  ...pairs.map((pair): Demand => ({ kind: 'reach', ...pair })),
  ...pairs.map((pair): Demand => ({ kind: 'resolve', ...pair })),
  ...pairs.map(({ caller, callee }): Demand => ({ kind: 'name', caller, service: `${callee}-app` })),
];

it('thirty accounts that all call each other are planned within a second', () => {
  const start = performance.now();
  const result = planOf(topology, demands, []);
  const millis = performance.now() - start;
  expect(result.ok && result.value.stacks.length).toBe(60);
  expect(millis).toBeLessThan(1000);
});

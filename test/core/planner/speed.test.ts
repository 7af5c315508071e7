import { planOf, type Demand } from '../../../core/planner';
import type { Topology } from '../../../core/topology';
import { parsed } from './meshes';

/** A mesh in which every account calls every other, and all that follows from it. */
function wide(count: number): { readonly topology: Topology; readonly demands: readonly Demand[] } {
  const keys = Array.from({ length: count }, (_, index) => `a${String(index).padStart(2, '0')}`);
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
  return { topology, demands };
}

/** Time of our own process for a plan, in microseconds, the least of several: load around us takes none of it. */
function timeOf(accounts: number): number {
  const { topology, demands } = wide(accounts);
  const times = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage();
    const result = planOf(topology, demands, []);
    const { user, system } = process.cpuUsage(before);
    expect(result.ok && result.value.stacks.length).toBe(2 * accounts);
    return user + system;
  });
  return Math.min(...times);
}

it('twice the accounts that all call each other take at most sixteen times as long', () => {
  const small = timeOf(14);
  expect(timeOf(28) / small).toBeLessThan(16);
});

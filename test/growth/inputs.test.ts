import { countsOf, grownOf, mostOf, stopCounting } from './calls';
import { lower } from '../../core/dataplane';
import { bootstrapOf, proxiesOf, secretFilesOf } from '../../core/dataplane/envoy';
import { stillClosed, topologyOf, type Topology } from '../../core/topology';
import { meshOf } from './mesh';

afterAll(stopCounting);

const repeated = <T>(count: number, of: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => of(index));

const keyed = (count: number, of: (index: number) => unknown): Readonly<Record<string, unknown>> =>
  Object.fromEntries(repeated(count, (index) => [`x${index}`, of(index)]));

const accounts = { one: { id: '111111111111', network: { cidr: '10.0.0.0/16' } } };
const mesh = {
  mesh: 'grown',
  region: 'eu-west-1',
  authority: { kind: 'private-ca', commonName: 'root' },
  accounts,
};
const topologies = new Map<string, Topology>();

/** A topology that is made in the first run, and counted in none. */
function topologyOnce(name: string, made: () => Topology): Topology {
  const read = topologies.get(name) ?? made();
  topologies.set(name, read);
  return read;
}

function valueOf<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false }): T {
  if (!result.ok) throw new Error('not a topology');
  return result.value;
}

function translated(topology: Topology): number {
  const { topology: completed, lowered } = valueOf(lower({ ...topology, dataPlane: 'envoy' }));
  const proxies = proxiesOf(stillClosed(completed), stillClosed(lowered));
  return proxies.flatMap((proxy) => [bootstrapOf(proxy), secretFilesOf(proxy)]).length;
}

/** Work that grows with a number of things. */
const WORKS: Readonly<Record<string, (size: number) => unknown>> = {
  'unknown keys': (size) => topologyOf({ ...mesh, ...keyed(size, () => 1) }),
  'workloads in one Cloud Map service': (size) =>
    lower(
      topologyOnce(`shelves ${size}`, () =>
        valueOf(
          topologyOf({
            ...mesh,
            workloads: keyed(size, (index) => ({
              account: 'one',
              listens: { protocol: 'http', port: 7070 },
              discovery: { kind: 'cloud-map', service: 'all', attributes: { shelf: String(index) } },
            })),
          }),
        ),
      ),
    ),
  'proxies that are configured': (size) =>
    translated(topologyOnce(`mesh ${size}`, () => meshOf(size).topology)),
};

/** As in growth.test.ts: sorting three times as many takes 3.8 times the comparisons, and what is quadratic runs 9 times. */
const MOST = 5;
const FEW = 60;

test.each(Object.entries(WORKS))(
  'three times the %s: nothing runs more than five times as often',
  (_, work) => {
    work(3 * FEW);
    work(FEW);
    const before = mostOf(
      countsOf(() => work(FEW)),
      countsOf(() => work(FEW)),
    );
    const after = countsOf(() => work(3 * FEW));
    expect(before.size).toBeGreaterThan(0);
    expect(grownOf(before, after, MOST)).toEqual([]);
  },
);

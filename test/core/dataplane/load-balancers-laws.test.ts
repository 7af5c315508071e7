import * as fc from 'fast-check';
import { lower } from '../../../core/dataplane';
import { loadBalancersOf } from '../../../core/dataplane/tasks/load-balancers';
import { loadBalancerNameOf, targetGroupNameOf } from '../../../core/dataplane/tasks/load-balancer-names';
import { stillClosed, topologyOf } from '../../../core/topology';
import { valueOf } from '../../cases/synthesized';

/** Elastic Load Balancing API, `CreateLoadBalancer` and `CreateTargetGroup`. */
const NAME = /^(?!-|internal-)[A-Za-z0-9-]{1,32}(?<!-)$/;

const key = fc.stringMatching(/^[a-z]([a-z0-9-]{0,44}[a-z0-9])?$/);
const port = fc.integer({ min: 1, max: 65_535 });
const protocol = fc.constantFrom('http', 'http2', 'grpc', 'tcp');
const ports = (least: number) => fc.uniqueArray(port, { minLength: least, maxLength: 4 });

const workload = fc
  .record({ listens: ports(1), entries: ports(0), protocol, dice: fc.infiniteStream(fc.nat()) })
  .map(({ listens, entries, protocol: spoken, dice }) => {
    const one = <T>(among: readonly T[]): T => among[dice.next().value % among.length] as T;
    return {
      account: 'till',
      listens: listens.map((each) => ({ port: each, protocol: spoken })),
      entry: entries.map((each) => {
        const scheme = one(['internal', 'internet-facing'] as const);
        return {
          port: each,
          listener: one([...listens, 7]),
          scheme,
          sources: ['203.0.113.0/24'],
          inside: one(['encrypted', 'plain', 'passed', undefined] as const),
        };
      }),
    };
  });

const mesh = fc.record({
  name: fc.stringMatching(/^[A-Za-z][A-Za-z0-9_.-]{0,40}$/),
  workloads: fc.dictionary(key, workload, { maxKeys: 6 }),
  dataPlane: fc.constantFrom('envoy', 'app-mesh'),
});

const topologyIn = ({ name, workloads, dataPlane }: typeof mesh extends fc.Arbitrary<infer T> ? T : never) =>
  valueOf(
    topologyOf({
      mesh: name,
      region: 'eu-north-1',
      dataPlane,
      acceptEnded: true,
      authority: { kind: 'private-ca', commonName: 'root' },
      accounts: {
        till: {
          id: '111111111111',
          role: 'deploy',
          namespace: 'shop.internal',
          network: { cidr: '10.1.0.0/16' },
        },
      },
      workloads,
    }),
  );

test('every entry of any topology has one listener and one target group, and no name is there twice', () => {
  let seen = 0;
  fc.assert(
    fc.property(mesh, (written) => {
      const { topology, lowered } = valueOf(lower(topologyIn(written)));
      const specs = loadBalancersOf(stillClosed({ ...topology, parameters: {} }), stillClosed(lowered));
      for (const { id, entries } of lowered.parties) {
        const own = specs.filter(({ party }) => party === id);
        for (const entry of entries) {
          const found = own.flatMap(({ layer, scheme, listeners, targetGroups }) =>
            listeners
              .filter(({ at }) => JSON.stringify(at) === JSON.stringify(entry.at))
              .map((listener) => ({ layer, scheme, listener, targetGroups })),
          );
          expect(found).toHaveLength(1);
          const [{ scheme, listener, targetGroups } = { scheme: '', listener: undefined, targetGroups: [] }] =
            found;
          expect([scheme, listener?.port]).toEqual([entry.scheme, entry.port]);
          const to = listener?.action.kind === 'forward' ? listener.action.targetGroup : '';
          expect(targetGroups.filter((group) => group.key === to)).toHaveLength(1);
          seen += 1;
        }
      }
      const groups = specs.flatMap(({ targetGroups }) => targetGroups);
      for (const names of [specs, groups].map((things) => things.map(({ name }) => name))) {
        expect(new Set(names).size).toBe(names.length);
        expect(names.filter((name) => !NAME.test(name))).toEqual([]);
      }
      expect(groups).toHaveLength(specs.flatMap(({ listeners }) => listeners).length);
    }),
    { numRuns: 150 },
  );
  expect(seen).toBeGreaterThan(200);
});

test('names are short where they fit, and stay distinct where they are cut', () => {
  expect(loadBalancerNameOf('yelb', 'yelb-ui', 'application', 'internal')).toBe('yelb-yelb-ui-app');
  expect(loadBalancerNameOf('yelb', 'yelb-ui', 'network', 'internet-facing')).toBe('yelb-yelb-ui-net-public');
  const long = (party: string) =>
    loadBalancerNameOf('a-rather-long-name-of-a-mesh', party, 'network', 'internal');
  expect(long('ui')).toMatch(/^a-rather-long-name-of-a-[a-z0-9]{8}$/);
  expect(long('ui')).not.toBe(long('api'));
  expect(loadBalancerNameOf('internal', 'ui', 'network', 'internal')).toMatch(NAME);
});

test('what makes AWS replace a target group gives it another name', () => {
  const name = (portOfTask: number) =>
    targetGroupNameOf('yelb', 'ui', ['application-internal', 443, portOfTask]);
  expect(name(80)).toBe(name(80));
  expect(name(80)).not.toBe(name(81));
});

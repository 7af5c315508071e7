import * as fc from 'fast-check';
import { lowerToAppMesh } from '../../../../core/dataplane/app-mesh/lower';
import { proxiesOf } from '../../../../core/dataplane/envoy';
import { localAddressOf } from '../../../../core/dataplane/envoy/local-addresses';
import { frontPortOf, localPortOf, proxyPortOf } from '../../../../core/dataplane/envoy/ports';
import type { ProxySpec } from '../../../../core/dataplane/envoy/specs';
import type { Closed, Topology } from '../../../../core/topology';
import type { AppMeshLowered } from '../../../../core/dataplane/app-mesh/specs';
import { parsed, yelb } from '../yelb';
import { onEnvoy, proxiesIn, shop } from './on-envoy';

const at = { account: 'shop' };
const port = fc.integer({ min: 1, max: 65_535 });

test('ports of proxies are ports, and other ones', () => {
  fc.assert(
    fc.property(port, (own) => {
      for (const moved of [proxyPortOf(own, 'none'), frontPortOf(own), localPortOf(own, new Set([own]))]) {
        expect(moved).toBeGreaterThan(0);
        expect(moved).toBeLessThan(65_536);
        expect(moved).not.toBe(own);
      }
      expect(proxyPortOf(own, 'iptables')).toBe(own);
      expect(localPortOf(own, new Set())).toBe(own);
    }),
  );
});

test('local addresses are in 127.64.0.0/10, and do not depend on the case of letters', () => {
  fc.assert(
    fc.property(fc.domain(), (host) => {
      expect(localAddressOf(host)).toMatch(/^127\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.\d{1,3}\.\d{1,3}$/);
      expect(localAddressOf(host.toUpperCase())).toBe(localAddressOf(host));
    }),
  );
  const addresses = Array.from({ length: 500 }, (_, index) => localAddressOf(`w${index}.a.mesh.internal`));
  expect(new Set(addresses).size).toBeGreaterThan(498);
});

const NAMES = ['a', 'b', 'c', 'd', 'e'] as const;
const meshes = fc.record({
  ports: fc.tuple(...NAMES.map(() => fc.uniqueArray(port, { minLength: 1, maxLength: 2 }))),
  calls: fc.tuple(...NAMES.map(() => fc.subarray([...NAMES, 'all']))),
  tls: fc.tuple(
    ...NAMES.map(() => fc.constantFrom(undefined, 'none', 'application', { mode: 'PERMISSIVE' })),
  ),
  interception: fc.constantFrom('none', 'iptables'),
});
type MeshPlan = typeof meshes extends fc.Arbitrary<infer T> ? T : never;

const written = ({ ports, calls, tls, interception }: MeshPlan, more: object = {}) =>
  shop(
    {
      ...Object.fromEntries(
        NAMES.map((name, index) => [
          name,
          {
            ...at,
            interception,
            listens: (ports[index] ?? []).map((each) => ({
              port: each,
              protocol: 'http',
              ...(tls[index] === undefined ? {} : { tls: tls[index] }),
            })),
            calls: (calls[index] ?? []).filter((each) => each !== name),
          },
        ]),
      ),
      ...more,
    },
    {
      services: {
        a: { to: 'a' },
        b: { to: 'b' },
        all: { ...at, routes: [{ prefix: '/', to: { a: 90, b: 10 } }] },
      },
    },
  );

const upstreamsIn = (proxies: Iterable<ProxySpec>) =>
  [...proxies].flatMap(({ id, upstreams }) => upstreams.map((upstream) => ({ client: id, ...upstream })));

test('every connection that nothing prevents is an upstream of its client, and leads to a port of its server', () => {
  fc.assert(
    fc.property(meshes, (plan) => {
      const proxies = proxiesIn(written(plan));
      const { lowered } = onEnvoy(written(plan));
      const key = (client: string, server: string, service: string, listener: unknown) =>
        [client, service, server, listener].join(' ');
      const upstreams = upstreamsIn(proxies.values());
      expect(
        new Set(
          upstreams.map(({ client, server, listener, name }) =>
            key(client, server, name.split('_')[0] ?? '', listener),
          ),
        ),
      ).toEqual(
        new Set(
          lowered.connections
            .filter(({ flaw }) => flaw === undefined)
            .map((each) => key(each.client, each.server, each.service, each.port)),
        ),
      );
      for (const { server, listener, endpoints } of upstreams) {
        const accepting = proxies.get(server)?.inbound.find((each) => each.name === String(listener));
        expect(endpoints.map((each) => each.port)).toEqual([accepting?.port]);
      }
    }),
    { numRuns: 40 },
  );
});

test('the names in a proxy are unique, and everything that is named is there', () => {
  fc.assert(
    fc.property(meshes, (plan) => {
      for (const { inbound, outbound, upstreams, certificates, trusts } of proxiesIn(
        written(plan),
      ).values()) {
        const secrets = [...certificates, ...trusts].map(({ name }) => name);
        for (const names of [inbound, outbound, upstreams].map((each) => each.map(({ name }) => name)))
          expect(new Set(names).size).toBe(names.length);
        expect(new Set(secrets).size).toBe(secrets.length);
        const targets = outbound.flatMap(({ routes }) => routes.flatMap((route) => route.targets));
        expect(new Set(targets.map(({ upstream }) => upstream))).toEqual(
          new Set(upstreams.map(({ name }) => name)),
        );
        const used = [
          ...inbound.flatMap(({ tls }) => (tls.kind === 'mesh' ? [tls.certificate, tls.clients?.trust] : [])),
          ...upstreams.flatMap(({ tls }) => [tls?.certificate, tls?.trust]),
        ].filter((each) => each !== undefined);
        expect(new Set(used)).toEqual(new Set(secrets));
      }
    }),
    { numRuns: 40 },
  );
});

test('a workload that nobody calls and that calls nobody changes no other proxy', () => {
  fc.assert(
    fc.property(meshes, (plan) => {
      const before = proxiesIn(written(plan));
      const after = proxiesIn(written(plan, { z: { ...at, listens: { port: 4000, protocol: 'tcp' } } }));
      for (const [id, proxy] of before) expect(after.get(id)).toEqual(proxy);
      expect(after.size).toBe(before.size + 1);
    }),
    { numRuns: 20 },
  );
});

test('a load balancer that has no certificate gets a listener that asks for none', () => {
  const entry = { port: 443, inside: 'encrypted' };
  const web = { ...at, listens: { port: 8443, protocol: 'http' }, entry };
  expect(proxiesIn(shop({ web })).get('workload/web')?.inbound).toMatchObject([
    { name: '8443', port: 28_443, tls: { clients: { names: ['web.shop.mall.internal'] } } },
    { name: 'front_8443', port: 18_443, listener: 8443, application: { port: 8443 }, tls: { kind: 'mesh' } },
  ]);
  expect(onEnvoy(shop({ web })).lowered.parties[0]?.entries).toMatchObject([{ listener: 18_443 }]);
});

test('with interception a proxy is on the port of its application, and its callers have no local addresses', () => {
  const accounts = {
    shop: { id: '333333333333', network: { cidr: '10.40.0.0/16' }, interception: 'iptables' },
  };
  const proxies = proxiesIn(
    shop(
      { api: { ...at, listens: { port: 80, protocol: 'http' } }, web: { ...at, calls: ['api'] } },
      { accounts },
    ),
  );
  expect(proxies.get('workload/api')).toMatchObject({ interception: 'iptables', inbound: [{ port: 80 }] });
  expect(proxies.get('workload/web')?.outbound[0]).not.toHaveProperty('local');
  expect(proxies.get('workload/web')?.upstreams).toMatchObject([{ endpoints: [{ port: 80 }] }]);
});

test('an application that listens on the port of its callee leaves it to no one else', () => {
  const listens = { port: 80, protocol: 'http' };
  const proxies = proxiesIn(shop({ api: { ...at, listens }, web: { ...at, listens, calls: ['api'] } }));
  expect(proxies.get('workload/web')?.outbound).toMatchObject([
    { port: 80, local: { address: localAddressOf('api.shop.mall.internal'), port: 20_080 } },
  ]);
});

test.each([
  ['enforced', { enforce: true }, { trust: 'trust_root', names: ['api.shop.mall.internal'] }],
  ['not enforced', { enforce: false }, { names: [], certificate: 'certificate_web' }],
  ['of another port', { ports: [1] }, { trust: 'trust_root', names: [] }],
])('a policy that is %s decides what the proxy requires', (_, policy, tls) => {
  const api = { ...at, listens: { port: 80, protocol: 'http' } };
  const calls = [{ service: 'api', policy }];
  const web = { ...at, listens: { port: 81, protocol: 'http' }, calls };
  const found = proxiesIn(shop({ api, web })).get('workload/web')?.upstreams[0]?.tls;
  expect(found).toEqual({
    serverName: 'api.shop.mall.internal',
    ...('trust' in tls && tls.names.length > 0 && { certificate: 'certificate_web' }),
    ...tls,
  });
});

test('a policy that does not enforce TLS sends plaintext to a listener without it', () => {
  const api = { ...at, listens: { port: 80, protocol: 'http', tls: 'none' } };
  const policy = { enforce: false, trust: { kind: 'private-ca', authorities: 'root' } };
  const web = { ...at, calls: [{ service: 'api', policy }] };
  expect(proxiesIn(shop({ api, web })).get('workload/web')?.upstreams[0]).not.toHaveProperty('tls');
});

test('a gateway leads to services by its routes', () => {
  const gateways = {
    door: {
      listens: { port: 8443, protocol: 'http' },
      routes: [
        { name: 'all', prefix: '/', service: 'api' },
        { name: 'new', prefix: '/new', service: 'next' },
      ],
    },
  };
  const listens = { port: 80, protocol: 'http' };
  const proxy = proxiesIn(shop({ api: { ...at, listens }, next: { ...at, listens } }, { gateways })).get(
    'gateway/door',
  );
  expect(proxy?.inbound).toMatchObject([
    {
      port: 8443,
      routes: [
        { name: 'new', outbound: 'next_80' },
        { name: 'all', outbound: 'api_80' },
      ],
    },
  ]);
  expect(proxy?.outbound.map(({ name }) => name)).toEqual(['api_80', 'next_80']);
  expect(proxy?.outbound[0]).not.toHaveProperty('local');
});

test('what App Mesh refuses is left out of the proxies of its topology', () => {
  const topology = parsed({
    ...yelb,
    certificates: { 'yelb-db': { kind: 'issued', keyAlgorithm: 'EC_prime256v1' } },
  });
  const proxies = proxiesOf(topology as Closed<Topology>, lowerToAppMesh(topology) as Closed<AppMeshLowered>);
  const upstreams = upstreamsIn(proxies).map(({ client, server }) => `${client} ${server}`);
  expect(upstreams).toEqual([
    'workload/yelb-appserver workload/redis-server',
    'workload/yelb-ui workload/yelb-appserver',
  ]);
  expect(proxies.find(({ key }) => key === 'yelb-db')?.inbound).toEqual([]);
});

import { secondPortsIn } from '../../../core/dataplane/app-mesh/second-ports';
import type { Resource } from '../../../core/planner/change';

const ROUTER = 'aws_appmesh_virtual_router';
const listeners = (...ports: number[]) => ports.map((port) => ({ port_mapping: { port, protocol: 'http' } }));

/** As a state has a router: every block is a list. */
const standing = (...ports: number[]): Resource => ({
  type: ROUTER,
  name: 'service_cart',
  attributes: { name: 'cart', spec: [{ listener: listeners(...ports) }] },
});
/** As a stack asks for it. */
const wanted = (...ports: number[]): Resource => ({
  type: ROUTER,
  name: 'service_cart',
  attributes: { name: 'cart', spec: { listener: listeners(...ports) } },
});
const route = (name: string, kind: string, match: object | undefined, router = 'cart'): Resource => ({
  type: 'aws_appmesh_route',
  name: `route_${name}`,
  attributes: {
    name,
    virtual_router_name: router,
    spec: [{ priority: 0, http_route: [], [kind]: [{ match: match === undefined ? [] : [match] }] }],
  },
});

const found = (before: readonly Resource[], after: readonly Resource[]) =>
  secondPortsIn({ stack: 'shop', before, after });

test.each([
  ['http_route', { prefix: '/', port: 0 }],
  ['http2_route', { prefix: '/' }],
  ['grpc_route', { service_name: 'cart.Cart', port: 0 }],
  ['tcp_route', undefined],
])('a second port beside a deployed %s that matches none is reported with its way', (kind, match) => {
  const before = [standing(80), route('old', kind, match), route('far', kind, match, 'other')];
  expect(found(before, [wanted(80, 81)])).toEqual([
    'router "cart" of stack "shop" gets a second port, which AWS refuses while its deployed route "old" matches no port; deploy the topology once without the second port, so that it matches the existing one, and then with it',
  ]);
});

test.each<readonly [string, readonly Resource[], readonly Resource[]]>([
  ['the routes match a port', [standing(80), route('new', 'tcp_route', { port: 80 })], [wanted(80, 81)]],
  ['the router stays with one', [standing(80), route('old', 'tcp_route', undefined)], [wanted(81)]],
  ['it had several', [standing(80, 82), route('old', 'tcp_route', undefined)], [wanted(80, 81)]],
  ['the router is new', [route('old', 'tcp_route', undefined)], [wanted(80, 81)]],
  ['nothing is deployed', [], [wanted(80, 81)]],
])('nothing is reported where %s', (_, before, after) => {
  expect(found(before, after)).toEqual([]);
});

test('several routes are named', () => {
  const before = [standing(80), route('a', 'tcp_route', undefined), route('b', 'tcp_route', undefined)];
  expect(found(before, [wanted(80, 81)])).toEqual([
    expect.stringContaining('routes "a" and "b" match no port'),
  ]);
});

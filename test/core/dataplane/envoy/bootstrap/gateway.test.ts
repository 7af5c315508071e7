import { fieldOf } from '../../../../../core/base/json';
import type { GatewayRouteSpec, ProxySpec } from '../../../../../core/dataplane/envoy';
import { bootstrapOf } from '../../../../../core/dataplane/envoy';
import { anything, gatewayRouteOf, yelbGate, yelbUi } from './fixtures';
import { chainsOf, clusterNamed, clustersOf, filterOf, listenerNamed, routesOf } from './read';

/** The gateway with these routes. */
const gateWith = (...routes: readonly GatewayRouteSpec[]): ProxySpec => ({
  ...yelbGate,
  inbound: yelbGate.inbound.map((inbound) => ({ ...inbound, routes })),
});

const routeWith = (more: Partial<GatewayRouteSpec>): unknown =>
  routesOf(listenerNamed(gateWith(gatewayRouteOf(more)), 'inbound/8443'))[0];

describe('a gateway', () => {
  it('passes requests to the listener of the service in the same Envoy, whose routes follow', () => {
    expect(routesOf(listenerNamed(yelbGate, 'inbound/8443'))).toMatchObject([
      { name: 'shop', route: { cluster: 'gateway/8443/appserver_4567', timeout: '0s' } },
      { name: 'all', route: { cluster: 'gateway/8443/appserver_4567', timeout: '0s' } },
    ]);
    expect(clusterNamed(yelbGate, 'gateway/8443/appserver_4567')).toMatchObject({
      load_assignment: {
        endpoints: [
          {
            lb_endpoints: [
              {
                endpoint: {
                  address: {
                    envoy_internal_address: { server_listener_name: 'outbound/appserver_4567' },
                  },
                },
              },
            ],
          },
        ],
      },
    });
    const internal = listenerNamed(yelbGate, 'outbound/appserver_4567');
    expect(internal).toMatchObject({ internal_listener: {} });
    expect(internal).not.toHaveProperty('address');
    expect(routesOf(internal)).toMatchObject([
      { route: { weighted_clusters: { clusters: [{ weight: 90 }, { weight: 10 }] }, timeout: '15s' } },
    ]);
  });

  it('removes what only Envoys write, since its callers are outside the mesh; its internal listeners do not', () => {
    const configOf = (proxy: ProxySpec, listener: string): unknown =>
      fieldOf(filterOf(chainsOf(listenerNamed(proxy, listener))[0]), 'route_config');
    expect(configOf(yelbGate, 'inbound/8443')).toHaveProperty(
      'request_headers_to_remove',
      expect.arrayContaining(['x-envoy-original-path', 'x-envoy-external-address']),
    );
    const internal = configOf(yelbGate, 'outbound/appserver_4567');
    expect(internal).toHaveProperty('virtual_hosts');
    expect(internal).not.toHaveProperty('request_headers_to_remove');
  });

  it('alone has internal listeners', () => {
    expect(bootstrapOf(yelbGate)).toMatchObject({
      bootstrap_extensions: [{ name: 'envoy.bootstrap.internal_listener' }],
    });
    expect(bootstrapOf(yelbUi)).not.toHaveProperty('bootstrap_extensions');
  });

  it('leaves out routes of other ports, and to what answers no requests', () => {
    const gate = gateWith(
      gatewayRouteOf({ name: 'other', match: { ...anything, port: 80 } }),
      gatewayRouteOf({ name: 'lost', outbound: 'nobody_80' }),
      gatewayRouteOf({ name: 'own', match: { ...anything, port: 8443 } }),
    );
    expect(routesOf(listenerNamed(gate, 'inbound/8443'))).toMatchObject([{ name: 'own' }]);
    expect(clustersOf(gate)).toMatchObject([
      { name: 'gateway/8443/appserver_4567' },
      { name: 'appserver_appserver_4567' },
      { name: 'appserver_appserver-v2_4567' },
    ]);
  });

  it('limits by the pool of its listener what leaves for each service', () => {
    const gate = {
      ...yelbGate,
      inbound: yelbGate.inbound.map((inbound) => ({ ...inbound, connectionPool: { maxConnections: 9 } })),
    };
    expect(clusterNamed(gate, 'gateway/8443/appserver_4567')).toMatchObject({
      circuit_breakers: { thresholds: [{ max_connections: 9 }] },
    });
  });
});

describe('the host of a gateway route', () => {
  const hosts = ['shop.example', 'SHOP.example:8443', 'a.shop.example', 'shopXexample', 'shop.example.org'];
  it.each([
    ['exact', 'shop.example', ['shop.example', 'SHOP.example:8443']],
    ['exact', 'Shop.Example', ['shop.example', 'SHOP.example:8443']],
    ['suffix', '.example', ['shop.example', 'SHOP.example:8443', 'a.shop.example']],
    ['suffix', '*.shop.example', ['a.shop.example']],
  ] as const)('%s %s', (kind, value, matching) => {
    const route = routeWith({ match: { ...anything, hostname: { kind, value } } });
    const [{ name, string_match }] = (
      route as {
        readonly match: {
          readonly headers: readonly [
            {
              readonly name: string;
              readonly string_match: { readonly safe_regex: { readonly regex: string } };
            },
          ];
        };
      }
    ).match.headers;
    expect(name).toBe(':authority');
    const { regex } = string_match.safe_regex;
    expect(regex.startsWith('(?i)')).toBe(true);
    const expression = new RegExp(`^(?:${regex.slice('(?i)'.length)})$`, 'i');
    expect(hosts.filter((host) => expression.test(host))).toEqual(matching);
  });
});

describe('a service sees', () => {
  const rows: readonly (readonly [
    what: string,
    route: Partial<GatewayRouteSpec>,
    path: string,
    seen: string,
  ])[] = [
    ['the path without the prefix', { match: { ...anything, prefix: '/shop/' } }, '/shop/cart', '/cart'],
    ['one slash', { match: { ...anything, prefix: '/shop' } }, '/shop/cart', '/cart'],
    ['a slash for nothing', { match: { ...anything, prefix: '/shop' } }, '/shop', '/'],
    ['the path of a prefix that is everything', {}, '/shop/cart', '/shop/cart'],
    [
      'the whole path',
      {
        match: { ...anything, prefix: '/shop/' },
        rewrite: { prefix: { kind: 'default', value: 'DISABLED' } },
      },
      '/shop/cart',
      '/shop/cart',
    ],
    [
      'another prefix',
      { match: { ...anything, prefix: '/shop/' }, rewrite: { prefix: { kind: 'value', value: '/s/' } } },
      '/shop/cart',
      '/s/cart',
    ],
    [
      'another prefix in front of everything',
      { match: { ...anything, prefix: '/' }, rewrite: { prefix: { kind: 'value', value: '/s/' } } },
      '/cart',
      '/s/cart',
    ],
    [
      'another path',
      {
        match: { ...anything, path: { kind: 'exact', value: '/cart' } },
        rewrite: { path: String.raw`/basket\1` },
      },
      '/cart',
      String.raw`/basket\1`,
    ],
    [
      'a path that was matched',
      { match: { ...anything, path: { kind: 'regex', value: '/c.*' } } },
      '/c',
      '/c',
    ],
  ];
  it.each(rows)('%s', (_, route, path, seen) => {
    const { regex_rewrite: rewrite } = (
      routeWith(route) as {
        readonly route: {
          readonly regex_rewrite?: {
            readonly pattern: { readonly regex: string };
            readonly substitution: string;
          };
        };
      }
    ).route;
    const rewritten =
      rewrite === undefined
        ? path
        : path.replace(new RegExp(rewrite.pattern.regex), () =>
            rewrite.substitution.replaceAll('\\\\', '\\'),
          );
    expect(rewritten).toBe(seen);
  });

  it('its own name as host, unless the route keeps that of the request', () => {
    expect(routeWith({})).toMatchObject({ route: { host_rewrite_literal: 'yelb-appserver' } });
    expect(routeWith({ rewrite: { hostname: 'DISABLED' } })).not.toHaveProperty('route.host_rewrite_literal');
  });
});

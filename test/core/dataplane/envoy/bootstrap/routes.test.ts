import type { OutboundSpec, RetrySpec, RouteSpec } from '../../../../../core/dataplane/envoy';
import type { Closed, NamedMatch, RouteMatch } from '../../../../../core/topology';
import { anything, outboundOf, proxyOf, routeOf } from './fixtures';
import { chainsOf, filterOf, listenerNamed, listenersOf, routesOf } from './read';

const listenerWith = (more: Partial<OutboundSpec>): unknown =>
  listenerNamed(proxyOf({ outbound: [outboundOf(more)] }), 'outbound/appserver_4567');

const routeWith = (more: Partial<RouteSpec>): unknown =>
  routesOf(listenerWith({ routes: [routeOf(more)] }))[0];

describe('a called service', () => {
  it('is at its local address, and answers for every host', () => {
    const listener = listenerWith({});
    expect(listener).toMatchObject({
      address: { socket_address: { address: '127.64.1.2', port_value: 4567 } },
      traffic_direction: 'OUTBOUND',
    });
    expect(filterOf(chainsOf(listener)[0])).toMatchObject({
      route_config: { virtual_hosts: [{ domains: ['*'] }] },
      forward_client_cert_details: 'SANITIZE',
    });
  });

  it('has no listener where it has no local address, or nowhere to lead', () => {
    const { local: _, ...without } = outboundOf();
    expect(listenersOf(proxyOf({ outbound: [without] }))).toEqual([]);
    expect(listenersOf(proxyOf({ outbound: [outboundOf({ protocol: 'tcp', routes: [] })] }))).toEqual([]);
  });

  it('keeps the order of its routes, and leaves out those of other ports', () => {
    const routes = [
      routeOf({ name: 'z' }),
      routeOf({ name: 'other', match: { ...anything, port: 8080 } }),
      routeOf({ name: 'a', match: { ...anything, port: 4567 } }),
    ];
    expect(routesOf(listenerWith({ routes }))).toMatchObject([{ name: 'z' }, { name: 'a' }]);
  });
});

describe('where a route leads', () => {
  it('is one cluster, or several by weight, without those of weight 0', () => {
    const to = (...weights: readonly number[]): unknown =>
      routeWith({ targets: weights.map((weight, index) => ({ upstream: `u${index}`, weight })) });
    expect(to(5)).toMatchObject({ route: { cluster: 'u0' } });
    expect(to(0, 5)).toMatchObject({ route: { cluster: 'u1' } });
    expect(to(90, 0, 10)).toMatchObject({
      route: {
        weighted_clusters: {
          clusters: [
            { name: 'u0', weight: 90 },
            { name: 'u2', weight: 10 },
          ],
        },
      },
    });
  });

  it('is given up after 15 seconds, or what the route says; 0 is never', () => {
    expect(routeWith({})).toMatchObject({ route: { timeout: '15s', idle_timeout: '300s' } });
    const timeout = { perRequest: { value: 0, unit: 's' }, idle: { value: 1500, unit: 'ms' } } as const;
    expect(routeWith({ timeout })).toMatchObject({ route: { timeout: '0s', idle_timeout: '1.5s' } });
  });

  it('is that of the first route alone for TCP', () => {
    const routes = [
      routeOf({
        targets: [
          { upstream: 'a', weight: 1 },
          { upstream: 'b', weight: 3 },
        ],
        timeout: { idle: { value: 10, unit: 's' } },
      }),
      routeOf({ targets: [{ upstream: 'c', weight: 1 }] }),
    ];
    expect(filterOf(chainsOf(listenerWith({ protocol: 'tcp', routes }))[0])).toEqual({
      '@type': 'type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy',
      stat_prefix: 'outbound/appserver_4567',
      weighted_clusters: {
        clusters: [
          { name: 'a', weight: 1 },
          { name: 'b', weight: 3 },
        ],
      },
      idle_timeout: '10s',
      max_connect_attempts: 3,
    });
  });
});

describe('a match of', () => {
  const header = (match: Closed<NamedMatch['match']>, invert = false): Closed<RouteMatch> => ({
    ...anything,
    headers: [{ name: 'X-Kind', invert, match }],
  });
  const rows: readonly (readonly [
    what: string,
    match: Closed<RouteMatch> | undefined,
    envoy: Readonly<Record<string, unknown>>,
  ])[] = [
    ['nothing', undefined, { prefix: '/' }],
    ['no field', anything, { prefix: '/' }],
    ['a prefix', { ...anything, prefix: '/api' }, { prefix: '/api' }],
    ['a path', { ...anything, path: { kind: 'exact', value: '/a' } }, { path: '/a' }],
    [
      'an expression for the path',
      { ...anything, path: { kind: 'regex', value: '/a/[0-9]+' } },
      { safe_regex: { regex: '/a/[0-9]+' } },
    ],
    [
      'method and scheme',
      { ...anything, prefix: '/', method: 'GET', scheme: 'https' },
      {
        prefix: '/',
        headers: [
          { name: ':method', string_match: { exact: 'GET' } },
          { name: ':scheme', string_match: { exact: 'https' } },
        ],
      },
    ],
    [
      'a header',
      header({ kind: 'exact', value: 'v' }),
      { prefix: '/', headers: [{ name: 'X-Kind', string_match: { exact: 'v' } }] },
    ],
    [
      'the beginning of a header',
      header({ kind: 'prefix', value: 'v' }),
      { prefix: '/', headers: [{ name: 'X-Kind', string_match: { prefix: 'v' } }] },
    ],
    [
      'the end of a header',
      header({ kind: 'suffix', value: 'v' }),
      { prefix: '/', headers: [{ name: 'X-Kind', string_match: { suffix: 'v' } }] },
    ],
    [
      'an expression for a header',
      header({ kind: 'regex', value: 'v.*' }),
      { prefix: '/', headers: [{ name: 'X-Kind', string_match: { safe_regex: { regex: 'v.*' } } }] },
    ],
    [
      'numbers of a header',
      header({ kind: 'range', start: -1, end: 10 }),
      { prefix: '/', headers: [{ name: 'X-Kind', range_match: { start: -1, end: 10 } }] },
    ],
    [
      'a header that is there',
      header({ kind: 'present' }),
      { prefix: '/', headers: [{ name: 'X-Kind', present_match: true }] },
    ],
    [
      'a header that is not there',
      header({ kind: 'present' }, true),
      { prefix: '/', headers: [{ name: 'X-Kind', present_match: true, invert_match: true }] },
    ],
    [
      'query parameters',
      { ...anything, query: [{ name: 'a', exact: '1' }, { name: 'b' }] },
      {
        prefix: '/',
        query_parameters: [
          { name: 'a', string_match: { exact: '1' } },
          { name: 'b', present_match: true },
        ],
      },
    ],
    ['a service of gRPC', { ...anything, serviceName: 'yelb.Votes' }, { prefix: '/yelb.Votes/' }],
    [
      'a method of gRPC, with metadata',
      {
        ...anything,
        serviceName: 'yelb.Votes',
        methodName: 'Add',
        metadata: [{ name: 'tenant', invert: false, match: { kind: 'exact', value: 'blue' } }],
      },
      {
        path: '/yelb.Votes/Add',
        headers: [{ name: 'tenant', string_match: { exact: 'blue' } }],
      },
    ],
    [
      'a method of any service of gRPC',
      { ...anything, methodName: 'Add' },
      { safe_regex: { regex: '/[^/]+/Add' } },
    ],
  ];
  it.each(rows)('%s', (_, match, envoy) => {
    const route = routeWith(match === undefined ? {} : { match });
    expect(route).toMatchObject({ match: expect.anything() });
    expect((route as { readonly match: unknown }).match).toEqual(envoy);
  });
});

describe('a retry', () => {
  const policyWith = (more: Partial<RetrySpec>): unknown =>
    (
      routeWith({ retry: { times: 2, on: ['connect-failure'], statusCodes: [], ...more } }) as {
        readonly route: { readonly retry_policy?: unknown };
      }
    ).route.retry_policy;

  it('prefers an endpoint that was not tried yet', () => {
    expect(
      policyWith({
        times: 3,
        perTry: { value: 250, unit: 'ms' },
        on: ['reset', 'retriable-status-codes', 'unavailable'],
        statusCodes: [503],
      }),
    ).toEqual({
      retry_on: 'reset,retriable-status-codes,unavailable',
      num_retries: 3,
      per_try_timeout: '0.25s',
      retry_host_predicate: [
        {
          name: 'envoy.retry_host_predicates.previous_hosts',
          typed_config: {
            '@type':
              'type.googleapis.com/envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate',
          },
        },
      ],
      host_selection_retry_max_attempts: 5,
      retriable_status_codes: [503],
    });
  });

  it('without attempts or reasons is none', () => {
    expect(policyWith({})).toBeDefined();
    expect(policyWith({ times: 0 })).toBeUndefined();
    expect(policyWith({ on: [] })).toBeUndefined();
  });
});

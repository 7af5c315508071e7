import type { WrittenTopology } from '../../core/topology';
import {
  both,
  clients,
  fields,
  inbounds,
  only,
  outbounds,
  servers,
  showing,
  upstreams,
  without,
  type Change,
} from './mutations/changes';
import { noticed } from './mutations/noticed';
import { calls, LEDGER, ways } from './mutations/topologies';

/** A mistake of the translation, and what of the lab must notice it. */
type Mutation = readonly [mistake: string, change: Change, notice: string];

const everybody = [
  'shop.one.calls.internal',
  'store.two.calls.internal',
  'stranger.one.calls.internal',
  LEDGER,
];
const shopToStore = 'workload/shop workload/store';

const ofCalls: readonly Mutation[] = [
  [
    'a listener that asks callers for nothing',
    servers((tls) => without(tls, 'clients')),
    'no-certificate: accepted',
  ],
  [
    'a listener that accepts any name',
    servers((tls) => (tls.clients ? { ...tls, clients: { ...tls.clients, names: [] } } : tls)),
    'undeclared-caller: accepted',
  ],
  [
    'a listener that accepts every workload',
    servers((tls) => (tls.clients ? { ...tls, clients: { ...tls.clients, names: everybody } } : tls)),
    'undeclared-caller: accepted',
  ],
  [
    'a listener that also trusts another authority',
    only('workload/store', (proxy) => ({
      ...proxy,
      trusts: proxy.trusts.map((trust) => ({ ...trust, authorities: ['root', 'other'] })),
    })),
    'foreign-authority: accepted',
  ],
  [
    'a listener that takes plaintext besides TLS',
    servers((tls) => ({ ...tls, mode: 'PERMISSIVE' })),
    'plaintext: accepted',
  ],
  ['a listener without TLS', servers(() => ({ kind: 'none' })), `${shopToStore}: broken`],
  [
    'plaintext on both sides',
    both(
      servers(() => ({ kind: 'none' })),
      upstreams((upstream) => without(upstream, 'tls')),
    ),
    `${shopToStore}: plaintext`,
  ],
  ['a caller without TLS', upstreams((upstream) => without(upstream, 'tls')), `${shopToStore}: broken`],
  [
    'a server that shows the certificate of another',
    showing('workload/store', 'ledger'),
    `${shopToStore}: broken`,
  ],
  [
    'a caller that shows the certificate of another',
    showing('workload/shop', 'stranger'),
    `${shopToStore}: broken`,
  ],
  [
    'a caller that shows no certificate',
    clients((tls) => without(tls, 'certificate')),
    `${shopToStore}: broken`,
  ],
  [
    'a caller that verifies nothing',
    clients((tls) => ({ ...without(tls, 'trust'), names: [] })),
    'foreign-server: accepted',
  ],
  [
    'a caller that also trusts another authority',
    only('workload/shop', (proxy) => ({
      ...proxy,
      trusts: proxy.trusts.map((trust) => ({ ...trust, authorities: ['root', 'other'] })),
    })),
    'foreign-server: accepted',
  ],
  ['a caller that accepts any name', clients((tls) => ({ ...tls, names: [] })), 'wrong-name: accepted'],
  [
    'a caller that accepts every workload',
    clients((tls) => ({ ...tls, names: everybody })),
    'another-workload: accepted',
  ],
  [
    'a service that leads to another server',
    only('workload/shop', (proxy) => ({
      ...proxy,
      outbound: proxy.outbound.map((outbound) => ({
        ...outbound,
        routes: outbound.routes.map((route) => ({
          ...route,
          targets: [{ upstream: 'ledger_ledger_8003', weight: 1 }],
        })),
      })),
    })),
    `${shopToStore}: broken`,
  ],
  [
    'a front listener that leads to another application',
    inbounds((inbound) =>
      inbound.name.startsWith('front')
        ? { ...inbound, application: { address: '127.0.0.1', port: 8011 } }
        : inbound,
    ),
    'load-balancer/shop:80 workload/shop: broken',
  ],
  [
    // Where names are compared, Envoy requires a certificate whatever this field says.
    'a certificate that callers may leave out, and names that are not compared',
    both(
      fields('require_client_certificate', (context) => ({ ...context, require_client_certificate: false })),
      fields('match_typed_subject_alt_names', (context) => without(context, 'match_typed_subject_alt_names')),
    ),
    'no-certificate: accepted',
  ],
  [
    'names of which only the beginning is compared',
    fields('exact', ({ exact, ...matcher }) => ({ ...matcher, prefix: exact })),
    'similar-caller: accepted',
  ],
  [
    'names of which only the end is compared',
    fields('exact', ({ exact, ...matcher }) => ({ ...matcher, suffix: exact })),
    'wrong-name: accepted',
  ],
  [
    'names that are looked for among those of another kind',
    fields('san_type', (match) => ({ ...match, san_type: match['san_type'] === 'DNS' ? 'URI' : 'DNS' })),
    `${shopToStore}: broken`,
  ],
  [
    'callers with expired certificates',
    fields('match_typed_subject_alt_names', (context) => ({ ...context, allow_expired_certificate: true })),
    'expired-caller: accepted',
  ],
  [
    'servers with expired certificates',
    fields('match_typed_subject_alt_names', (context) => ({ ...context, allow_expired_certificate: true })),
    'expired-server: accepted',
  ],
  [
    'chains that may end anywhere',
    fields('match_typed_subject_alt_names', (context) => ({
      ...context,
      trust_chain_verification: 'ACCEPT_UNTRUSTED',
    })),
    'foreign-authority: accepted',
  ],
  [
    "a caller's own x-forwarded-client-cert that is kept",
    fields('forward_client_cert_details', (manager) => ({
      ...manager,
      forward_client_cert_details: 'APPEND_FORWARD',
    })),
    'forged-xfcc: accepted',
  ],
  [
    'callers that are believed to be inside',
    fields('forward_client_cert_details', (manager) => ({
      ...manager,
      internal_address_config: { cidr_ranges: [{ address_prefix: '10.0.0.0', prefix_len: 8 }] },
    })),
    'forged-envoy-header: accepted',
  ],
  [
    'an administration interface that is open to the network',
    {
      // A port of its own: the proxies of a lab are on one machine.
      proxy: (proxy) =>
        proxy.id === 'workload/store' ? { ...proxy, admin: { ...proxy.admin, port: 9902 } } : proxy,
      bootstrap: (bootstrap, { id }) =>
        id === 'workload/store'
          ? { ...bootstrap, admin: { address: { socket_address: { address: '0.0.0.0', port_value: 9902 } } } }
          : bootstrap,
    },
    'open-administration: accepted',
  ],
  [
    'a local listener that is open to the network',
    fields('traffic_direction', (listener, { bind }) =>
      listener['traffic_direction'] === 'OUTBOUND' ? { ...listener, ...openedAt(bind, listener) } : listener,
    ),
    'borrowed-proxy: accepted',
  ],
  [
    'requests that are sent again whatever happened',
    fields('retry_on', (policy) => ({ ...policy, retry_on: '5xx,reset,connect-failure' })),
    'repeated-request: accepted',
  ],
];

function openedAt(bind: string, { address }: Readonly<Record<string, unknown>>): object {
  const { socket_address } = address as { readonly socket_address: object };
  return { additional_addresses: [{ address: { socket_address: { ...socket_address, address: bind } } }] };
}

const ofWays: readonly Mutation[] = [
  [
    'weights that are swapped',
    outbounds((outbound) => ({
      ...outbound,
      routes: outbound.routes.map((route) => {
        const weights = route.targets.map(({ weight }) => weight).toReversed();
        return {
          ...route,
          targets: route.targets.map((target, index) => ({ ...target, weight: weights[index] ?? 0 })),
        };
      }),
    })),
    'weights',
  ],
  [
    'a route without its match',
    outbounds((outbound) => ({
      ...outbound,
      routes: outbound.routes.map((route) => without(route, 'match')),
    })),
    'weights',
  ],
  [
    'routes in the wrong order',
    outbounds((outbound) => ({ ...outbound, routes: outbound.routes.toReversed() })),
    'request /store/next/page',
  ],
  [
    "a gateway's routes in the wrong order",
    inbounds((inbound) =>
      inbound.routes === undefined ? inbound : { ...inbound, routes: inbound.routes.toReversed() },
    ),
    'weights',
  ],
  [
    'a gateway that calls without TLS',
    only('gateway/gate', (proxy) => ({
      ...proxy,
      upstreams: proxy.upstreams.map((upstream) => without(upstream, 'tls')),
    })),
    'gateway/gate workload/front: broken',
  ],
];

const tables: readonly (readonly [string, WrittenTopology, readonly Mutation[]])[] = [
  ['calls', calls, ofCalls],
  ['ways', ways, ofWays],
];

describe.each(tables)('the translation of %s', (_name, topology, mutations) => {
  it('has no mistake that the lab notices', async () => {
    expect(await noticed(topology, {})).toEqual([]);
  });

  it.each(mutations)('%s', async (_mistake, change, notice) => {
    expect(await noticed(topology, change)).toContain(notice);
  });
});

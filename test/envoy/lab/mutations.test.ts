import type { InboundSpec, ProxySpec, UpstreamSpec } from '../../../core/dataplane/envoy';
import yelb from '../../../examples/yelb/topology';
import { differencesOf } from '../../../local/envoy';
import { measured } from './measured';

const inbounds =
  (change: (inbound: InboundSpec) => InboundSpec) =>
  (proxy: ProxySpec): ProxySpec => ({
    ...proxy,
    inbound: proxy.inbound.map(change),
  });
const upstreams =
  (change: (upstream: UpstreamSpec) => UpstreamSpec) =>
  (proxy: ProxySpec): ProxySpec => ({
    ...proxy,
    upstreams: proxy.upstreams.map(change),
  });
const mesh = (inbound: InboundSpec, more: object): InboundSpec =>
  inbound.tls.kind === 'mesh' ? { ...inbound, tls: { ...inbound.tls, ...more } } : inbound;
const tls = (upstream: UpstreamSpec, more: object): UpstreamSpec =>
  upstream.tls === undefined ? upstream : { ...upstream, tls: { ...upstream.tls, ...more } };

/** What a wrong translation would let through, and what the lab then reports of the call to the application server. */
const mutations: readonly (readonly [
  what: string,
  change: (proxy: ProxySpec) => ProxySpec,
  verdict: string,
  attacks: readonly string[],
])[] = [
  [
    'a listener that asks nobody',
    inbounds((inbound) => mesh(inbound, { clients: undefined })),
    'verified',
    ['expired-caller', 'foreign-authority', 'no-certificate', 'undeclared-caller'],
  ],
  [
    'a listener that takes any name',
    inbounds((inbound) =>
      inbound.tls.kind === 'mesh' && inbound.tls.clients
        ? mesh(inbound, { clients: { ...inbound.tls.clients, names: [] } })
        : inbound,
    ),
    'mutual',
    ['undeclared-caller'],
  ],
  [
    'a listener that also takes plaintext',
    inbounds((inbound) => mesh(inbound, { mode: 'PERMISSIVE' })),
    'verified',
    ['plaintext'],
  ],
  [
    'a caller that trusts everybody',
    upstreams((upstream) => tls(upstream, { trust: undefined, names: [] })),
    'encrypted',
    ['another-workload', 'expired-server', 'foreign-server', 'wrong-name'],
  ],
  [
    'a caller that takes any name',
    upstreams((upstream) => tls(upstream, { names: [] })),
    'encrypted',
    ['another-workload', 'wrong-name'],
  ],
  [
    'a caller that shows nothing',
    upstreams((upstream) => tls(upstream, { certificate: undefined })),
    'broken',
    [],
  ],
];

test.each(mutations)('%s is noticed', async (_what, change, verdict, attacks) => {
  const report = await measured(yelb, 'envoy', change);
  const call = report.edges.find(({ server }) => server === 'workload/yelb-appserver');
  expect(call?.measured).toBe(verdict);
  const succeeded = report.attacks.filter(({ measured }) => measured === 'accepted');
  expect([...new Set(succeeded.map(({ attack }) => attack))].toSorted()).toEqual(attacks);
  expect(differencesOf(report).length).toBeGreaterThan(0);
});

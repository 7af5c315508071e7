import * as fc from 'fast-check';
import type {
  GatewayRouteSpec,
  InboundSpec,
  OutboundSpec,
  ProxySpec,
  RouteSpec,
  UpstreamSpec,
} from '../../../../../core/dataplane/envoy';
import type { Protocol } from '../../../../../core/topology';
import {
  accessLog,
  address,
  dialled,
  healthCheck,
  host,
  inboundTls,
  match,
  name,
  optional,
  outlierDetection,
  path,
  pool,
  port,
  protocol,
  retry,
  timeout,
  upstreamTls,
} from './arbitrary-values';
import { proxyOf } from './fixtures';

/** Any proxy that a topology could lead to: names are unique, and what is referred to is there. */

const routeTo = (upstreams: readonly string[]): fc.Arbitrary<RouteSpec> =>
  fc.record(
    {
      name,
      match,
      targets: fc.subarray([...upstreams], { minLength: 1 }).chain((chosen) =>
        fc
          .array(fc.nat(100), { minLength: chosen.length, maxLength: chosen.length })
          .map((weights) => chosen.map((upstream, index) => ({ upstream, weight: weights[index] ?? 1 })))
          .filter((targets) => targets.some(({ weight }) => weight > 0)),
      ),
      retry,
      timeout,
    },
    { requiredKeys: ['name', 'targets'] },
  );

const upstreamNamed = (upstream: string): fc.Arbitrary<UpstreamSpec> =>
  fc.record(
    {
      name: fc.constant(upstream),
      server: fc.constant('workload/server'),
      listener: port,
      endpoints: fc.array(fc.record({ address, port }), { minLength: 1, maxLength: 3 }),
      resolution: fc.constantFrom('STRICT_DNS', 'LOGICAL_DNS'),
      ipPreference: fc.constantFrom('IPv4_PREFERRED', 'IPv6_PREFERRED', 'IPv4_ONLY', 'IPv6_ONLY'),
      protocol,
      tls: upstreamTls,
      healthCheck,
      outlierDetection,
    },
    { requiredKeys: ['name', 'server', 'listener', 'endpoints', 'resolution', 'protocol'] },
  );

const outboundAt = (index: number, upstreams: readonly string[]): fc.Arbitrary<OutboundSpec> =>
  fc.record({
    name: fc.constant(`service${index}_80`),
    service: fc.constant(`service${index}`),
    host: host.map((rest) => `s${index}.${rest}`),
    port: fc.constantFrom(...dialled),
    protocol,
    local: fc.constant({ address: `127.64.0.${index + 1}`, port: 8080 }),
    routes: fc.array(routeTo(upstreams), { maxLength: 4 }),
  });

const gatewayRouteTo = (outbounds: readonly string[]): fc.Arbitrary<GatewayRouteSpec> =>
  fc.record({
    name,
    protocol: fc.constantFrom('http', 'http2', 'grpc'),
    match: fc
      .tuple(match, fc.option(fc.record({ kind: fc.constantFrom('exact', 'suffix'), value: host })))
      .map(([rest, hostname]) => (hostname === null ? rest : { ...rest, hostname })),
    outbound: fc.constantFrom(...outbounds),
    host,
    rewrite: fc.record(
      {
        hostname: fc.constantFrom('ENABLED', 'DISABLED'),
        prefix: fc.oneof(
          fc.record({ kind: fc.constant('default'), value: fc.constantFrom('ENABLED', 'DISABLED') }),
          fc.record({ kind: fc.constant('value'), value: path }),
        ),
        path,
      },
      optional,
    ),
  });

const inboundAt = (
  index: number,
  routes: fc.Arbitrary<readonly GatewayRouteSpec[]> | undefined,
): fc.Arbitrary<InboundSpec> => {
  const own = fc.record(
    {
      at: fc.constant(['workloads', 'ui', 'listeners', index]),
      name: fc.constant(`${8000 + index}`),
      listener: fc.constant(8000 + index),
      port: fc.constant(28_000 + index),
      protocol: routes === undefined ? protocol : fc.constantFrom<Protocol>('http', 'http2', 'grpc'),
      tls: inboundTls,
      timeout,
      connectionPool: pool,
    },
    { requiredKeys: ['at', 'name', 'listener', 'port', 'protocol', 'tls'] },
  );
  const application = { address: '127.0.0.1', port: 8000 + index };
  return routes === undefined
    ? own.map((inbound) => ({ ...inbound, application }))
    : fc.tuple(own, routes).map(([inbound, all]) => ({ ...inbound, routes: all }));
};

/** With what an Envoy and its neighbours are: a workload with or without interception, or a gateway. */
export const anyProxy: fc.Arbitrary<ProxySpec> = fc
  .record({
    kind: fc.constantFrom('workload', 'gateway'),
    inbounds: fc.nat(3),
    outbounds: fc.integer({ min: 1, max: 4 }),
    upstreams: fc.integer({ min: 1, max: 4 }),
  })
  .chain(({ kind, inbounds, outbounds, upstreams }) => {
    const upstreamNames = numbered(upstreams).map((index) => `service${index}_server_80`);
    const outboundNames = numbered(outbounds).map((index) => `service${index}_80`);
    const routes = kind === 'gateway' ? fc.array(gatewayRouteTo(outboundNames), { maxLength: 4 }) : undefined;
    const parts = {
      interception: fc.constantFrom('none', 'iptables'),
      egress: fc.constantFrom('DROP_ALL', 'ALLOW_ALL'),
      inbound: fc.tuple(...numbered(inbounds).map((index) => inboundAt(index, routes))),
      outbound: fc.tuple(...numbered(outbounds).map((index) => outboundAt(index, upstreamNames))),
      upstreams: fc.tuple(...upstreamNames.map(upstreamNamed)),
      accessLog,
    } as const;
    return fc
      .record(parts, {
        requiredKeys: ['interception', 'egress', 'inbound', 'outbound', 'upstreams'],
      })
      .map((spec) => proxyOf({ ...secrets, ...spec, ...withoutLocal(kind, spec) }));
  });

const numbered = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

/** Nothing dials a local address where connections are redirected, and at a gateway. */
function withoutLocal(
  kind: ProxySpec['kind'],
  { interception, outbound }: Pick<ProxySpec, 'interception' | 'outbound'>,
): Partial<ProxySpec> {
  const keeps = kind === 'workload' && interception === 'none';
  const without = ({ local: _local, ...rest }: OutboundSpec): OutboundSpec => rest;
  return { kind, outbound: keeps ? outbound : outbound.map(without) };
}

const secrets: Pick<ProxySpec, 'certificates' | 'trusts'> = {
  certificates: [
    ...proxyOf().certificates,
    { name: 'agent', certificate: 'agent', source: { kind: 'sds', secret: 'spiffe://mesh/ui' } },
  ],
  trusts: [...proxyOf().trusts, { name: 'agents', source: { kind: 'sds', secret: 'spiffe://mesh' } }],
};

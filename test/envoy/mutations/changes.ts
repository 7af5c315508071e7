import {
  bootstrapOf,
  type Bootstrap,
  type InboundSpec,
  type OutboundSpec,
  type ProxySpec,
  type UpstreamSpec,
} from '../../../core/dataplane/envoy';

/** A change of what the topology is translated to, or of what that is written as. */
export interface Change {
  readonly proxy?: (proxy: ProxySpec) => ProxySpec;
  readonly bootstrap?: (bootstrap: Bootstrap, proxy: ProxySpec) => Bootstrap;
}

/** Changes the inbound ports of every proxy. */
export const inbounds = (change: (inbound: InboundSpec) => InboundSpec): Change => ({
  proxy: (proxy) => ({ ...proxy, inbound: proxy.inbound.map(change) }),
});

type MeshTls = Extract<InboundSpec['tls'], { kind: 'mesh' }>;

/** Changes the TLS of every inbound port that has any. */
export const servers = (change: (tls: MeshTls) => InboundSpec['tls']): Change =>
  inbounds((inbound) => (inbound.tls.kind === 'mesh' ? { ...inbound, tls: change(inbound.tls) } : inbound));

/** Changes the upstreams of every proxy. */
export const upstreams = (change: (upstream: UpstreamSpec) => UpstreamSpec): Change => ({
  proxy: (proxy) => ({ ...proxy, upstreams: proxy.upstreams.map(change) }),
});

/** Changes the TLS of every upstream that has any. */
export const clients = (
  change: (tls: NonNullable<UpstreamSpec['tls']>) => NonNullable<UpstreamSpec['tls']>,
): Change =>
  upstreams((upstream) =>
    upstream.tls === undefined ? upstream : { ...upstream, tls: change(upstream.tls) },
  );

/** Changes the called services of every proxy. */
export const outbounds = (change: (outbound: OutboundSpec) => OutboundSpec): Change => ({
  proxy: (proxy) => ({ ...proxy, outbound: proxy.outbound.map(change) }),
});

/** Changes one proxy alone. */
export const only = (id: string, change: (proxy: ProxySpec) => ProxySpec): Change => ({
  proxy: (proxy) => (proxy.id === id ? change(proxy) : proxy),
});

/** Another certificate behind every secret of a proxy. */
export const showing = (id: string, certificate: string): Change =>
  only(id, (proxy) => ({
    ...proxy,
    certificates: proxy.certificates.map((secret) => ({ ...secret, certificate })),
  }));

type Fields = Readonly<Record<string, unknown>>;

/** Changes every object of a bootstrap in which there is a field of that name. */
export const fields = (name: string, change: (object: Fields, proxy: ProxySpec) => Fields): Change => ({
  bootstrap: (bootstrap, proxy) => deep(bootstrap, name, (object) => change(object, proxy)) as Bootstrap,
});

function deep(value: unknown, name: string, change: (object: Fields) => Fields): unknown {
  if (Array.isArray(value)) return value.map((each) => deep(each, name, change));
  if (typeof value !== 'object' || value === null) return value;
  const inside = Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, deep(each, name, change)]),
  );
  return name in inside ? change(inside) : inside;
}

/** One change after the other. */
export const both = (first: Change, second: Change): Change => ({
  proxy: (proxy) => {
    const once = first.proxy?.(proxy) ?? proxy;
    return second.proxy?.(once) ?? once;
  },
  bootstrap: (bootstrap, proxy) => {
    const once = first.bootstrap?.(bootstrap, proxy) ?? bootstrap;
    return second.bootstrap?.(once, proxy) ?? once;
  },
});

/** What a proxy is configured with after a change. */
export const changedBootstrapOf =
  ({ bootstrap }: Change) =>
  (proxy: ProxySpec): Bootstrap =>
    bootstrap?.(bootstrapOf(proxy), proxy) ?? bootstrapOf(proxy);

/** The same without one of its fields. */
export function without<T extends object, K extends keyof T>(thing: T, field: K): Omit<T, K> {
  const { [field]: _, ...rest } = thing;
  return rest;
}

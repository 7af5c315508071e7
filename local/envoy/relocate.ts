import type { OutboundSpec, ProxySpec, SocketSpec, UpstreamSpec } from '../../core/dataplane/envoy';
import { addressesIn } from './network';
import { unprivileged, waysOf, type Way } from './ways';

/** Where the proxies of a lab are put. */
export interface Place {
  /** The first two numbers of its addresses, which nobody else uses: `127.130`. */
  readonly network: string;
  /** Folder for the files of all proxies. */
  readonly folder: string;
}

/** The line from a proxy to one of its upstreams; the lab's own program is in it. */
export interface Line {
  readonly client: string;
  readonly upstream: UpstreamSpec;
  /** Where the client's proxy connects to. */
  readonly listen: readonly SocketSpec[];
  /** Where the server's proxy accepts it; absent: the server has no such listener. */
  readonly to?: SocketSpec;
}

/** Where an application of the lab listens. */
export interface ApplicationPlace {
  readonly party: string;
  /** The listener's port in the topology. */
  readonly listener: number;
  readonly protocol: OutboundSpec['protocol'];
  /** It terminates TLS itself. */
  readonly tls: boolean;
  readonly socket: SocketSpec;
}

/** Proxies that can run beside each other on one machine. */
export interface Relocated {
  readonly proxies: readonly ProxySpec[];
  readonly lines: readonly Line[];
  readonly applications: readonly ApplicationPlace[];
  readonly ways: readonly Way[];
}

/**
 * The name of the inbound port that answers on a listener's port.
 * @param frontOf the listener that it answers for, where it is there for load balancers alone
 */
export const inboundNameOf = (listener: number, frontOf?: number): string =>
  frontOf === undefined ? String(listener) : `front_${frontOf}`;

/**
 * Moves proxies to addresses of one machine's loopback interface. Only addresses, ports that need a privilege, the endpoints
 * that names resolve to, and paths of files differ; secrets that a server would give out are files. Interception needs
 * the kernel of a container of its own, so that those that are intercepted have listeners of their own here.
 */
export function relocate(proxies: readonly ProxySpec[], place: Place): Relocated {
  const address = addressesIn(place.network);
  const moved = new Map(proxies.map((proxy) => [proxy.id, movedOf(proxy, address, place.folder)]));
  const lines: Line[] = [];
  const ways: Way[] = [];
  const applications = new Map<string, ApplicationPlace>();
  const placed = proxies.map((proxy): ProxySpec => {
    const own = moved.get(proxy.id) as ProxySpec;
    for (const inbound of own.inbound) {
      if (inbound.application === undefined) continue;
      const { protocol, listener, tls, application } = inbound;
      const text = `${application.address}:${application.port}`;
      if (!applications.has(text))
        applications.set(text, {
          party: proxy.id,
          listener,
          protocol,
          tls: tls.kind === 'application',
          socket: application,
        });
    }
    const upstreams = proxy.upstreams.map((upstream): UpstreamSpec => {
      const server = moved.get(upstream.server);
      const inbound = server?.inbound.find(({ name }) => name === inboundNameOf(upstream.listener));
      const listen = upstream.endpoints.map(({ port }) => ({ address: address(), port: unprivileged(port) }));
      const to = server && inbound && { address: server.bind, port: inbound.port };
      lines.push({ client: proxy.id, upstream, listen, ...(to && { to }) });
      return withoutIpv6({ ...upstream, endpoints: listen });
    });
    const { outbound, found } = waysOf(own, upstreams, address);
    ways.push(...found);
    return { ...own, upstreams, outbound };
  });
  return { proxies: placed, lines, ways, applications: [...applications.values()] };
}

/** Ports of one address: those that need a privilege get another that none of them has. */
function portsOf(ports: readonly number[]): (port: number) => number {
  const taken = new Set(ports);
  const chosen = new Map<number, number>();
  for (const port of taken) {
    let other = unprivileged(port);
    while (other !== port && taken.has(other)) other += 1;
    taken.add(other);
    chosen.set(port, other);
  }
  return (port) => chosen.get(port) ?? port;
}

/** A proxy with its own addresses and files; its upstreams are still where they were. */
function movedOf(proxy: ProxySpec, address: () => string, folder: string): ProxySpec {
  const home = `${folder}/${proxy.id.replace('/', '-')}`;
  const file = (path: string): string =>
    path.startsWith('/dev/') ? path : `${home}${path.startsWith('/') ? '' : '/'}${path}`;
  const portOf = portsOf(proxy.inbound.map(({ port }) => port));
  const applicationPortOf = portsOf(
    proxy.inbound.flatMap(({ application }) => (application === undefined ? [] : [application.port])),
  );
  const application = address();
  // Health checks and traces are for whoever runs containers.
  const { accessLog, probes: _probes, tracing: _tracing, ...rest } = proxy;
  return {
    ...rest,
    interception: 'none',
    bind: address(),
    admin: { ...proxy.admin, address: address() },
    folder: file(proxy.folder),
    inbound: proxy.inbound.map((inbound) => ({
      ...inbound,
      port: portOf(inbound.port),
      ...(inbound.application && {
        application: { address: application, port: applicationPortOf(inbound.application.port) },
      }),
    })),
    outbound: proxy.outbound.map((outbound) =>
      outbound.local === undefined && (proxy.kind === 'gateway' || proxy.interception === 'none')
        ? outbound
        : {
            ...outbound,
            local: { address: address(), port: unprivileged(outbound.local?.port ?? outbound.port) },
          },
    ),
    certificates: proxy.certificates.map((secret) => ({
      ...secret,
      source:
        secret.source.kind === 'files'
          ? {
              kind: 'files',
              chain: file(secret.source.chain),
              privateKey: file(secret.source.privateKey),
              ...(secret.source.passphrase !== undefined && { passphrase: file(secret.source.passphrase) }),
            }
          : {
              kind: 'files',
              chain: file(`/served/${secret.name}/chain.pem`),
              privateKey: file(`/served/${secret.name}/key.pem`),
            },
    })),
    trusts: proxy.trusts.map((secret) => ({
      ...secret,
      source: {
        kind: 'file',
        bundle: file(
          secret.source.kind === 'file' ? secret.source.bundle : `/served/${secret.name}/bundle.pem`,
        ),
      },
    })),
    ...(accessLog && { accessLog: { ...accessLog, path: file(accessLog.path) } }),
  };
}

/** The loopback addresses of the lab are those of IPv4. */
function withoutIpv6(upstream: UpstreamSpec): UpstreamSpec {
  if (upstream.ipPreference === undefined) return upstream;
  const { ipPreference: _, ...rest } = upstream;
  return rest;
}

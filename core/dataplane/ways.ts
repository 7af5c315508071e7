import type { Protocol, TlsMode } from '../topology';

/** An address and a port. */
interface Socket {
  readonly address: string;
  readonly port: number;
}

/** How a caller gets to a listener, as it can be tried beside its proxy, and what the proxies count meanwhile. */
export interface Way {
  /** Party ids. */
  readonly client: string;
  readonly server: string;
  /** Key of the service. */
  readonly service: string;
  /** Port of the listener in the topology, and the port of the service that callers use. */
  readonly listener: number;
  readonly dialled: number;
  /** Where the application connects; absent: nothing inside the container does, such as at a gateway. */
  readonly from?: Socket;
  /** A request of HTTP/1.1, which the proxy translates where it must; or bytes. */
  readonly kind: 'http' | 'tcp';
  /** Of a request: its `Host`, and a path that leads there. */
  readonly host: string;
  readonly path: string;
  /** Why a plain `GET` does not get there, such as a header that its route wants. */
  readonly unlike?: string;
  /** Share of what takes its route, above 0 to 1. */
  readonly share: number;
  /** Name of the caller's cluster in Envoy. */
  readonly cluster: string;
  /** Prefix of the statistics of the server's listener in Envoy. */
  readonly accepts: string;
  /** Where the server's proxy accepts connections; absent: what leaves the caller's container is redirected. */
  readonly listenerAddress?: Socket;
  /** What the listener does with plaintext; absent: it has no TLS of the mesh. */
  readonly mode?: TlsMode;
}

/** Why a plain `GET` does not match a route. */
export interface Unlike {
  readonly path: string;
  readonly unlike?: string;
}

interface Matched {
  readonly prefix?: string;
  readonly path?: { readonly kind: 'exact' | 'regex'; readonly value: string };
  readonly method?: string;
  readonly scheme?: string;
  readonly headers: readonly unknown[];
  readonly query: readonly unknown[];
  readonly metadata: readonly unknown[];
  readonly serviceName?: string;
  readonly methodName?: string;
}

/** A path of which a `GET` takes a route, or why none does. */
export function requestFor(match: Matched | undefined, usual = '/'): Unlike {
  if (match === undefined) return { path: usual };
  const {
    prefix = '/',
    path,
    method = 'GET',
    scheme = 'http',
    headers,
    query,
    metadata,
    serviceName,
    methodName,
  } = match;
  const wanted = [
    ...(method === 'GET' ? [] : [`the method ${method}`]),
    ...(scheme === 'http' ? [] : [`the scheme ${scheme}`]),
    ...(path?.kind === 'regex' ? ['a path that matches an expression'] : []),
    ...(headers.length + metadata.length > 0 ? ['headers'] : []),
    ...(query.length > 0 ? ['a query'] : []),
  ];
  const unlike = wanted.length === 0 ? {} : { unlike: `its route wants ${wanted.join(' and ')}` };
  if (path?.kind === 'exact') return { path: path.value, ...unlike };
  if (serviceName !== undefined) return { path: `/${serviceName}/${methodName ?? ''}`, ...unlike };
  return { path: usual.startsWith(prefix) ? usual : prefix, ...unlike };
}

/** Whether a listener's protocol has requests that a proxy reads. */
export const isHttp = (protocol: Protocol): boolean => protocol !== 'tcp';

import type { Service } from './service';
import type { ByKey } from './topology';
import type { Text, Value } from './value';
import type { Listener } from './workload';

type Part = 'host' | 'port';

const referenceTo =
  (part?: Part) =>
  (service: string, port?: number): Text =>
    `\${service.${service}${port === undefined ? '' : `:${port}`}${part === undefined ? '' : `.${part}`}}`;

/**
 * Where an application reaches a service that its workload calls, in a text of its environment or command: `host:port`;
 * `endpoint.host` and `endpoint.port` are the parts.
 * @param port one of the service's; needed where it has several
 */
export const endpoint = Object.assign(referenceTo(), {
  host: referenceTo('host'),
  port: referenceTo('port'),
});

/** What a text says between `${service.` and `}`. */
export interface EndpointReference {
  /** The whole of it. */
  readonly text: string;
  /** Key of the service; absent: what is written is neither a key nor a key with a port or a part. */
  readonly service?: string;
  readonly port?: number;
  /** What of it is meant. Absent: `host:port`. */
  readonly part?: Part;
}

const REFERENCE = /\$\{service\.([^}]*)\}/g;
const KEY_PORT_PART = /^([a-z][a-z0-9-]*)(?::(\d{1,5}))?(?:\.(host|port))?$/;

/** The services that a text names, in their order. */
export const endpointsIn = (text: Text): readonly EndpointReference[] =>
  [...text.matchAll(REFERENCE)].map(([whole, inner = '']) => {
    const [, service, port, part] = KEY_PORT_PART.exec(inner) ?? [];
    return {
      text: whole,
      ...(service === undefined ? {} : { service }),
      ...(port === undefined ? {} : { port: Number(port) }),
      ...(part === 'host' || part === 'port' ? { part } : {}),
    };
  });

/**
 * A text in which each service that it names is replaced.
 * @param of where the service is reached, `host:port`
 */
export function withEndpoints(text: Text, of: (reference: EndpointReference) => string): string {
  const [first = '', ...rest] = text.split(/\$\{service\.[^}]*\}/);
  return endpointsIn(text).reduce(
    (all, each, index) => `${all}${partOf(of(each), each.part)}${rest[index] ?? ''}`,
    first,
  );
}

function partOf(address: string, part: Part | undefined): string {
  const colon = address.lastIndexOf(':');
  if (part === undefined || colon === -1) return address;
  return part === 'host' ? address.slice(0, colon) : address.slice(colon + 1);
}

/**
 * The ports on which callers reach a service: those of its workload or router. Empty where they are not known: it is
 * only described, or leads nowhere.
 */
export function portsOfService(
  service: Service | undefined,
  services: ByKey<Service>,
  workloads: ByKey<{ readonly listeners: readonly Pick<Listener, 'port'>[] }>,
): readonly Value<number>[] {
  const provider = service?.provider;
  switch (provider?.kind) {
    case 'router':
      return provider.router.listeners.map(({ port }) => port);
    case 'workload':
      return (workloads[provider.workload]?.listeners ?? []).map(({ port }) => port);
    case 'router-of': {
      const other = Object.hasOwn(services, provider.service) ? services[provider.service] : undefined;
      return other?.provider.kind === 'router' ? other.provider.router.listeners.map(({ port }) => port) : [];
    }
    case 'none':
    case 'unknown':
    case undefined:
      return [];
  }
}

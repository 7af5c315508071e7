import type { Service } from './service';
import type { ByKey } from './topology';
import type { Text, Value } from './value';
import type { Listener } from './workload';

/**
 * Where an application reaches a service that its workload calls: `host:port`, in a text of its environment or command.
 * @param port one of the service's; needed where it has several
 */
export const endpoint = (service: string, port?: number): Text =>
  `\${service.${service}${port === undefined ? '' : `:${port}`}}`;

/** What a text says between `${service.` and `}`. */
export interface EndpointReference {
  /** The whole of it. */
  readonly text: string;
  /** Key of the service; absent: what is written is neither a key nor a key with a port. */
  readonly service?: string;
  readonly port?: number;
}

const REFERENCE = /\$\{service\.([^}]*)\}/g;
const KEY_AND_PORT = /^([a-z][a-z0-9-]*)(?::(\d{1,5}))?$/;

/** The services that a text names, in their order. */
export const endpointsIn = (text: Text): readonly EndpointReference[] =>
  [...text.matchAll(REFERENCE)].map(([whole, inner = '']) => {
    const [, service, port] = KEY_AND_PORT.exec(inner) ?? [];
    return {
      text: whole,
      ...(service === undefined ? {} : { service }),
      ...(port === undefined ? {} : { port: Number(port) }),
    };
  });

/** A text with what `of` returns in place of each service that it names. */
export function withEndpoints(text: Text, of: (reference: EndpointReference) => string): string {
  const [first = '', ...rest] = text.split(/\$\{service\.[^}]*\}/);
  return endpointsIn(text).reduce((all, each, index) => `${all}${of(each)}${rest[index] ?? ''}`, first);
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

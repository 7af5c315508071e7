import type { Closed } from '../../topology';
import type { CertificateSpec, ListenerSpec, Party, PolicySpec } from '../lowered';
import type { ProxySpec } from './specs';

/** A listener of another party that a proxy may connect to. */
export interface Server {
  readonly party: Closed<Party>;
  readonly listener: Closed<ListenerSpec>;
  readonly interception: ProxySpec['interception'];
  /** What its listener presents. */
  readonly certificate?: Closed<CertificateSpec>;
}

/** A party that calls. */
export interface Client {
  readonly party: Closed<Party>;
  /** What it requires of TLS: by service, and of all others. */
  readonly policyFor: (service: string) => Closed<PolicySpec> | undefined;
}

/** What a caller requires towards a service: its own policy for it, else that for all services. */
export function policyTowards<P>({
  backends,
  backendDefaults,
}: {
  readonly backends: readonly { readonly service: string; readonly clientPolicy?: P }[];
  readonly backendDefaults?: P;
}): (service: string) => P | undefined {
  const own = new Map(backends.map(({ service, clientPolicy }) => [service, clientPolicy]));
  return (service) => own.get(service) ?? backendDefaults;
}

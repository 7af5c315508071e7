import { unique } from '../../base/collections';
import { at, type ClientPolicy, type ListenerTls, type Topology } from '../../topology';
import { privateAuthoritiesOf } from '../authority-uses';

/** What a proxy fetches from AWS itself; files and secrets of others are not among it. */
export interface Grants {
  /** Keys of its own certificates, whose private keys ACM hands out. */
  readonly certificates: readonly string[];
  /** Keys of the authorities that it trusts, whose certificates AWS Private CA hands out. */
  readonly authorities: readonly string[];
}

/** A workload or a gateway. */
interface Holder {
  readonly listeners: readonly { readonly tls: ListenerTls }[];
  readonly callDefaults?: ClientPolicy;
  readonly calls?: readonly { readonly policy?: ClientPolicy }[];
}

export function grantsOf(topology: Topology, { listeners, callDefaults, calls = [] }: Holder): Grants {
  const accepting = listeners.flatMap(({ tls }) => (tls.kind === 'mesh' ? [tls] : []));
  const calling = [callDefaults, ...calls.map(({ policy }) => policy)].flatMap((policy) =>
    policy?.kind === 'tls' ? [policy] : [],
  );
  const presented = [...accepting, ...calling].flatMap(({ certificate }) => certificate ?? []);
  const trusted = [...accepting.flatMap(({ validation }) => validation ?? []), ...calling].flatMap(
    ({ trust }) => privateAuthoritiesOf(trust),
  );
  const isInAcm = (key: string): boolean => ['issued', 'acm'].includes(at(topology.certificates, key).kind);
  return {
    certificates: unique(presented).filter(isInAcm),
    authorities: unique(trusted).filter((key) => at(topology.authorities, key).kind !== 'file'),
  };
}

/** Whether a proxy needs a policy at all: IAM knows none without a statement. */
export const hasGrants = ({ certificates, authorities }: Grants): boolean =>
  certificates.length + authorities.length > 0;

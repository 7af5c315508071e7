import { groupedBy } from '../base/collections';
import { identityOf } from './aws-object';
import type { Topology } from './topology';
import type { Closed, Text } from './value';
import type { Discovery } from './workload';

/** A Cloud Map service that meshspan creates. Several workloads of an account may register in it. */
export interface DiscoveryServiceSpec {
  /** Key of the account. */
  readonly account: string;
  readonly namespace: Text;
  readonly name: Text;
  /** Keys of those that register in it, in order; retired ones too, so that retiring one moves nothing. */
  readonly workloads: readonly string[];
}

/** Seconds: a task that is gone is soon forgotten (Cloud Map developer guide, "DNS configuration", TTL). */
export const DEFAULT_TTL = 10;

export type CloudMapDiscovery = Extract<Discovery, { readonly kind: 'cloud-map' }>;

/** What a workload's discovery states about a Cloud Map service that meshspan creates. */
export function createdDiscoveryOf({
  discovery,
}: {
  readonly discovery: Discovery | Closed<Discovery>;
}): Pick<CloudMapDiscovery, 'namespace' | 'service'> | undefined {
  if (discovery.kind === 'dns') return discovery.registers;
  return discovery.kind === 'cloud-map' && discovery.create ? discovery : undefined;
}

/** What distinguishes the Cloud Map service of an account from every other. */
export const discoveryServiceIdentity = (
  account: string,
  { namespace, service }: Pick<CloudMapDiscovery, 'namespace' | 'service'>,
): string => identityOf({ kind: 'cloud-map-service', account, parent: namespace, name: service });

/** The Cloud Map services that workloads need, each once, by identity. */
export function discoveryServicesOf({
  workloads,
}: Pick<Topology, 'workloads'>): ReadonlyMap<string, DiscoveryServiceSpec> {
  const named = Object.values(workloads).flatMap(({ key, account, discovery }) => {
    const created = createdDiscoveryOf({ discovery });
    if (created === undefined) return [];
    const id = discoveryServiceIdentity(account, created);
    return [{ id, key, account, namespace: created.namespace, name: created.service }];
  });
  return new Map(
    [...groupedBy(named, ({ id }) => id)].flatMap(([id, sharing]) => {
      const [first] = sharing;
      if (first === undefined) return [];
      const { account, namespace, name } = first;
      return [[id, { account, namespace, name, workloads: sharing.map(({ key }) => key) }] as const];
    }),
  );
}

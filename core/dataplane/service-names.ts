import { at, type Service, type Text, type Topology } from '../topology';

/** A name in the private zone of an account. */
export interface ZoneName {
  readonly namespace: Text;
  /** The name without the namespace; it may have several labels. */
  readonly service: Text;
}

/** The name of a service in the zone of its account; none where the name is in another zone. */
export function zoneNameOf(topology: Topology, { account, name }: Service): ZoneName | undefined {
  const { namespace } = at(topology.accounts, account);
  const suffix = `.${namespace}`;
  if (!name.toLowerCase().endsWith(suffix.toLowerCase())) return undefined;
  return { namespace, service: name.slice(0, -suffix.length) };
}

/**
 * Applications resolve a name before their proxy sees the request. A name in our zone that no discovery makes
 * resolve gets a record; in a zone of others nothing is written.
 */
export const placeholderOf = (topology: Topology, service: Service): ZoneName | undefined =>
  service.resolvesByDiscovery ? undefined : zoneNameOf(topology, service);

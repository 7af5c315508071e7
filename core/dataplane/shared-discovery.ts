import { groupedBy } from '../base/collections';
import { identityOf, type CloudMapDiscovery, type Hit, type Topology, type Workload } from '../topology';
import { liveWorkloadsOf } from './live';

interface Registered {
  readonly workload: Workload;
  readonly discovery: CloudMapDiscovery;
}

/** Workloads that would be in one Cloud Map service and can't be. */
export function sharedDiscoveryHits(topology: Topology): readonly Hit[] {
  const registered = liveWorkloadsOf(topology).flatMap((workload): readonly Registered[] =>
    workload.discovery.kind === 'cloud-map' ? [{ workload, discovery: workload.discovery }] : [],
  );
  const services = groupedBy(registered, ({ discovery: { namespace, service } }) =>
    identityOf({ kind: 'cloud-map-service', parent: namespace, name: service }),
  );
  return [...services.values()].flatMap((sharing) => {
    // What exists is managed by others.
    const [first] = sharing.filter(({ discovery }) => discovery.create);
    if (first === undefined) return [];
    return [
      ...sharing.flatMap((other) => disagreementOf(first, other) ?? []),
      ...mixedUp(sharing.filter(({ discovery }) => discovery.create)),
    ];
  });
}

/** What two workloads state differently about the service itself. */
function disagreementOf(first: Registered, other: Registered): Hit | undefined {
  const at = [...other.workload.at, 'discovery'];
  const [one, two] = [first.workload.key, other.workload.key];
  const name = `"${first.discovery.service}.${first.discovery.namespace}"`;
  if (!other.discovery.create) {
    return first.workload.account === other.workload.account
      ? {
          at,
          summary: `the Cloud Map service ${name} exists for "${two}", and meshspan creates it for "${one}"`,
          fix: `write existing: true, with the namespace, at the discovery of both, or drop it at "${two}"`,
        }
      : {
          at,
          summary: `"${two}" of "${other.workload.account}" would be found in the Cloud Map service ${name}, which is created in "${first.workload.account}"; a proxy looks only in its own account`,
          fix: `drop namespace and existing: true at "${two}", or give it a discovery of kind dns`,
        };
  }
  if (first.workload.account === other.workload.account && first.discovery.ttl !== other.discovery.ttl)
    return {
      at,
      summary: `"${one}" and "${two}" share the Cloud Map service ${name}, and give it different values of ttl`,
      fix: `write the same ttl at the discovery of "${one}" and of "${two}"`,
    };
  if (
    first.workload.account !== other.workload.account ||
    first.discovery.service === other.discovery.service
  )
    return undefined;
  return {
    at,
    summary: `the Cloud Map services "${first.discovery.service}" of "${one}" and "${other.discovery.service}" of "${two}" differ only in the case of letters, and are one`,
    fix: `write service: ${first.discovery.service} at both`,
  };
}

/**
 * Those whose instances others of the same account could be taken for. All of a service are distinct where each has
 * another value of one attribute; only where that is not so, each is compared with each.
 */
function mixedUp(sharing: readonly Registered[]): readonly Hit[] {
  const groups = [...groupedBy(sharing, ({ workload }) => workload.account).values()];
  return groups
    .filter((own) => !isToldApart(own))
    .flatMap((own) =>
      own.flatMap((other, index) => {
        if (index === 0) return [];
        const first = own.slice(0, index).find((each) => !areToldApart(each.discovery, other.discovery));
        if (first === undefined) return [];
        const [one, two] = [first.workload.key, other.workload.key];
        return [
          {
            at: [...other.workload.at, 'discovery'],
            summary: `"${one}" and "${two}" are both in the Cloud Map service "${other.discovery.service}.${other.discovery.namespace}", and no attribute distinguishes the instances of one from those of the other`,
            fix: `give both an attribute with values of their own, such as attributes: { workload: ${two} } at "${two}" and { workload: ${one} } at "${one}", with which their tasks register; or give "${two}" a service of its own`,
          },
        ];
      }),
    );
}

/** Whether one attribute has another value for each. */
function isToldApart(sharing: readonly Registered[]): boolean {
  const [first] = sharing;
  return Object.keys(first?.discovery.attributes ?? {}).some(
    (name) =>
      new Set(sharing.map(({ discovery: { attributes } }) => attributes[name] ?? '')).size ===
        sharing.length && sharing.every(({ discovery: { attributes } }) => Object.hasOwn(attributes, name)),
  );
}

/**
 * Whether no instance can belong to both workloads: both ask for an attribute, and for different values of it. A value
 * that waits for a parameter is taken for another, since it may be.
 */
const areToldApart = (one: CloudMapDiscovery, other: CloudMapDiscovery): boolean =>
  Object.entries(one.attributes).some(
    ([name, value]) => Object.hasOwn(other.attributes, name) && other.attributes[name] !== value,
  );

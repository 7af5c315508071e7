import { at, type Gateway, type Path, type Topology, type Workload } from '../../topology';
import { certificateUsesOf } from '../certificates';
import type { UsesIn } from '../features';
import { liveGatewaysOf, liveServicesOf, liveWorkloadsOf, valueText } from '../live';

// Where a topology uses what Envoys approximate or lose: of what is deployed, and not described as existing.

const isCreated = ({ existing }: { readonly existing: boolean }): boolean => !existing;
const workloadsOf = (topology: Topology): readonly Workload[] => liveWorkloadsOf(topology).filter(isCreated);
const gatewaysOf = (topology: Topology): readonly Gateway[] => liveGatewaysOf(topology).filter(isCreated);

/** Workloads whose proxies have listeners of their own for both directions. */
const explicitOf = (topology: Topology): readonly Workload[] =>
  workloadsOf(topology).filter(({ interception }) => interception === 'none');

/** The discovery of each workload for which this holds. */
export const discoveries =
  (holds: (discovery: Workload['discovery']) => boolean, ...key: readonly string[]): UsesIn =>
  (topology) =>
    workloadsOf(topology)
      .filter(({ discovery }) => holds(discovery))
      .map((workload) => [...workload.at, 'discovery', ...key]);

/** The egress filter of the mesh, where a proxy cannot apply it. */
export const egressFiltered: UsesIn = (topology) =>
  topology.mesh.egress !== 'ALLOW_ALL' && explicitOf(topology).length > 0 ? [['mesh']] : [];

/** Listeners whose proxies accept connections on another port. */
export const explicitListeners: UsesIn = (topology) =>
  explicitOf(topology).flatMap(({ listeners }) => listeners.map((listener) => listener.at));

/** Certificates of ACM that something of the topology presents. */
export const certificatesOfAcm: UsesIn = (topology) => {
  const presented = new Set(certificateUsesOf(topology, isCreated).map(({ certificate }) => certificate));
  return [...presented]
    .map((key) => at(topology.certificates, key))
    .filter(({ kind }) => kind === 'issued' || kind === 'acm')
    .map((certificate) => certificate.at);
};

/** Policies that do not enforce TLS. */
export const unenforced: UsesIn = (topology) =>
  [
    ...workloadsOf(topology).flatMap(({ callDefaults, calls }) => [
      callDefaults,
      ...calls.map(({ policy }) => policy),
    ]),
    ...gatewaysOf(topology).map(({ callDefaults }) => callDefaults),
  ].flatMap((policy): readonly Path[] =>
    policy?.kind === 'tls' && policy.enforce === false ? [policy.at] : [],
  );

/** Services of which only the name is known, and that something calls. */
export const undescribed: UsesIn = (topology) => {
  const called = new Set([
    ...workloadsOf(topology).flatMap(({ calls }) => calls.map(({ service }) => service)),
    ...gatewaysOf(topology).flatMap(({ routes }) => routes.map(({ service }) => service)),
  ]);
  return liveServicesOf(topology)
    .filter(({ key, provider }) => provider.kind === 'unknown' && called.has(key))
    .map((service) => service.at);
};

/** Workloads of others that are called where a proxy with listeners of its own would be. */
export const explicitElsewhere: UsesIn = (topology) =>
  liveWorkloadsOf(topology)
    .filter((each) => each.existing && each.interception === 'none' && each.listeners.length > 0)
    .map((workload) => workload.at);

/** Health checks of a port on which the workload does not listen. */
export const uncoveredChecks: UsesIn = (topology) =>
  workloadsOf(topology).flatMap(({ listeners }) => {
    const ports = new Set(listeners.map(({ port }) => valueText(port)));
    return listeners.flatMap(({ at: place, healthCheck }) =>
      healthCheck === undefined || ports.has(valueText(healthCheck.port))
        ? []
        : [[...place, 'healthCheck', 'port']],
    );
  });

/** Health checks of gateways that are not the default of secure mode. */
export const gatewayChecks: UsesIn = (topology) =>
  gatewaysOf(topology).flatMap(({ listeners }) =>
    listeners.flatMap(({ at: place, port, protocol, healthCheck }) => {
      if (healthCheck === undefined) return [];
      const { path = '/', ...rest } = healthCheck;
      const usual = {
        protocol,
        port,
        healthyThreshold: 3,
        unhealthyThreshold: 2,
        intervalMillis: 10_000,
        timeoutMillis: 5000,
      };
      const isUsual =
        path === '/' &&
        Object.entries(usual).every(
          ([key, value]) => valueText(rest[key as keyof typeof rest]) === valueText(value),
        );
      return isUsual ? [] : [[...place, 'healthCheck']];
    }),
  );

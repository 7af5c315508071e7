import { byName, unique } from '../../base/collections';
import { defined } from '../../base/properties';
import {
  at,
  discoveryNameOf,
  type ClientPolicy,
  type Gateway,
  type Listener,
  type Text,
  type Topology,
  type Workload,
} from '../../topology';
import type { BackendSpec, ListenerSpec, PolicySpec } from '../lowered';
import { meshResourceArn } from './mesh-arn';
import { gatewayId, workloadId } from '../party-ids';
import type { EnvoyIdentity, VirtualGatewaySpec, VirtualNodeSpec } from './specs';
import { flawed, isOfAcm } from '../tls-flaws';
import { appMeshPolicyFlawOf, listenerFlawOf } from './tls-flaws';

/** The virtual node of a workload: what is absent in the topology stays absent. */
export function virtualNodeOf(topology: Topology, workload: Workload): VirtualNodeSpec {
  const { key, name, account, existing, listeners, discovery, callDefaults, accessLog, entries } = workload;
  const discoveryName = discoveryNameOf(discovery);
  const backends = backendsOf(topology, workload);
  return {
    kind: 'workload',
    id: workloadId(key),
    key,
    at: workload.at,
    name,
    account,
    ...(existing && { existing }),
    listeners: listeners.map(listenerOf),
    discovery,
    ...defined({ discoveryName }),
    backends,
    ...defined({ backendDefaults: callDefaults && specOf(topology, callDefaults), accessLog }),
    entries,
    envoy: envoyOf(topology, meshResourceArn(topology, account, 'virtualNode', name), listeners, [
      callDefaults,
      ...backends.map(({ clientPolicy }) => clientPolicy),
    ]),
  };
}

/** The virtual gateway: it has one policy for all services and declares no backends (App Mesh API). */
export function virtualGatewayOf(topology: Topology, gateway: Gateway): VirtualGatewaySpec {
  const {
    key,
    name,
    account,
    existing,
    listeners,
    callDefaults,
    accessLog,
    entries,
    callers,
    record,
    routes,
  } = gateway;
  return {
    kind: 'gateway',
    id: gatewayId(key),
    key,
    at: gateway.at,
    name,
    account,
    ...(existing && { existing }),
    listeners: listeners.map(listenerOf),
    backends: [],
    ...defined({ backendDefaults: callDefaults && specOf(topology, callDefaults), accessLog }),
    entries,
    ...defined({ callers, outsideName: record?.name }),
    routes,
    envoy: envoyOf(topology, meshResourceArn(topology, account, 'virtualGateway', name), listeners, [
      callDefaults,
    ]),
  };
}

const specOf = (topology: Topology, policy: ClientPolicy): PolicySpec =>
  flawed<PolicySpec>(policy, appMeshPolicyFlawOf(topology, policy));

const listenerOf = (listener: ListenerSpec): ListenerSpec => flawed(listener, listenerFlawOf(listener));

function backendsOf(topology: Topology, { calls }: Workload): readonly BackendSpec[] {
  return calls
    .map(({ at: place, service, policy }): BackendSpec => ({
      at: place,
      service,
      serviceName: at(topology.services, service).name,
      ...defined({ clientPolicy: policy && specOf(topology, policy) }),
    }))
    .toSorted((a, b) => byName(a.service, b.service));
}

/** What the proxy needs from AWS, and no more: its configuration, its own key, the roots it trusts. */
function envoyOf(
  topology: Topology,
  resourceArn: Text,
  listeners: readonly Pick<Listener, 'tls'>[],
  policies: readonly (ClientPolicy | undefined)[],
): EnvoyIdentity {
  const presented = listeners.flatMap(({ tls }) => (tls.kind === 'mesh' ? [tls.certificate] : []));
  const trusted = policies.flatMap((policy) =>
    policy?.kind === 'tls' && policy.trust.kind === 'private-ca' ? policy.trust.authorities : [],
  );
  return {
    resourceArn,
    certificates: unique(presented).filter((key) => isOfAcm(topology, key)),
    authorities: unique(trusted).filter((key) => at(topology.authorities, key).kind !== 'file'),
  };
}

import { contentId, type Asset } from '../../../planner';
import { at, type Service, type Topology, type Workload } from '../../../topology';
import { createdOf } from '../../live';
import { ownersOf } from '../controller/owners';
import { meshResourceArn } from '../mesh-arn';
import {
  serviceArnValue,
  serviceId,
  serviceNameValue,
  workloadContentId,
  type AppMeshContent,
} from './contents';
import { routePartsOf } from './route-parts';
import { before, namespaceOf } from './workload-assets';

/**
 * The virtual services, each with its router. Every one is an output, called from elsewhere or not. Of one that a
 * controller owns the record alone is left.
 */
export function serviceAssets(topology: Topology): readonly Asset[] {
  const owners = ownersOf(topology);
  return createdOf(topology.services).map((service) => {
    const { key, account, name, provider, resolvesByDiscovery } = service;
    const workload = provider.kind === 'workload' ? at(topology.workloads, provider.workload) : undefined;
    const other = provider.kind === 'router-of' ? at(topology.services, provider.service) : undefined;
    const content: AppMeshContent = { id: serviceId(account, key), kind: 'service', service: key };
    // A member's service can't wait for another member's stack: `app-mesh/foreign-provider` refuses it.
    const canFollow = (behind: Workload | Service): boolean =>
      behind.account === account || account === topology.owner;
    return {
      content,
      account,
      tier: 'workloads',
      reads: resolvesByDiscovery ? [] : [namespaceOf(account)],
      follows: [
        ...before(account),
        ...(workload && canFollow(workload) ? [workloadContentId(workload.account, workload.key)] : []),
        ...(other && canFollow(other) ? [serviceId(other.account, other.key)] : []),
      ],
      names: [],
      outputs:
        owners.services[key] === undefined
          ? [
              {
                value: serviceArnValue(key),
                literal: meshResourceArn(topology, account, 'virtualService', name),
                compared: true,
              },
              { value: serviceNameValue(key), literal: name },
            ]
          : [],
      concerns: [at(topology.accounts, account), ...(workload ? [workload] : [])],
    };
  });
}

/**
 * The routes. One with targets in other accounts waits for them, so a member's is in two parts. Those of a service that a
 * controller owns are in the resource of the router.
 */
export function routeAssets(topology: Topology): readonly Asset[] {
  const owners = ownersOf(topology);
  return createdOf(topology.services).flatMap((service) =>
    service.provider.kind === 'router' && owners.services[service.key] === undefined
      ? service.provider.router.routes.flatMap((route) =>
          routePartsOf(topology, service, route).map((part) =>
            routeAsset(topology, service, route.name, part),
          ),
        )
      : [],
  );
}

function routeAsset(
  topology: Topology,
  { key, account }: Service,
  name: string,
  { part, route, targets, isIdle }: ReturnType<typeof routePartsOf>[number],
): Asset {
  const content: AppMeshContent = {
    // `local` is where `whole` was, the same resource: a target more or less moves nothing.
    id: contentId(account, part === 'split' ? 'route-split' : 'route', key, name),
    kind: 'route',
    service: key,
    name,
    part,
    route,
  };
  return {
    content,
    account,
    tier: part === 'split' ? 'second' : 'workloads',
    reads: [],
    follows: [
      serviceId(account, key),
      ...targets.map(({ workload }) => workloadContentId(at(topology.workloads, workload).account, workload)),
    ],
    names: [],
    outputs: [],
    concerns: [at(topology.accounts, account), { retired: isIdle }],
  };
}

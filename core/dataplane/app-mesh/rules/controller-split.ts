import { quotedList } from '../../../base/text';
import { at as thing, type Hit, type Service, type Topology } from '../../../topology';
import { DOCUMENTS } from '../../documents';
import { hit } from '../../hit';
import { createdOf } from '../../live';
import { clustersOf, leadsTo, ownersOf, type Owners } from '../controller/owners';
import type { AppMeshRule } from './rule';

/**
 * Each mesh object has one owner. Terraform makes its objects before a controller can, so nothing that Terraform makes may
 * need one of a controller; a resource of a controller waits for what it needs.
 */
export const controllerSplit: AppMeshRule = {
  id: 'app-mesh/controller-split',
  severity: 'error',
  sentence: 'a service or gateway would need mesh objects of owners that cannot wait for each other',
  source: DOCUMENTS.controller,
  hitsOf: (topology) => {
    const owners = ownersOf(topology);
    if (Object.keys(owners.workloads).length === 0) return [];
    return [
      ...createdOf(topology.services).flatMap((service) => [
        ...severalClusters(topology, owners, service),
        ...beforeItsNodes(topology, owners, service),
      ]),
      ...beforeItsServices(topology, owners),
    ];
  },
};

function severalClusters(topology: Topology, { workloads }: Owners, service: Service): readonly Hit[] {
  const clusters = clustersOf(topology, workloads, service);
  return clusters.length < 2
    ? []
    : [
        hit(
          service.at,
          `service "${service.key}" leads to workloads on ${quotedList(clusters, ' and ')}, and the controller of one cluster alone can own it`,
          `write meshObjects: terraform for these clusters, or run the workloads behind "${service.key}" on one of them`,
        ),
      ];
}

/** Terraform makes a service whose targets in its own account are none of a controller. */
function beforeItsNodes(topology: Topology, owners: Owners, service: Service): readonly Hit[] {
  const { key, account, at } = service;
  if (owners.services[key] !== undefined) return [];
  const late = leadsTo(topology, service).filter((workload) => owners.workloads[workload] !== undefined);
  const [first] = late;
  if (first === undefined) return [];
  const { account: elsewhere } = thing(topology.workloads, first);
  return [
    hit(
      at,
      `Terraform makes service "${key}" of "${account}", and its routes need ${quotedList(late, ' and ')}, which a controller makes later`,
      `write account: '${elsewhere}' for service "${key}", so that the same controller makes it, or meshObjects: terraform for the cluster of "${first}"`,
    ),
  ];
}

const beforeItsServices = (topology: Topology, owners: Owners): readonly Hit[] =>
  createdOf(topology.gateways)
    .filter(({ key }) => owners.gateways[key] === undefined)
    .flatMap(({ key, routes }) =>
      routes.flatMap(({ at, name, service }) => {
        const cluster = owners.services[service];
        return cluster === undefined
          ? []
          : [
              hit(
                at,
                `Terraform makes gateway "${key}", and its route "${name}" needs service "${service}", which the controller of "${cluster}" makes later`,
                `run gateway "${key}" on a cluster with meshObjects: controller, or write meshObjects: terraform for "${cluster}"`,
              ),
            ];
      }),
    );

import { at } from '../../../topology';
import type { Manifest } from '../../pods/specs';
import { meshResourceOf } from './mesh';
import type { Scope, Specs } from './scope';
import { virtualGatewayOf } from './virtual-gateway';
import { virtualNodeOf } from './virtual-node';
import { virtualServiceOf } from './virtual-service';

/** The custom resources of one cluster, in an order in which each refers to earlier ones where it can. */
export function meshObjectsOf(scope: Scope, { mesh, nodes, services, gateways }: Specs): readonly Manifest[] {
  const { topology, cluster, owners } = scope;
  const { account } = at(topology.clusters, cluster);
  return [
    meshResourceOf(mesh, at(topology.accounts, account).id),
    ...nodes.filter(({ key }) => owners.workloads[key] === cluster).map((node) => virtualNodeOf(scope, node)),
    ...services
      .filter(({ key }) => owners.services[key] === cluster)
      .flatMap((service) => virtualServiceOf(scope, service)),
    ...gateways
      .filter(({ key }) => owners.gateways[key] === cluster)
      .flatMap((gateway) => virtualGatewayOf(scope, gateway)),
  ];
}

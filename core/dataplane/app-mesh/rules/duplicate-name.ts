import {
  at as thing,
  clashesAmong,
  nounOf,
  type AwsObject,
  type Path,
  type Topology,
} from '../../../topology';
import { DOCUMENTS } from '../../documents';
import { routePartsOf } from '../assets/route-parts';
import type { AppMeshLowered } from '../specs';
import { gatewayRoutesOf, routesOf } from '../../routes/walk';
import { hit } from '../../hit';
import type { AppMeshRule } from './rule';

interface Named {
  readonly object: AwsObject;
  readonly key: string;
  readonly at: Path;
  /** What contains it, as messages name it. */
  readonly within?: string;
}

/** Within a mesh no two objects of a kind have the same name, whichever accounts they are in. */
export const duplicateName: AppMeshRule = {
  id: 'app-mesh/duplicate-name',
  severity: 'error',
  sentence: 'two objects of a kind have the same name in the mesh',
  source: DOCUMENTS.sharing,
  hitsOf: (topology, lowered) =>
    clashesAmong(namedOf(topology, lowered)).map(({ first, other: { object, key, at, within } }) => {
      const kind = `${nounOf(object.kind)}${within === undefined ? '' : ` of "${within}"`}`;
      const summary = `"${first.key}" and "${key}" are both ${kind} "${object.name}", and a mesh can have only one of that name`;
      return hit(at, summary, `give one of them another name: ${nameField(object, key, at)}`);
    }),
};

/** Where a name is written. A service that is derived is written nowhere yet. */
function nameField({ kind }: AwsObject, key: string, at: Path): string {
  if (kind === 'virtual-service' && at[0] === 'workloads') return `services: { '${key}': { name: … } }`;
  return kind === 'virtual-router' ? 'routerName: …' : 'name: …';
}

const namedOf = (topology: Topology, lowered: AppMeshLowered): readonly Named[] => [
  ...lowered.nodes.map(({ key, name, at }) => ({ object: { kind: 'virtual-node', name } as const, key, at })),
  ...lowered.gateways.map(({ key, name, at }) => ({
    object: { kind: 'virtual-gateway', name } as const,
    key,
    at,
  })),
  ...lowered.services.flatMap(({ key, at, name, router }): readonly Named[] => [
    { object: { kind: 'virtual-service', name }, key, at },
    ...(router === undefined
      ? []
      : [{ object: { kind: 'virtual-router', name: router.name } as const, key, at }]),
  ]),
  // A member's route to another account is two: the second has a name of its own.
  ...routesOf(topology).flatMap(({ service, route }) =>
    routePartsOf(topology, thing(topology.services, service.key), route).map(({ route: { name } }) => ({
      object: { kind: 'route', parent: `service/${service.key}`, name } as const,
      key: route.name,
      at: route.at,
      within: service.key,
    })),
  ),
  ...gatewayRoutesOf(topology).map(({ gateway, route }) => ({
    object: { kind: 'route', parent: `gateway/${gateway.key}`, name: route.name } as const,
    key: route.name,
    at: route.at,
    within: gateway.key,
  })),
];

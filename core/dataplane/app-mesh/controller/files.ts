import type { Closed, Topology } from '../../../topology';
import type { PlaneFile } from '../../contract';
import type { ClusterManifests } from '../../pods/specs';
import { MESH_OBJECTS_CHART } from './chart';
import { controlledScopes } from './scopes';
import { meshObjectsOf } from '.';
import type { Specs } from './scope';

/** The chart of mesh objects, where a cluster has any. */
export const controllerFilesOf = (topology: Closed<Topology>): readonly PlaneFile[] =>
  controlledScopes(topology).length > 0 ? MESH_OBJECTS_CHART.files : [];

/** The mesh objects of a cluster, as manifests before those of its pods. */
export function controllerPartsOf(
  topology: Closed<Topology>,
  lowered: Specs,
): (cluster: string) => ClusterManifests['parts'] {
  const scopes = new Map(controlledScopes(topology).map((scope) => [scope.cluster, scope]));
  return (cluster) => {
    const scope = scopes.get(cluster);
    return scope === undefined ? [] : [{ name: 'mesh-objects', manifests: meshObjectsOf(scope, lowered) }];
  };
}

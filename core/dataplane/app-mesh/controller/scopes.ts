import type { Closed, Topology } from '../../../topology';
import { clustersOfEks } from '../../pods/clusters';
import { ownersOf } from './owners';
import { scopeOf, type Scope } from './scope';

/** The clusters whose controllers make mesh objects. */
export function controlledScopes(topology: Closed<Topology>): readonly Scope[] {
  const owners = ownersOf(topology);
  return clustersOfEks(topology).flatMap(({ key, meshObjects }) =>
    meshObjects === 'controller' ? [scopeOf(topology, owners, key)] : [],
  );
}

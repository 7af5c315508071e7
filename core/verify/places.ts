import type { Lowered } from '../dataplane';
import { taskNameOf } from '../dataplane/tasks/names';
import { runsOf } from '../dataplane/tasks/runs';
import { at, pathText, type Closed, type Topology } from '../topology';
import type { Place } from './steps';

/** Where a party runs, and whether commands can be started there. */
export interface Placed {
  readonly place: Place;
  /** Why no command can be started in its containers; absent: one can. */
  readonly shut?: string;
}

/** Where the parties of a mesh run, by party id; what somebody else runs is not among them. */
export function placesOf(topology: Closed<Topology>): ReadonlyMap<string, Placed> {
  return new Map(
    runsOf(topology, 'ecs').map(({ id, key, account, runtime }) => {
      const cluster = at(topology.clusters, runtime.cluster);
      const place: Place = {
        kind: 'task',
        account,
        cluster: cluster.existing ?? `${topology.mesh.name}-${cluster.key}`,
        service: taskNameOf(topology.mesh.name, key),
        container: 'envoy',
      };
      const shut = `no command can be started in its container: set ${pathText([...runtime.at, 'exec'])}: true and deploy`;
      return [id, { place, ...(!runtime.exec && { shut }) }] as const;
    }),
  );
}

/** Why nothing can be tried in the containers of a party that is not among the places. */
export function elsewhereText({ parties }: Pick<Lowered, 'parties'>, party: string): string {
  const found = parties.find(({ id }) => id === party);
  return found?.existing === true ? 'it exists, and is not of this topology' : 'others run its containers';
}

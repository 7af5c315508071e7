import type { Lowered } from '../dataplane';
import { taskNameOf } from '../dataplane/tasks/names';
import { APPLICATION } from '../dataplane/tasks/application';
import { runsOf, type Run } from '../dataplane/tasks/runs';
import { eksClusterNameOf } from '../dataplane/pods/names';
import { at, pathText, type Closed, type Topology } from '../topology';
import type { Place } from './steps';

/** Where a party runs, and whether commands can be started there. */
export interface Placed {
  readonly place: Place;
  /** Why no command can be started in its containers; absent: one can. */
  readonly shut?: string;
}

/** Where the parties of a mesh run, by party id; what somebody else runs is not among them. */
export const placesOf = (topology: Closed<Topology>): ReadonlyMap<string, Placed> =>
  new Map([
    ...runsOf(topology, 'ecs').map((run) => [run.id, taskPlace(topology, run)] as const),
    ...runsOf(topology, 'eks').map((run) => [run.id, podPlace(topology, run)] as const),
  ]);

function taskPlace({ clusters, mesh }: Closed<Topology>, { key, account, runtime }: Run): Placed {
  const cluster = at(clusters, runtime.cluster);
  const place: Place = {
    kind: 'task',
    account,
    cluster: cluster.existing ?? `${mesh.name}-${cluster.key}`,
    service: taskNameOf(mesh.name, key),
    container: 'envoy',
  };
  if (runtime.exec) return { place };
  const exec = pathText([...runtime.at, 'exec']);
  return { place, shut: `no command can be started in its container: set ${exec}: true and deploy` };
}

function podPlace(topology: Closed<Topology>, { kind, key, account, runtime }: Run): Placed {
  const cluster = at(topology.clusters, runtime.cluster);
  // What the proxy itself sends is not redirected to it: with interception its application has to call.
  const isIntercepted = kind === 'workload' && at(topology.workloads, key).interception === 'iptables';
  return {
    place: {
      kind: 'pod',
      account,
      cluster: cluster.existing ?? eksClusterNameOf(topology, cluster.key),
      namespace: cluster.kind === 'eks' ? cluster.namespace : '',
      deployment: key,
      container: isIntercepted ? APPLICATION : 'envoy',
    },
  };
}

/** Why nothing can be tried in the containers of each party that is not among the places. */
export const elsewhereOf = ({ parties }: Pick<Lowered, 'parties'>): ReadonlyMap<string, string> =>
  new Map(
    parties.map(({ id, existing }) => [
      id,
      existing === true ? 'it exists, and is not of this topology' : 'others run its containers',
    ]),
  );

import type { Topology } from '../../topology';
import type { CheckerRule } from '../rule';

export const unusedWorkload: CheckerRule = {
  id: 'topology/unused-workload',
  severity: 'warning',
  sentence: 'a workload listens, and nobody calls it, routes to it or enters by it, and it calls nobody',
  source: 'meshspan',
  hitsOf: ({ topology, lowered }) => {
    // A first workload has nobody yet who could reach it.
    if (lowered.parties.length < 2) return [];
    // Where other topologies add to the mesh, whoever calls it may be in one of them.
    if (topology.mesh.existing || topology.mesh.sharedWith.length > 0) return [];
    const routed = routedOf(topology);
    const called = new Set(lowered.connections.map(({ server }) => server));
    return lowered.parties.flatMap(({ id, key, at, listeners, entries, backends }) => {
      const workload = id.startsWith('workload/') && listeners.length > 0;
      if (!workload || called.has(id) || routed.has(key) || entries.length > 0 || backends.length > 0)
        return [];
      return [
        {
          at,
          summary: `nobody reaches workload "${key}": no call, route or entry leads to it, and it calls nobody`,
          fix: `call "${key}" from a workload, give it an entry, or take it out`,
        },
      ];
    });
  },
};

/** Workloads behind a router. A service that points straight at its workload says nothing: every workload has one. */
const routedOf = ({ services }: Topology): ReadonlySet<string> =>
  new Set(
    Object.values(services).flatMap(({ provider }) =>
      provider.kind === 'router'
        ? provider.router.routes.flatMap(({ targets }) => targets.map(({ workload }) => workload))
        : [],
    ),
  );

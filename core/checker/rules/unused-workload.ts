import type { Topology } from '../../topology';
import type { CheckerRule } from '../rule';

export const unusedWorkload: CheckerRule = {
  id: 'topology/unused-workload',
  severity: 'warning',
  sentence: 'a workload listens, but no call, route or entry leads to it, and it makes no calls',
  source: 'meshspan',
  hitsOf: ({ topology, lowered }) => {
    // A first workload has no possible callers yet.
    if (lowered.parties.length < 2) return [];
    // Where other topologies add to the mesh, its callers may be in one of them.
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
          summary: `workload "${key}" is unreachable: no call, route or entry leads to it, and it makes no calls`,
          fix: `call "${key}" from a workload, give it an entry, or remove it`,
        },
      ];
    });
  },
};

/** Workloads behind a router. A service that leads directly to its workload does not count: every workload has one. */
const routedOf = ({ services }: Topology): ReadonlySet<string> =>
  new Set(
    Object.values(services).flatMap(({ provider }) =>
      provider.kind === 'router'
        ? provider.router.routes.flatMap(({ targets }) => targets.map(({ workload }) => workload))
        : [],
    ),
  );

import { meshObjectsOf } from '../../../../../core/dataplane/app-mesh/controller';
import { ownersOf } from '../../../../../core/dataplane/app-mesh/controller/owners';
import { scopeOf, type Specs } from '../../../../../core/dataplane/app-mesh/controller/scope';
import type { Manifest } from '../../../../../core/dataplane/pods/specs';
import type { Closed, Topology, WrittenTopology } from '../../../../../core/topology';
import { lowered, yelb } from '../../yelb';

const cluster = (account: string) => ({ kind: 'eks', account, meshObjects: 'controller' }) as const;
const runtime = (name: string) => ({ image: 'app:1', cluster: name });

/** Yelb with a gateway, in a cluster of each account, whose controllers make the mesh objects. */
export const yelbOnEks = {
  ...yelb,
  clusters: { front: cluster('frontend'), back: cluster('backend') },
  workloads: Object.fromEntries(
    Object.entries(yelb.workloads ?? {}).map(([key, workload]) => [
      key,
      { ...workload, runtime: runtime(workload.account === 'frontend' ? 'front' : 'back') },
    ]),
  ),
  services: { ...yelb.services, 'yelb-ui': { to: 'yelb-ui' } },
  gateways: {
    door: {
      account: 'frontend',
      listens: { protocol: 'http', port: 8080 },
      routes: [
        { name: 'Votes', prefix: '/api/', service: 'yelb-appserver' },
        { name: 'all', prefix: '/', service: 'yelb-ui' },
      ],
      runtime: { cluster: 'front' },
    },
  },
} satisfies WrittenTopology;

/** The custom resources of a cluster. */
export const resourcesOf = (topology: Topology, key: string): readonly Manifest[] =>
  meshObjectsOf(scopeOf(topology as Closed<Topology>, ownersOf(topology), key), lowered(topology) as Specs);

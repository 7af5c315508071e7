import type { PlaneRule } from '../../contract';
import { hit } from '../../hit';
import type { EnvoyLowered } from '../lowered';

/** There are no mesh objects here that a controller could create. */
export const meshObjects: PlaneRule<EnvoyLowered> = {
  id: 'envoy/mesh-objects',
  severity: 'error',
  sentence: 'a cluster is to run the App Mesh controller, and the data plane has no mesh objects',
  source: 'meshspan',
  hitsOf: ({ clusters }) =>
    Object.values(clusters).flatMap((cluster) =>
      cluster.kind === 'eks' && cluster.meshObjects === 'controller'
        ? [
            hit(
              [...cluster.at, 'meshObjects'],
              `cluster "${cluster.key}" is to run the App Mesh controller, and on envoy it would have nothing to do`,
              'drop meshObjects, or write dataPlane: app-mesh',
            ),
          ]
        : [],
    ),
};

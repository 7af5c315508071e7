import type { PlaneRule } from '../../contract';
import { hit } from '../../hit';
import { liveWorkloadsOf } from '../../live';
import type { EnvoyLowered } from '../lowered';

const NAMESPACES = 'https://docs.aws.amazon.com/cloud-map/latest/dg/working-with-namespaces.html';

/** Instances of an HTTP namespace are found by the API of Cloud Map, which Envoy does not ask. */
export const existingNamespace: PlaneRule<EnvoyLowered> = {
  id: 'envoy/existing-namespace',
  severity: 'warning',
  sentence:
    'proxies look up a workload by DNS, in a Cloud Map namespace of which it is not known that DNS answers',
  source: NAMESPACES,
  hitsOf: (topology) =>
    liveWorkloadsOf(topology).flatMap(({ key, at, existing, discovery }) =>
      discovery.kind === 'cloud-map' && !discovery.create && !existing
        ? [
            hit(
              [...at, 'discovery'],
              `proxies find "${key}" by DNS, and the namespace "${discovery.namespace}" exists: only if it is a private DNS namespace does DNS answer`,
              "if it is one, accept this finding (accept: [{ finding: 'envoy/existing-namespace', because: … }]); if it is an HTTP namespace, leave out existing, so that meshspan creates one for DNS",
            ),
          ]
        : [],
    ),
};

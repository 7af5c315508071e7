import { defined } from '../../../base/properties';
import type { Closed, Discovery } from '../../../topology';
import type { Manifest, ManifestTree } from '../../pods/specs';
import { listenerOf, loggingOf } from './listeners';
import { listOf } from './matches';
import { selectorOf } from '../../pods/objects/labels';
import { resourceOf } from './resources';
import { serviceReference, type Scope, type Specs } from './scope';
import { clientPolicyOf } from './tls';

/** The node of a workload: the controller gives an Envoy to the pods that it selects, and registers them in Cloud Map. */
export function virtualNodeOf(scope: Scope, node: Specs['nodes'][number]): Manifest {
  const { key, name, listeners, discovery, accessLog } = node;
  return resourceOf(
    scope,
    'VirtualNode',
    key,
    defined({
      awsName: name,
      podSelector: { matchLabels: selectorOf(key) },
      listeners: listOf(listeners.map((listener) => listenerOf(scope, listener))),
      ...backendsOf(scope, node),
      serviceDiscovery: discoveryOf(discovery),
      logging: loggingOf(accessLog),
    }),
  );
}

/**
 * The object in App Mesh is the one that Terraform would write: where a backend's policy is `none`, the default is
 * written at each of the others.
 */
function backendsOf(scope: Scope, { backends, backendDefaults }: Specs['nodes'][number]) {
  const spread = backends.some(({ clientPolicy }) => clientPolicy?.kind === 'none');
  const clientPolicy = spread ? undefined : clientPolicyOf(scope, backendDefaults);
  return defined({
    backends: listOf(
      backends.map((backend) => ({
        virtualService: defined({
          ...serviceReference(scope, backend.service),
          clientPolicy: clientPolicyOf(scope, backend.clientPolicy ?? (spread ? backendDefaults : undefined)),
        }),
      })),
    ),
    backendDefaults: clientPolicy && { clientPolicy },
  });
}

function discoveryOf(discovery: Closed<Discovery>): ManifestTree | undefined {
  switch (discovery.kind) {
    case 'cloud-map': {
      const { namespace, service, attributes } = discovery;
      return {
        awsCloudMap: defined({
          namespaceName: namespace,
          serviceName: service,
          attributes: listOf(Object.entries(attributes).map(([key, value]) => ({ key, value }))),
        }),
      };
    }
    case 'dns': {
      const { hostname, responseType } = discovery;
      return { dns: defined({ hostname, responseType }) };
    }
    case 'none':
      return undefined;
  }
}

import {
  AppmeshVirtualNode,
  type AppmeshVirtualNodeSpec,
} from '@cdktf/provider-aws/lib/appmesh-virtual-node';
import { Construct } from 'constructs';
import { defined } from '../../core/base/properties';
import type { VirtualNodeSpec } from '../../core/dataplane/app-mesh/specs';
import type { Closed, Discovery } from '../../core/topology';
import { connectionPoolOf, healthCheckOf, loggingOf, timeoutOf } from './listener';
import { meshArgumentsOf, type MeshObjectProps } from './mesh-object';
import { clientPolicyOf, listenerTlsOf, type TlsReferences } from './tls';

export interface VirtualNodeProps extends MeshObjectProps {
  readonly spec: Closed<VirtualNodeSpec>;
  readonly references: TlsReferences;
  /** Name of the Cloud Map service, available once it exists; the spec's own where others created it. */
  readonly serviceName?: string;
}

/** A workload as App Mesh knows it. */
export class VirtualNode extends Construct {
  /** The node's name, available once the node exists. */
  readonly nodeName: string;
  readonly resource: AppmeshVirtualNode;

  constructor(scope: Construct, id: string, props: VirtualNodeProps) {
    super(scope, id);
    const { spec, references, serviceName } = props;
    const node = new AppmeshVirtualNode(this, AppmeshVirtualNode.tfResourceType, {
      // A route may target a node until it is changed to target another one.
      ...meshArgumentsOf(props, { createBeforeDestroy: true }),
      name: spec.name,
      spec: defined({
        listener: spec.listeners.map((listener) => listenerOf(listener, references)),
        ...backendsOf(spec, references),
        logging: loggingOf(spec.accessLog),
        serviceDiscovery: serviceDiscoveryOf(spec.discovery, serviceName),
      }),
    });
    this.nodeName = node.name;
    this.resource = node;
  }
}

function listenerOf(listener: Closed<VirtualNodeSpec>['listeners'][number], references: TlsReferences) {
  const { port, protocol, tls, healthCheck, timeout, outlierDetection, connectionPool } = listener;
  return defined({
    portMapping: { port, protocol },
    healthCheck: healthCheckOf(healthCheck),
    tls: listenerTlsOf(tls, references),
    timeout: timeoutOf(timeout, protocol),
    outlierDetection: outlierDetection && { ...outlierDetection },
    connectionPool: connectionPool && {
      [protocol]:
        protocol === 'grpc'
          ? connectionPoolOf(connectionPool, protocol)
          : [connectionPoolOf(connectionPool, protocol)],
    },
  });
}

/**
 * DEVIATION from the API: the provider sends no policy for a backend policy without TLS, so that the caller's
 * default would take precedence over `none`. Where a backend says `none`, the default is written at each of the others.
 */
function backendsOf(
  { backends, backendDefaults }: Closed<VirtualNodeSpec>,
  references: TlsReferences,
): Pick<AppmeshVirtualNodeSpec, 'backend' | 'backendDefaults'> {
  const spread = backends.some(({ clientPolicy }) => clientPolicy?.kind === 'none');
  const clientPolicy = spread ? undefined : clientPolicyOf(backendDefaults, references);
  return defined({
    backend: backends.map((backend) => ({
      virtualService: defined({
        virtualServiceName: backend.serviceName,
        clientPolicy: clientPolicyOf(
          backend.clientPolicy ?? (spread ? backendDefaults : undefined),
          references,
        ),
      }),
    })),
    backendDefaults: clientPolicy && { clientPolicy },
  });
}

function serviceDiscoveryOf(discovery: Closed<Discovery>, serviceName: string | undefined) {
  switch (discovery.kind) {
    case 'cloud-map': {
      const { namespace, service, attributes } = discovery;
      return {
        awsCloudMap: defined({
          namespaceName: namespace,
          serviceName: serviceName ?? service,
          attributes: Object.keys(attributes).length > 0 ? { ...attributes } : undefined,
        }),
      };
    }
    case 'dns': {
      const { hostname, responseType, ipPreference } = discovery;
      return { dns: defined({ hostname, responseType, ipPreference }) };
    }
    case 'none':
      return undefined;
  }
}

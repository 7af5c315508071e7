import { AppmeshVirtualGateway } from '@cdktf/provider-aws/lib/appmesh-virtual-gateway';
import { Construct } from 'constructs';
import { defined } from '../../core/base/properties';
import type { VirtualGatewaySpec } from '../../core/dataplane/app-mesh/specs';
import type { Closed } from '../../core/topology';
import { connectionPoolOf, healthCheckOf, loggingOf } from './listener';
import { meshArgumentsOf, type MeshObjectProps } from './mesh-object';
import { clientPolicyOf, listenerTlsOf, type TlsReferences } from './tls';

export interface VirtualGatewayProps extends MeshObjectProps {
  readonly spec: Closed<VirtualGatewaySpec>;
  readonly references: TlsReferences;
}

/** The entry to the mesh for traffic from outside. */
export class VirtualGateway extends Construct {
  /** The gateway's name, available once the gateway exists. */
  readonly gatewayName: string;
  readonly resource: AppmeshVirtualGateway;

  constructor(scope: Construct, id: string, props: VirtualGatewayProps) {
    super(scope, id);
    const { spec, references } = props;
    const clientPolicy = clientPolicyOf(spec.backendDefaults, references);
    const gateway = new AppmeshVirtualGateway(this, AppmeshVirtualGateway.tfResourceType, {
      ...meshArgumentsOf(props),
      name: spec.name,
      spec: defined({
        listener: spec.listeners.map(({ port, protocol, tls, healthCheck, connectionPool }) =>
          defined({
            portMapping: { port, protocol },
            healthCheck: healthCheckOf(healthCheck),
            tls: listenerTlsOf(tls, references),
            connectionPool: connectionPool && { [protocol]: connectionPoolOf(connectionPool, protocol) },
          }),
        ),
        logging: loggingOf(spec.accessLog),
        backendDefaults: clientPolicy && { clientPolicy },
      }),
    });
    this.gatewayName = gateway.name;
    this.resource = gateway;
  }
}

import { AppmeshVirtualRouter } from '@cdktf/provider-aws/lib/appmesh-virtual-router';
import { Construct } from 'constructs';
import type { VirtualRouterSpec } from '../../core/dataplane/app-mesh/specs';
import type { Closed } from '../../core/topology';
import { meshArgumentsOf, type MeshObjectProps } from './mesh-object';

export interface VirtualRouterProps extends MeshObjectProps {
  readonly spec: Closed<VirtualRouterSpec>;
}

/** Distributes the requests of a service to workloads. */
export class VirtualRouter extends Construct {
  /** The router's name, available once the router exists. */
  readonly routerName: string;

  constructor(scope: Construct, id: string, props: VirtualRouterProps) {
    super(scope, id);
    const router = new AppmeshVirtualRouter(this, AppmeshVirtualRouter.tfResourceType, {
      ...meshArgumentsOf(props),
      name: props.spec.name,
      spec: {
        listener: props.spec.listeners.map(({ port, protocol }) => ({ portMapping: { port, protocol } })),
      },
    });
    this.routerName = router.name;
  }
}

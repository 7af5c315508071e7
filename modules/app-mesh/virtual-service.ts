import { AppmeshVirtualService } from '@cdktf/provider-aws/lib/appmesh-virtual-service';
import { Construct } from 'constructs';
import { meshArgumentsOf, type MeshObjectProps } from './mesh-object';

export interface VirtualServiceProps extends MeshObjectProps {
  readonly name: string;
  /** The provider; its name is an attribute of the resource where this stack creates it. */
  readonly provider:
    | { readonly kind: 'virtual-node'; readonly name: string }
    | { readonly kind: 'virtual-router'; readonly name: string }
    | { readonly kind: 'none' };
}

/** The name that callers use. */
export class VirtualService extends Construct {
  readonly serviceArn: string;
  readonly serviceName: string;

  constructor(scope: Construct, id: string, props: VirtualServiceProps) {
    super(scope, id);
    const { name, provider } = props;
    const service = new AppmeshVirtualService(this, AppmeshVirtualService.tfResourceType, {
      ...meshArgumentsOf(props),
      name,
      spec:
        provider.kind === 'none'
          ? {}
          : {
              provider:
                provider.kind === 'virtual-node'
                  ? { virtualNode: { virtualNodeName: provider.name } }
                  : { virtualRouter: { virtualRouterName: provider.name } },
            },
    });
    this.serviceArn = service.arn;
    this.serviceName = service.name;
  }
}

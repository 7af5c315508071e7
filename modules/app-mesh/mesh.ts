import { AppmeshMesh } from '@cdktf/provider-aws/lib/appmesh-mesh';
import { Construct } from 'constructs';
import { defined } from '../../core/base/properties';
import type { MeshSpec } from '../../core/dataplane/app-mesh/specs';
import type { Closed } from '../../core/topology';

export interface MeshProps {
  readonly spec: Closed<MeshSpec>;
  /** Terraform refuses to destroy it. */
  readonly protected: boolean;
}

/** The mesh, in its owner's account. */
export class Mesh extends Construct {
  readonly meshArn: string;

  constructor(scope: Construct, id: string, { spec, protected: isProtected }: MeshProps) {
    super(scope, id);
    const { name, egress, ipPreference } = spec;
    const mesh = new AppmeshMesh(this, AppmeshMesh.tfResourceType, {
      name,
      spec: defined({
        egressFilter: { type: egress },
        serviceDiscovery: ipPreference === undefined ? undefined : { ipPreference },
      }),
      ...(isProtected ? { lifecycle: { preventDestroy: true } } : {}),
    });
    this.meshArn = mesh.arn;
  }
}

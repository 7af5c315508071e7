import type { AppMeshContent } from '../../core/dataplane/app-mesh/assets/contents';
import type { AppMeshLowered } from '../../core/dataplane/app-mesh/specs';
import { appMeshTaskParts } from '../../core/dataplane/app-mesh/task';
import { bound, joined, type BuildersOf } from '../builders';
import type { PlaneStacks } from '../plane';
import { objectBuilders, podBuilders } from '../pods';
import { issuedCertificate } from '../substrate/certificate';
import { taskBuilders } from '../tasks';
import { appMeshStackOf, type AppMeshStack } from './context';
import { controllerBuilders, controllerRole } from './controller';
import { gateway } from './gateway';
import { keepHelm } from './helm';
import { mesh, meshRole } from './mesh';
import { route } from './route';
import { service } from './service';
import { workload } from './workload';

/** What is in a cluster: all other contents are in AWS. */
type AwsContent = Exclude<AppMeshContent, { readonly kind: 'controller' }>;

const builders: BuildersOf<AwsContent, AppMeshStack> = {
  mesh,
  'mesh-role': meshRole,
  certificate: ({ stack }, { certificate }) => issuedCertificate(stack, certificate),
  workload,
  service,
  route,
  gateway,
  'controller-role': controllerRole,
};

/** What App Mesh's assets become. */
export const appMesh: PlaneStacks<AppMeshLowered> = {
  // Only its owner may tag what is in a shared mesh (App Mesh user guide, "Working with shared meshes").
  ownerTagged: ['aws_appmesh_'],
  buildersFor: (stack, lowered) =>
    joined(
      bound(builders, appMeshStackOf(stack, lowered)),
      taskBuilders(stack, appMeshTaskParts),
      podBuilders(stack, appMeshTaskParts),
    ),
  buildersIn: (stack) => {
    keepHelm(stack);
    return joined(objectBuilders(stack, appMeshTaskParts), bound(controllerBuilders, stack));
  },
};

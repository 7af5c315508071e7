import type { ControllerContent } from '../../core/dataplane/app-mesh/assets/contents';
import { meshObjectsOf } from '../../core/dataplane/app-mesh/controller';
import {
  CONTROLLER,
  controllerRelease,
  MESH_OBJECTS_CHART,
  type ReleaseSpec,
} from '../../core/dataplane/app-mesh/controller/chart';
import { ownersOf } from '../../core/dataplane/app-mesh/controller/owners';
import { controllerStatements } from '../../core/dataplane/app-mesh/controller/permissions';
import { scopeOf, type Scope, type Specs } from '../../core/dataplane/app-mesh/controller/scope';
import { HelmRelease, type HelmReleaseProps } from '../../modules/kubernetes/helm-release';
import type { BuildersOf } from '../builders';
import type { KubernetesStack } from '../kubernetes-stack';
import { identityOf } from '../pods/roles';
import { manifestJson } from '../pods/template';
import type { RootModule } from '../root-module';
import type { Builder } from './builder';
import { helmProvider } from './helm';

type InCluster = Extract<ControllerContent, { readonly kind: 'controller' }>;

/** A cluster with the texts of the topology, and not Terraform's. */
const scopeIn = ({ site }: RootModule, cluster: string): { readonly scope: Scope; readonly specs: Specs } => {
  const { topology, lowered } = site.literal;
  return { scope: scopeOf(topology, ownersOf(topology), cluster), specs: lowered as Specs };
};

export const controllerRole: Builder<'controller-role'> = ({ stack }, { cluster }) => {
  const { scope, specs } = scopeIn(stack, cluster);
  identityOf(stack, stack.part(`controller_${cluster}`), {
    key: cluster,
    whose: 'controller',
    cluster,
    namespace: CONTROLLER.namespace,
    serviceAccount: CONTROLLER.serviceAccount,
    allows: controllerStatements(scope, specs),
    attached: {},
  });
};

/** The controller, then the mesh objects, then whatever else is in the cluster: its pods start as nodes that are there. */
export const controllerBuilders: BuildersOf<InCluster, KubernetesStack> = {
  controller: (stack, { id, cluster, inside }) => {
    const { scope, specs } = scopeIn(stack, cluster);
    const part = stack.part(`controller_${cluster}`);
    const provider = helmProvider(stack, cluster);
    const release = (
      last: string,
      { values, ...spec }: ReleaseSpec,
      more: Pick<HelmReleaseProps, 'createsNamespace' | 'after'>,
    ) =>
      new HelmRelease(part, last, {
        ...spec,
        ...more,
        provider,
        values: manifestJson(values, (value) => stack.wiring.of(value)),
      });
    const controller = release('controller', controllerRelease(scope.topology, cluster), {
      createsNamespace: true,
      after: stack.steps.get(inside) ?? [],
    });
    const objects: ReleaseSpec = {
      name: 'mesh-objects',
      namespace: scope.namespace,
      chart: MESH_OBJECTS_CHART.path,
      values: { objects: meshObjectsOf(scope, specs) },
    };
    const made = release('objects', objects, { createsNamespace: false, after: [controller] });
    stack.steps.set(id, [made]);
  },
};

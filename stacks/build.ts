import type { App } from 'cdktf';
import type { Lowered } from '../core/dataplane';
import type { Plan, Stack } from '../core/planner';
import type { Topology } from '../core/topology';
import { bound, buildAll, joined } from './builders';
import { KubernetesStack } from './kubernetes-stack';
import { MeshStack } from './mesh-stack';
import type { StackPlanes } from './plane';
import { stackPlanes } from './planes';
import type { RootModule } from './root-module';
import { siteOf } from './site';
import { besideOut } from './state';
import { substrate } from './substrate';

export interface StacksInput {
  readonly topology: Topology;
  readonly plan: Plan;
  readonly lowered: Lowered;
  /**
   * The folder of local states, as a path from the folder of a stack (`<out>/stacks/<stack>`).
   * @default `.meshspan/state` beside `<out>`
   */
  readonly localStates?: string;
}

/** Builds the stacks of a plan, each in an app that the caller chooses. */
export interface StackBuilder {
  readonly specs: readonly Stack[];
  /** One stack of the plan, with all its contents. */
  readonly build: (app: App, spec: Stack) => RootModule;
}

/** A data plane without a stacks part is an error. */
export function stackBuilderOf(
  { topology, plan, lowered, localStates = besideOut }: StacksInput,
  planes: StackPlanes = stackPlanes,
): StackBuilder {
  const plane = planes[topology.dataPlane];
  if (plane === undefined) throw new Error(`nothing builds the stacks of data plane "${topology.dataPlane}"`);
  const site = siteOf(topology, plan, lowered, localStates);
  const inAws = (app: App, spec: Stack) => {
    const stack = new MeshStack(app, site, spec, plane.ownerTagged);
    return { stack, builders: joined(bound(substrate, stack), plane.buildersFor(stack, site.lowered)) };
  };
  const inKubernetes = (app: App, spec: Stack) => {
    const stack = new KubernetesStack(app, site, spec);
    return { stack, builders: plane.buildersIn?.(stack, site.lowered) ?? {} };
  };
  return {
    specs: site.plan.stacks,
    build: (app, spec) => {
      const { stack, builders } = spec.kind === 'kubernetes' ? inKubernetes(app, spec) : inAws(app, spec);
      buildAll(spec.name, spec.contents, builders);
      stack.finish();
      return stack;
    },
  };
}

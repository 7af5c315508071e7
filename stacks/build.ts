import type { App } from 'cdktf';
import type { Lowered } from '../core/dataplane';
import type { Plan, Stack } from '../core/planner';
import type { Topology } from '../core/topology';
import { bound, buildAll, joined } from './builders';
import { MeshStack } from './mesh-stack';
import type { StackPlanes } from './plane';
import { stackPlanes } from './planes';
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
  readonly build: (app: App, spec: Stack) => MeshStack;
}

/** A data plane without a stacks part is an error. */
export function stackBuilderOf(
  { topology, plan, lowered, localStates = besideOut }: StacksInput,
  planes: StackPlanes = stackPlanes,
): StackBuilder {
  const plane = planes[topology.dataPlane];
  if (plane === undefined) throw new Error(`nothing builds the stacks of data plane "${topology.dataPlane}"`);
  const site = siteOf(topology, plan, lowered, localStates);
  return {
    specs: site.plan.stacks,
    build: (app, spec) => {
      const stack = new MeshStack(app, site, spec, plane.ownerTagged);
      const own = plane.buildersFor(stack, site.lowered);
      buildAll(spec.name, spec.contents, joined(bound(substrate, stack), own));
      stack.finish();
      return stack;
    },
  };
}

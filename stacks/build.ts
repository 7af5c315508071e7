import type { App } from 'cdktf';
import type { Lowered } from '../core/dataplane';
import type { Plan, Stack } from '../core/planner';
import type { Topology } from '../core/topology';
import { bound, buildAll, joined } from './builders';
import { MeshStack } from './mesh-stack';
import type { StackPlanes } from './plane';
import { stackPlanes } from './planes';
import { siteOf, type Site } from './site';
import { substrate } from './substrate';

export interface StacksInput {
  readonly topology: Topology;
  readonly plan: Plan;
  readonly lowered: Lowered;
}

/** What all stacks are built from. A data plane without a stacks part is an error. */
export function siteFor({ topology, plan, lowered }: StacksInput, planes: StackPlanes = stackPlanes): Site {
  const plane = planes[topology.dataPlane];
  if (plane === undefined) throw new Error(`nothing builds the stacks of data plane "${topology.dataPlane}"`);
  return siteOf(topology, plan, lowered, plane);
}

/** One stack of the plan, with everything that it holds. */
export function buildStack(app: App, site: Site, spec: Stack): MeshStack {
  const stack = new MeshStack(app, site, spec);
  const own = site.plane.buildersFor(stack, site.lowered);
  buildAll(spec.name, spec.contents, joined(bound(substrate, stack), own));
  stack.finish();
  return stack;
}

import { App } from 'cdktf';
import type { Lowered } from '../core/dataplane';
import type { Plan } from '../core/planner';
import type { Topology } from '../core/topology';
import { bound, buildAll, joined } from './builders';
import { MeshStack } from './mesh-stack';
import type { StackPlanes } from './plane';
import { stackPlanes } from './planes';
import { siteOf } from './site';
import { substrate } from './substrate';

export { MeshStack } from './mesh-stack';

export interface StacksInput {
  readonly topology: Topology;
  readonly plan: Plan;
  readonly lowered: Lowered;
}

/**
 * The cdktf app of a plan, one `MeshStack` per stack of it; users may add constructs of their own before they
 * synthesize it. The folder above `outdir` must be there.
 * @param planes the data planes to choose from; @default those of this version
 */
export function buildApp(
  { topology, plan, lowered }: StacksInput,
  outdir: string,
  planes: StackPlanes = stackPlanes,
): App {
  const plane = planes[topology.dataPlane];
  if (plane === undefined) throw new Error(`nothing builds the stacks of data plane "${topology.dataPlane}"`);
  const site = siteOf(topology, plan, lowered, plane);
  const app = new App({ outdir, stackTraces: false });
  const stacks = new Map(
    site.plan.stacks.map((spec) => {
      const stack = new MeshStack(app, site, spec);
      const own = plane.buildersFor(stack, site.lowered);
      buildAll(spec.name, spec.contents, joined(bound(substrate, stack), own));
      stack.finish();
      return [spec.name, stack];
    }),
  );
  for (const { name, after } of site.plan.stacks) {
    for (const before of after) {
      const earlier = stacks.get(before);
      if (earlier !== undefined) stacks.get(name)?.addDependency(earlier);
    }
  }
  return app;
}

/** Writes `<outdir>/stacks/<stack>/cdk.tf.json` for every stack of the plan, and cdktf's own manifest. */
export function synthesize(input: StacksInput, outdir: string, planes?: StackPlanes): void {
  buildApp(input, outdir, planes).synth();
}

import { App } from 'cdktf';
import type { AppMeshLowered } from '../core/dataplane';
import type { Plan, StackKind } from '../core/planner';
import type { Topology } from '../core/topology';
import { links } from './links';
import { member } from './member';
import { MeshStack } from './mesh-stack';
import { owner } from './owner';
import { shared } from './shared';
import { siteOf } from './site';
import { walk, type Builders } from './walk';

export { MeshStack } from './mesh-stack';

export interface StacksInput {
  readonly topology: Topology;
  readonly plan: Plan;
  readonly lowered: AppMeshLowered;
}

const BUILDERS: Readonly<Record<StackKind, Builders>> = { shared, member, owner, links, kubernetes: {} };

/**
 * The cdktf app of a plan, one `MeshStack` per stack of it; users may add constructs of their own before they
 * synthesize it. The folder above `outdir` must be there.
 */
export function buildApp({ topology, plan, lowered }: StacksInput, outdir: string): App {
  const site = siteOf(topology, plan, lowered);
  const app = new App({ outdir, stackTraces: false });
  const stacks = new Map(
    site.plan.stacks.map((spec) => {
      const stack = new MeshStack(app, site, spec);
      walk(stack, BUILDERS[spec.kind]);
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
export function synthesize(input: StacksInput, outdir: string): void {
  buildApp(input, outdir).synth();
}

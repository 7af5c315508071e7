import { App } from 'cdktf';
import { stackBuilderOf, type StacksInput } from './build';
import type { StackPlanes } from './plane';

export { KubernetesStack } from './kubernetes-stack';
export { MeshStack } from './mesh-stack';
export { synthesize } from './synthesize';

/**
 * The cdktf app of a plan, one `MeshStack` or `KubernetesStack` per stack of it; users may add constructs of their own before they
 * synthesize it. The folder above `outdir` must exist.
 * @param planes the data planes to choose from; @default those of this version
 */
export function buildApp(input: StacksInput, outdir: string, planes?: StackPlanes): App {
  const { specs, build } = stackBuilderOf(input, planes);
  const app = new App({ outdir, stackTraces: false });
  const stacks = new Map(specs.map((spec) => [spec.name, build(app, spec)]));
  for (const { name, after } of specs) {
    for (const before of after) {
      const earlier = stacks.get(before);
      if (earlier !== undefined) stacks.get(name)?.addDependency(earlier);
    }
  }
  return app;
}

import { App, TerraformStack, type Manifest } from 'cdktf';
import type { Stack } from '../core/planner';
import { stackBuilderOf, type StacksInput } from './build';
import { withOwnTokens } from './own-tokens';
import type { StackPlanes } from './plane';

export interface SynthesizeOptions {
  /** The data planes to choose from. @default those of this version */
  readonly planes?: StackPlanes;
  /** Called after each stack, when its constructs are no longer needed. @default nothing */
  readonly afterStack?: (stack: Stack) => void;
}

/**
 * Writes `<outdir>/stacks/<stack>/cdk.tf.json` for every stack of the plan, and cdktf's own manifest: the same bytes as
 * `buildApp(…).synth()`. Each stack has an app of its own, so that the constructs of one are released before the next;
 * and cdktf's first pass over a stack, which looks for references to other stacks, is skipped, because there are none.
 */
export function synthesize(input: StacksInput, outdir: string, options: SynthesizeOptions = {}): void {
  const { specs, build } = stackBuilderOf(input, options.planes);
  let manifest: Manifest | undefined;
  for (const spec of specs) {
    withOwnTokens(() => {
      const app = new App({ outdir, stackTraces: false });
      const session = { outdir, skipValidation: false, manifest: (manifest ??= app.manifest) };
      const stack = build(app, spec);
      // The manifest lists the stacks that come before; here only their names are needed.
      for (const before of spec.after) stack.addDependency(new TerraformStack(app, before));
      stack.synthesizer.synthesize(session);
    });
    options.afterStack?.(spec);
  }
  manifest?.writeToFile();
}

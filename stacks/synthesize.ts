import { App, TerraformStack, type Manifest } from 'cdktf';
import type { Stack } from '../core/planner';
import { stackBuilderOf, type StacksInput } from './build';
import { withOwnTokens } from './own-tokens';
import type { StackPlanes } from './plane';

export interface SynthesizeOptions {
  /** The data planes to choose from. @default those of this version */
  readonly planes?: StackPlanes;
  /** Called after each stack, when none of its constructs is needed any more. @default nothing */
  readonly afterStack?: (stack: Stack) => void;
}

/**
 * Writes `<outdir>/stacks/<stack>/cdk.tf.json` for every stack of the plan, and cdktf's own manifest: the same bytes as
 * `buildApp(…).synth()`. Each stack has an app of its own, so that the constructs of one are gone before the next; and
 * cdktf's first pass over a stack, which looks for references to other stacks, is left out, for ours has none.
 */
export function synthesize(input: StacksInput, outdir: string, options: SynthesizeOptions = {}): void {
  const { specs, build } = stackBuilderOf(input, options.planes);
  let manifest: Manifest | undefined;
  for (const spec of specs) {
    withOwnTokens(() => {
      const app = new App({ outdir, stackTraces: false });
      const session = { outdir, skipValidation: false, manifest: (manifest ??= app.manifest) };
      const stack = build(app, spec);
      // The manifest names the stacks that come before; here they are no more than names.
      for (const before of spec.after) stack.addDependency(new TerraformStack(app, before));
      stack.synthesizer.synthesize(session);
    });
    options.afterStack?.(spec);
  }
  manifest?.writeToFile();
}

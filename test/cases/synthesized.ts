import { lower, type Lowering } from '../../core/dataplane';
import { planOf, type Plan } from '../../core/planner';
import { topologyOf, type Finding, type Result } from '../../core/topology';
import { untraced } from '../../stacks/untraced';
import { synthesize } from '../../stacks';

/** The value of a result; the findings fail the test. */
export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(
    result.findings
      .map(({ rule, at, summary }: Finding) => `${rule} ${at.path.join('.')}: ${summary}`)
      .join('\n'),
  );
}

/** From what was written to the plan, on its data plane. */
export function planned(
  written: unknown,
  values: Readonly<Record<string, string>> = {},
): Pick<Lowering, 'topology' | 'lowered'> & { readonly plan: Plan } {
  const { topology, lowered, demands } = valueOf(lower(valueOf(topologyOf(written, { values }))));
  return { topology, lowered, plan: valueOf(planOf(topology, demands)) };
}

/** Writes the stacks of a written topology below `out`, and returns their names. */
export function synthesizedTo(
  out: string,
  written: unknown,
  values: Readonly<Record<string, string>> = {},
): readonly string[] {
  const input = planned(written, values);
  // As our own programs do it: cdktf's stack traces are most of a synth.
  untraced(() => synthesize(input, out));
  return input.plan.stacks.map(({ name }) => name);
}

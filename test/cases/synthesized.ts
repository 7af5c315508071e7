import { lower } from '../../core/dataplane';
import { planOf, type Plan } from '../../core/planner';
import { topologyOf, type Finding, type Result, type Topology } from '../../core/topology';
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

/** From what was written to the plan. */
export function planned(
  written: unknown,
  values: Readonly<Record<string, string>> = {},
): { readonly topology: Topology; readonly plan: Plan } {
  const topology = valueOf(topologyOf(written, { values }));
  return { topology, plan: valueOf(planOf(topology, valueOf(lower(topology)).demands)) };
}

/** Writes the stacks of a written topology below `out`, and returns their names. */
export function synthesizedTo(
  out: string,
  written: unknown,
  values: Readonly<Record<string, string>> = {},
): readonly string[] {
  const { topology, plan } = planned(written, values);
  const { lowered } = valueOf(lower(topology));
  // As our own programs do it: cdktf's stack traces are most of a synth.
  untraced(() => synthesize({ topology, plan, lowered }, out));
  return plan.stacks.map(({ name }) => name);
}

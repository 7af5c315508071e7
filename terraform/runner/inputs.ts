import { fieldOf } from '../../core/base/json';
import { inputNameOf } from '../../core/planner';
import { environmentOf } from '../environment';
import type { RunnerStack } from './model';
import type { State } from './state';
import { stateNow } from './state-now';
import type { Workshop } from './workshop';

type Input = RunnerStack['inputs'][number];

const variableOf = (input: Input): string => `TF_VAR_${inputNameOf(input)}`;

/** Whether a stack takes an input as a variable, rather than reading the other's state. */
function isVariable(shop: Workshop, stack: string, input: Input): boolean {
  return (
    input.kind !== 'derived' && fieldOf(shop.textOf(stack), 'variable', inputNameOf(input)) !== undefined
  );
}

/** Whether an input is passed from outside: by a pipeline that passes values from job to job. */
export function isPassed(shop: Workshop, stack: string, input: Input): boolean {
  const environment = environmentOf({ inherit: ['TF_VAR_'], ...shop.options.environment?.(stack) });
  return isVariable(shop, stack, input) && (environment[variableOf(input)] ?? '') !== '';
}

/** The variables by which a stack gets the outputs of others, with their current values. */
export async function inputsFor(shop: Workshop, stack: string): Promise<Readonly<Record<string, string>>> {
  const inputs = shop.options.plan.stacks.find(({ name }) => name === stack)?.inputs ?? [];
  const taken = inputs.filter((input) => isVariable(shop, stack, input) && !isPassed(shop, stack, input));
  const states = new Map<string, State>();
  for (const from of new Set(taken.map((input) => input.from))) {
    const state = await stateNow(shop, from);
    // Terraform reports what is missing.
    if (state.ok) states.set(from, state.value);
  }
  return Object.fromEntries(
    taken.flatMap((input) => {
      const state = states.get(input.from);
      const value = state?.outputs[input.output] ?? state?.secrets[input.output];
      if (value === undefined) return [];
      return [[variableOf(input), typeof value === 'string' ? value : JSON.stringify(value)] as const];
    }),
  );
}

/** The value of an input when the stack was last applied: read from the other's state, or passed as a variable. */
export function receivedIn(state: State | undefined, input: Input): unknown {
  return state?.received[input.from]?.[input.output] ?? fieldOf(state?.outputs['inputs'], inputNameOf(input));
}

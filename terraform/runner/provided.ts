import { quotedList, type States } from './common';
import type { Problem, RunnerStack } from './model';

/** The values that a stack reads from others and that these don't tell yet, by the stack that should. */
function missingFor(stack: RunnerStack, states: States): ReadonlyMap<string, readonly string[]> {
  const missing = new Map<string, readonly string[]>();
  for (const { from, output, kind } of stack.inputs) {
    const state = states.get(from);
    // Whose state can't be read here may well be deployed; Terraform will say.
    if (kind === 'derived' || state === undefined || Object.hasOwn(state.outputs, output)) continue;
    missing.set(from, [...(missing.get(from) ?? []), output]);
  }
  return missing;
}

/** The stacks of this run that must be applied before this one can be planned. */
export function awaitedBy(
  stack: RunnerStack,
  chosen: ReadonlySet<string>,
  states: States,
): readonly string[] {
  return [...missingFor(stack, states).keys()].filter((from) => chosen.has(from));
}

/**
 * What keeps stacks from being deployed at all: a state that was there and is gone, or a stack that should have been
 * deployed first and isn't part of this run.
 */
export function unprovided(chosen: readonly RunnerStack[], states: States): readonly Problem[] {
  const names = new Set(chosen.map(({ name }) => name));
  return chosen.flatMap((stack) =>
    [...missingFor(stack, states)].flatMap(([from, outputs]): readonly Problem[] => {
      const provider = states.get(from);
      const had = states.get(stack.name);
      if (provider?.exists === false && had !== undefined && Object.hasOwn(had.received, from)) {
        const sentence = `the state of stack "${from}" is gone: "${stack.name}" has read it before, and now there is none; put it back to where it was (to deploy "${from}" again would make everything in it twice)`;
        return [{ stack: from, sentence }];
      }
      if (names.has(from)) return [];
      const sentence = `stack "${stack.name}" reads ${outputs.join(', ')} from stack "${from}", which is not deployed; deploy ${quotedList([from])} first: --stack ${from}`;
      return [{ stack: stack.name, sentence }];
    }),
  );
}

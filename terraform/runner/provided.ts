import { groupedBy } from '../../core/base/collections';
import { quotedList } from '../../core/base/text';
import type { States } from './common';
import { isPassed, receivedIn } from './inputs';
import type { Problem, RunnerStack } from './model';
import type { State } from './state';
import type { Workshop } from './workshop';

/** The values that a stack reads from others and that these do not have yet, by the stack that should have them. */
function missingFor(
  shop: Workshop,
  stack: RunnerStack,
  states: States,
): ReadonlyMap<string, RunnerStack['inputs']> {
  const missing = stack.inputs.filter((input) => {
    const { from, output, kind } = input;
    const state = states.get(from);
    // A stack whose state cannot be read here may be deployed; Terraform will report it if not.
    if (kind === 'derived' || state === undefined) return false;
    if (Object.hasOwn(state.outputs, output) || Object.hasOwn(state.secrets, output)) return false;
    return !isPassed(shop, stack.name, input);
  });
  return groupedBy(missing, ({ from }) => from);
}

/** The stacks of this run that must be applied before this one can be planned. */
export function awaitedBy(
  shop: Workshop,
  stack: RunnerStack,
  chosen: ReadonlySet<string>,
  states: States,
): readonly string[] {
  return [...missingFor(shop, stack, states).keys()].filter((from) => chosen.has(from));
}

/**
 * What prevents stacks from being deployed at all: a state that existed and is gone, or a stack that must be deployed first
 * and is not part of this run.
 */
export function unprovided(
  shop: Workshop,
  chosen: readonly RunnerStack[],
  states: States,
): readonly Problem[] {
  const names = new Set(chosen.map(({ name }) => name));
  return chosen.flatMap((stack) =>
    [...missingFor(shop, stack, states)].flatMap(([from, inputs]): readonly Problem[] => {
      const provider = states.get(from);
      const had = states.get(stack.name);
      if (
        provider?.exists === false &&
        stack.inputs.some((input) => input.from === from && hasReceived(had, input))
      ) {
        const sentence = `the state of stack "${from}" is gone: "${stack.name}" read it before, and now there is none; put it back where it was (deploying "${from}" again would create everything in it twice)`;
        return [{ stack: from, sentence }];
      }
      if (names.has(from)) return [];
      const sentence = `stack "${stack.name}" reads ${inputs.map(({ output }) => output).join(', ')} from stack "${from}", which is not deployed; deploy ${quotedList([from])} first: --stack ${from}`;
      return [{ stack: stack.name, sentence }];
    }),
  );
}

function hasReceived(state: State | undefined, input: RunnerStack['inputs'][number]): boolean {
  const value = receivedIn(state, input);
  return value !== undefined && value !== '';
}

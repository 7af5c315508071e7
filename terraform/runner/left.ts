import { isRecord } from '../../core/base/json';
import { counted } from '../../core/base/text';
import { stacksOutput } from '../../core/planner';
import type { States } from './common';
import type { Problem, RunnerStack } from './model';
import { stateElsewhere } from './state-elsewhere';
import type { Workshop } from './workshop';

/** The stack whose state has that list, and the list as it was deployed last. */
export function listOf(states: States): { readonly teller: string; readonly stacks: object } | undefined {
  for (const [teller, { outputs }] of states) {
    const stacks = outputs[stacksOutput];
    if (isRecord(stacks)) return { teller, stacks };
  }
  return undefined;
}

/** Stacks that are no longer in the topology and still hold something: without them nobody would ever remove it. */
export async function leftTheTopology(shop: Workshop, states: States): Promise<readonly Problem[]> {
  const { stacks, vacant = [] } = shop.options.plan;
  const like = stacks.find(hasStateName);
  const gone = Object.entries(listOf(states)?.stacks ?? {}).filter(
    ([name]) => !stacks.some((stack) => stack.name === name),
  );
  if (like === undefined) return [];
  const problems: Problem[] = [];
  for (const [stack, stateName] of gone) {
    const state = await stateElsewhere(shop, like, stack, String(stateName));
    if (!state.ok) problems.push(...state.problems);
    else if (state.value.resources > 0) {
      const stays = vacant.some(({ name }) => name === stack);
      const mend = stays
        ? `with the topology as it was before, destroy it: --stack ${stack}; then go on`
        : 'put its account back as it was, with retired: true and with no calls to its workloads, deploy, and then go on';
      const sentence = `stack "${stack}" left the topology with ${counted(state.value.resources, 'resource')}; ${mend}`;
      problems.push({ stack, sentence });
    }
  }
  return problems;
}

const hasStateName = (stack: RunnerStack): stack is RunnerStack & { readonly stateName: string } =>
  stack.stateName !== undefined;

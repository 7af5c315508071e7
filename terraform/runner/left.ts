import { isRecord } from '../../core/base/json';
import { counted } from '../../core/base/text';
import { stacksOutput } from '../../core/planner';
import type { States } from './common';
import type { Problem, RunnerStack } from './model';
import { stateElsewhere } from './state-elsewhere';
import type { Workshop } from './workshop';

/** The stack whose state has that list, and the list as last deployed. */
export function listOf(states: States): { readonly holder: string; readonly stacks: object } | undefined {
  for (const [holder, { outputs }] of states) {
    const stacks = outputs[stacksOutput];
    if (isRecord(stacks)) return { holder, stacks };
  }
  return undefined;
}

/** Stacks that are no longer in the topology but still have resources, which would otherwise never be removed. */
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
      const fix = stays
        ? `destroy it with the topology as it was before (--stack ${stack}), then continue`
        : 'put its account back as it was, with retired: true and with no calls to its workloads, deploy, then continue';
      const sentence = `stack "${stack}" is no longer in the topology, but still has ${counted(state.value.resources, 'resource')}; ${fix}`;
      problems.push({ stack, sentence });
    }
  }
  return problems;
}

const hasStateName = (stack: RunnerStack): stack is RunnerStack & { readonly stateName: string } =>
  stack.stateName !== undefined;

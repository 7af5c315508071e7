import { inWorkshop, statesFor, type States } from './common';
import type { Attempt, RunnerOptions, RunResult } from './model';

/** Reads the states of stacks, for example for their outputs after a deploy. Changes nothing. */
export function readStates(options: RunnerOptions): Promise<Attempt<States>> {
  const refused = (problems: RunResult['problems']): Attempt<States> => ({ ok: false, problems });
  const names = options.stacks ?? options.plan.stacks.map(({ name }) => name);
  return inWorkshop(options, refused, (shop) => statesFor(shop, names));
}

import { inParallel } from '../pool';
import type { Outcome } from './model';

/**
 * Works on stacks wave by wave. One that fails stops no other of its wave; of the later waves only those go ahead for
 * which `blockedBy` finds nothing among the outcomes so far.
 */
export async function inWaves(
  waves: readonly (readonly string[])[],
  width: number,
  blockedBy: (stack: string, outcomes: readonly Outcome[]) => string | undefined,
  work: (stack: string, outcomes: readonly Outcome[]) => Promise<Outcome>,
  tell: (outcome: Outcome) => void,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const wave of waves) {
    const before = [...outcomes];
    const ended = await inParallel(wave, width, async (stack): Promise<Outcome> => {
      const because = blockedBy(stack, before);
      const outcome: Outcome =
        because === undefined ? await work(stack, before) : { kind: 'skipped', stack, because };
      tell(outcome);
      return outcome;
    });
    outcomes.push(...ended);
  }
  return outcomes;
}

/** Whether a stack did not get where it should. */
export const isUndone = ({ kind }: Outcome): boolean => kind === 'failed' || kind === 'skipped';

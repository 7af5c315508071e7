import { inParallel } from '../pool';
import type { Outcome } from './model';

/**
 * Works on stacks wave by wave. A failure does not stop others of its wave; of the later waves, only stacks for which
 * `blockedBy` finds nothing among the outcomes so far are started.
 */
export async function inWaves(
  waves: readonly (readonly string[])[],
  width: number,
  blockedBy: (stack: string, outcomes: readonly Outcome[]) => string | undefined,
  work: (stack: string, outcomes: readonly Outcome[]) => Promise<Outcome>,
  report: (outcome: Outcome) => void,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const wave of waves) {
    const before = [...outcomes];
    const ended = await inParallel(wave, width, async (stack): Promise<Outcome> => {
      const because = blockedBy(stack, before);
      const outcome: Outcome =
        because === undefined ? await work(stack, before) : { kind: 'skipped', stack, because };
      report(outcome);
      return outcome;
    });
    outcomes.push(...ended);
  }
  return outcomes;
}

/** Whether a stack failed or was not started. */
export const isUndone = ({ kind }: Outcome): boolean => kind === 'failed' || kind === 'skipped';

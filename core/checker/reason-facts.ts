import type { DecidingRuleId } from './deciding-rules';
import type { Verdict } from './verdict';

export interface ReasonFacts {
  readonly verdict: Verdict;
  readonly by: DecidingRuleId;
  readonly sentence: string;
  /** Whose line decides; the call's own where that thing does not exist. */
  readonly decides:
    | 'call'
    | 'route'
    | 'policy'
    | 'listener'
    | 'certificate'
    | 'client-certificate'
    // The list of names of which the certificate has none, or the certificate where no list was written.
    | 'names'
    | 'client-names';
}

/** One row of a table of reasons. */
export const row = (
  verdict: Verdict,
  by: DecidingRuleId,
  decides: ReasonFacts['decides'],
  sentence: string,
): ReasonFacts => ({ verdict, by, decides, sentence });

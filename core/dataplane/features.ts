import type { Difference } from '../planner';
import type { Path, Topology } from '../topology';

/** Where a topology uses a feature, in the order in which it is written; only what is deployed counts. */
export type UsesIn = (topology: Topology) => readonly Path[];

/** What a data plane makes of one field of the topology's language. */
export type Support =
  /** It does what the topology says. */
  | { readonly support: 'native'; readonly note?: string }
  /** It does so in part, or in another way, which `plan` reports where it matters. */
  | (Departure & { readonly support: 'approximated' })
  /** It does not; the rule `data-plane/loss` refuses it unless `acceptLosses` names it. */
  | (Departure & { readonly support: 'lost' });

interface Departure {
  /** How it is approximated, or what happens instead: one sentence, lower case, no final period. */
  readonly sentence: string;
  /** Where it is used; or the id of a rule of the data plane that reports it, so that nothing else does. */
  readonly by: UsesIn | { readonly reportedBy: string };
}

/** What a data plane makes of every field that is not in `substrateFields`, by the names of `fieldsOf`. */
export type Features = Readonly<Record<string, Support>>;

/** Fields that do what the topology says. */
export const native = (...fields: readonly string[]): Features =>
  Object.fromEntries(fields.map((field) => [field, { support: 'native' }]));

/** A field that does what the topology says, and how, in one sentence. */
export const nativeBy = (note: string): Support => ({ support: 'native', note });

export const approximated = (sentence: string, by: Departure['by']): Support => ({
  support: 'approximated',
  sentence,
  by,
});

export const lost = (sentence: string, by: Departure['by']): Support => ({ support: 'lost', sentence, by });

/** What is different on a data plane, of all that the topology uses: losses first. What a rule reports is not in it. */
export function differencesOf(topology: Topology, features: Features): readonly Difference[] {
  const all = Object.entries(features).flatMap(([feature, row]): readonly Difference[] => {
    if (row.support === 'native' || typeof row.by !== 'function') return [];
    const { support, sentence, by } = row;
    const at = by(topology);
    return at.length === 0 ? [] : [{ feature, support, sentence, at }];
  });
  return [...all.filter(isLoss), ...all.filter((each) => !isLoss(each))];
}

/** What a topology loses on a data plane. */
export const lossesOf = (topology: Topology, plane: { readonly features: Features }): readonly Difference[] =>
  differencesOf(topology, plane.features).filter(isLoss);

const isLoss = ({ support }: Difference): boolean => support === 'lost';

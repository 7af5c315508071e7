import type { Difference, Plan } from '../planner';
import { pathText } from '../topology';
import type { Style } from './style';
import { tableOf } from './table';

/** What the data plane does in another way, or not at all: a line for each feature. */
export function differenceLines(differences: readonly Difference[], style: Style): readonly string[] {
  if (differences.length === 0) return [];
  const rows = differences.map(({ feature, support, at, sentence }) => [
    feature,
    support,
    placesText(at),
    sentence,
  ]);
  return [
    style.strong('different on this data plane'),
    ...tableOf(['feature', 'support', 'at', 'how'], rows, style),
  ];
}

/** What is lost because the topology accepts it, for those who have stacks written or deployed; empty: nothing. */
export const lossesText = ({ differences }: Pick<Plan, 'differences'>): string =>
  differences
    .filter(({ support }) => support === 'lost')
    .map(
      ({ feature, at, sentence }) =>
        `lost, as acceptLosses allows: ${feature} (${placesText(at)}): ${sentence}\n`,
    )
    .join('');

/** The first place, and the number of the others: `plan --json` has all of them. */
const placesText = ([first = [], ...others]: Difference['at']): string =>
  `${pathText(first)}${others.length > 0 ? ` and ${others.length} more` : ''}`;

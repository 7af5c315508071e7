import { didYouMean } from './did-you-mean';

/** Regions of AWS as of 2026-11, by what their names begin with; the numbers count from 1 but where they are listed. */
const REGIONS: Readonly<Record<string, readonly number[]>> = {
  'af-south': [1],
  'ap-east': [1, 2],
  'ap-northeast': [1, 2, 3],
  'ap-south': [1, 2],
  'ap-southeast': [1, 2, 3, 4, 5, 6, 7],
  'ca-central': [1],
  'ca-west': [1],
  'cn-north': [1],
  'cn-northwest': [1],
  'eu-central': [1, 2],
  'eu-isoe-west': [1],
  'eu-north': [1],
  'eu-south': [1, 2],
  'eu-west': [1, 2, 3],
  'eusc-de-east': [1],
  'il-central': [1],
  'me-central': [1],
  'me-south': [1],
  'mx-central': [1],
  'sa-east': [1],
  'us-east': [1, 2],
  'us-gov-east': [1],
  'us-gov-west': [1],
  'us-iso-east': [1],
  'us-iso-west': [1],
  'us-isob-east': [1],
  'us-isob-west': [1],
  'us-isof-east': [1],
  'us-isof-south': [1],
  'us-west': [1, 2],
};

const NAMES: readonly string[] = Object.entries(REGIONS).flatMap(([place, numbers]) =>
  numbers.map((number) => `${place}-${number}`),
);

/** Regions that AWS may have added since then at a place that it has: it counts on without leaving a number out. */
const AHEAD = 2;

/** What is known of a text that is used as a region. */
export type RegionStanding =
  | { readonly kind: 'known' }
  /** Of the right form, and newer than the list: it may exist. */
  | { readonly kind: 'new' }
  /** A typing error, or a number that AWS has not reached. */
  | { readonly kind: 'none'; readonly meant?: string };

export function standingOf(region: string): RegionStanding {
  if (NAMES.includes(region)) return { kind: 'known' };
  const [, place = '', number = ''] = /^(.*)-(\d+)$/.exec(region) ?? [];
  const numbers = Object.hasOwn(REGIONS, place) ? REGIONS[place] : undefined;
  if (numbers !== undefined) {
    const isNext = Number(number) > 0 && Number(number) <= Math.max(...numbers) + AHEAD;
    return isNext
      ? { kind: 'new' }
      : { kind: 'none', meant: `did you mean "${place}-${numbers.at(-1) ?? 1}"?` };
  }
  const meant = didYouMean(
    region,
    NAMES.filter((known) => known.endsWith(`-${number}`)),
  );
  return meant === undefined ? { kind: 'new' } : { kind: 'none', meant };
}

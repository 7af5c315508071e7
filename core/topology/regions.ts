import { didYouMean } from './did-you-mean';

/** Regions of AWS as of 2026-11. Only to notice a typing error: a region that is newer than this list is none. */
const REGIONS = [
  'af-south-1',
  'ap-east-1',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-south-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ca-central-1',
  'ca-west-1',
  'cn-north-1',
  'cn-northwest-1',
  'eu-central-1',
  'eu-central-2',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'mx-central-1',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-gov-east-1',
  'us-gov-west-1',
  'us-west-1',
  'us-west-2',
];

/** `did you mean "eu-central-1"?` for a word that is nearly a region; a number alone makes another region, not a typo. */
export function regionMeant(region: string): string | undefined {
  const [, name, number] = /^(.*)-(\d+)$/.exec(region) ?? [];
  if (name === undefined || REGIONS.some((known) => known.startsWith(`${name}-`))) return undefined;
  return didYouMean(
    region,
    REGIONS.filter((known) => known.endsWith(`-${number}`)),
  );
}

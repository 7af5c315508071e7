import type { Fired } from './run';

/** A check that may fail, and why. */
export interface Suppression {
  readonly check: string;
  readonly because: string;
}

/** Everything that the examples are excused from. None is about encryption, public access or wildcards in IAM. */
export const suppressions: readonly Suppression[] = [
  {
    check: 'CKV2_AWS_11',
    because: 'flow logs cost by volume: a network has them where the topology says so (network.flowLogs)',
  },
  {
    check: 'CKV_AWS_338',
    because:
      'logs are kept for 90 days, or as long as runtime.logs.days says: each day costs, and some must not be kept for a year',
  },
  {
    check: 'CKV_AWS_336',
    because:
      'images of others write to their root file system; runtime.readOnly forbids it, and our own containers have it read-only',
  },
  {
    check: 'CKV_AWS_150',
    because: 'an example is destroyed again; removalProtection protects load balancers by default',
  },
  {
    check: 'CKV_AWS_91',
    because: 'access logs need a bucket that exists: entry.accessLogs names it',
  },
];

/** What excuses a check that failed; undefined where nothing does. */
export const excuseOf = ({ check }: Fired): Suppression | undefined =>
  suppressions.find((one) => one.check === check);

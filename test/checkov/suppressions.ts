import type { Fired } from './run';

/** A check that may fail, and why. */
export interface Suppression {
  readonly check: string;
  readonly because: string;
  /** Only where the topology accepts this finding, with a reason of its own. @default everywhere */
  readonly accepts?: string;
}

/** Everything that the examples are excused from. None is about encryption at rest, public access or wildcards in IAM. */
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
  ...['CKV_AWS_2', 'CKV_AWS_103', 'CKV2_AWS_20'].map((check) => ({
    check,
    because: 'the topology says why its entry is plain HTTP, as the example that it follows has it',
    accepts: 'entry/plaintext',
  })),
];

/**
 * What excuses a check that failed; undefined where nothing does.
 * @param accepted findings that the topology accepts
 */
export const excuseOf = ({ check }: Fired, accepted: readonly string[]): Suppression | undefined =>
  suppressions.find(
    (one) => one.check === check && (one.accepts === undefined || accepted.includes(one.accepts)),
  );

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
      'logs are kept for 90 days, those of tasks as long as runtime.logs.days says: each day costs, and some must not be kept for a year',
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

/** What stacks with clusters of EKS are excused from besides. None is about encryption, public access or wildcards in IAM. */
export const podSuppressions: readonly Suppression[] = [
  {
    check: 'CKV2_AWS_5',
    because: 'the security groups of pods are attached by a SecurityGroupPolicy, in the stack of Kubernetes',
  },
  {
    check: 'CKV_K8S_11',
    because:
      'a limit of CPU slows a container down while its node has CPU to spare; requests divide it, and memory is limited',
  },
  {
    check: 'CKV_K8S_15',
    because: 'images have tags of one version: a node that has one need not ask for it again',
  },
  {
    check: 'CKV_K8S_43',
    because: 'the topology names images, by a digest too; those of ours have tags of one version',
  },
  {
    check: 'CKV_K8S_37',
    because:
      'an image of others may start as root and change its user; our own containers have no capabilities',
  },
  {
    check: 'CKV_K8S_22',
    because:
      'images of others write to their root file system; runtime.readOnly forbids it, and our own containers have it read-only',
  },
];

/** What excuses a check that failed; undefined where nothing does. */
export const excuseOf = ({ check }: Fired): Suppression | undefined =>
  suppressions.find((one) => one.check === check);

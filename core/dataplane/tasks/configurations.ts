import { hashOf } from '../../base/hash';
import type { Asset } from '../../planner';
import { at, type Closed, type Text, type Topology } from '../../topology';
import {
  configurationBucketId,
  configurationBucketValue,
  configurationContentId,
  configurationVersionValue,
  type TaskContent,
} from './contents';
import type { TaskSpec } from './specs';

/**
 * Configurations of proxies that are too large for a task definition, and a bucket in each account that has one.
 * @param tasks all of the mesh
 */
export const configurationAssets = (
  { accounts }: Closed<Topology>,
  tasks: readonly Pick<TaskSpec, 'id' | 'account' | 'configuration'>[],
): readonly Asset[] =>
  tasks
    .filter(({ configuration }) => configuration !== undefined)
    .flatMap(({ id, account }) => {
      const common = {
        account,
        tier: 'workloads' as const,
        follows: [],
        names: [],
        concerns: [at(accounts, account)],
      };
      const name = configurationBucketValue(account);
      const bucket: TaskContent = { id: configurationBucketId(account), kind: 'configuration-bucket' };
      const configuration: TaskContent = {
        id: configurationContentId(account, id),
        kind: 'configuration',
        party: id,
      };
      const version = configurationVersionValue(id);
      return [
        { ...common, content: bucket, reads: [], outputs: [{ value: name }] },
        { ...common, content: configuration, reads: [name], outputs: [{ value: version }] },
      ];
    });

/** S3's limit ("General purpose bucket naming rules"). */
const BUCKET_NAME = 63;

/** Digits of an account id; one that is left to a parameter has as many. */
const ACCOUNT_ID = 12;

/** Characters of a hash in a name: enough for the meshes of one account. */
const HASH = 8;

/**
 * The name of the bucket of an account. Names of buckets are the same in all accounts and regions, and have lower-case
 * letters, digits and hyphens; where the name of the mesh cannot be a part of it as it is, a hash tells it apart.
 */
export function bucketNameOf({ mesh, region, accounts }: Closed<Topology>, account: string): Text {
  const end = `-proxies-${region}-`;
  const room = BUCKET_NAME - end.length - ACCOUNT_ID;
  const { id } = at(accounts, account);
  if (mesh.name.length <= room && PLAIN.test(mesh.name)) return `${mesh.name}${end}${id}`;
  const folded = mesh.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const hash = hashOf(mesh.name).toString(36).padStart(HASH, '0').slice(-HASH);
  return `${`mesh-${folded}`.slice(0, room - HASH - 1)}-${hash}${end}${id}`;
}

const PLAIN = /^[a-z0-9][a-z0-9-]*$/;

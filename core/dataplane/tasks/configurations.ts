import { hashOf } from '../../base/hash';
import type { Asset } from '../../planner';
import { at, partitionOf, type Closed, type Text, type Topology } from '../../topology';
import {
  configurationBucketId,
  configurationBucketValue,
  configurationContentId,
  configurationVersionValue,
  type TaskContent,
} from './contents';
import type { TaskMesh } from './mesh';
import { runPartiesOf } from './run-parties';
import type { ConfigurationSpec, Filled, Statement } from './specs';

/** What a configuration in S3 adds to the task that reads it. */
export interface ConfigurationParts {
  /** `CONFIGURATION` of the containers that fetch files: bucket, key, version, and the file that gets the text. */
  readonly environment: { readonly CONFIGURATION: Filled };
  /** What the role of the task may do, so that the containers can fetch it. */
  readonly allows: readonly Statement[];
}

/**
 * What a configuration in S3 adds to the task that reads it.
 * @param path where the task reads it
 */
export const configurationPartsOf = (
  { region }: Closed<Topology>,
  party: { readonly id: string; readonly account: string },
  { key }: Pick<ConfigurationSpec, 'key'>,
  path: string,
): ConfigurationParts => ({
  environment: {
    CONFIGURATION: [
      configurationBucketValue(party.account),
      ` ${key} `,
      configurationVersionValue(party.id),
      ` ${path}`,
    ],
  },
  allows: [
    {
      sid: 'Configuration',
      actions: ['s3:GetObject', 's3:GetObjectVersion'],
      resources: [[`arn:${partitionOf(region)}:s3:::`, configurationBucketValue(party.account), `/${key}`]],
    },
  ],
});

/**
 * Configurations of proxies that are too large for a task definition, and a bucket in each account that has one.
 * @param mesh what the data plane puts into each task
 */
export const configurationAssets = (
  topology: Closed<Topology>,
  _lowered: unknown,
  { partsOf }: Pick<TaskMesh, 'partsOf'>,
): readonly Asset[] =>
  runPartiesOf(topology)
    .filter(({ id }) => partsOf(id).configuration !== undefined)
    .flatMap(({ id, party: { account }, concerns }) => {
      const common = { account, tier: 'workloads' as const, names: [], concerns };
      const bucket: TaskContent = { id: configurationBucketId(account), kind: 'configuration-bucket' };
      const content: TaskContent = {
        id: configurationContentId(account, id),
        kind: 'configuration',
        party: id,
      };
      const bucketName = configurationBucketValue(account);
      return [
        { ...common, content: bucket, reads: [], follows: [], outputs: [{ value: bucketName }] },
        {
          ...common,
          content,
          reads: [bucketName],
          follows: [],
          outputs: [{ value: configurationVersionValue(id) }],
        },
      ];
    });

/** S3's limit ("General purpose bucket naming rules"). */
const BUCKET_NAME = 63;

/** Digits of an account id; one that is left to a parameter has as many. */
const ACCOUNT_ID = 12;

/**
 * The name of the bucket of an account. Names of buckets are the same in all accounts and regions, and have lower-case
 * letters, digits and hyphens; where the name of the mesh cannot be a part of it as it is, a hash tells it apart.
 */
export function bucketNameOf({ mesh, region, accounts }: Closed<Topology>, account: string): Text {
  const { id } = at(accounts, account);
  const end = `-proxies-${region}-`;
  const room = BUCKET_NAME - end.length - ACCOUNT_ID;
  const plain = mesh.name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '');
  const isPlain = plain === mesh.name && plain.length <= room;
  const hash = hashOf(mesh.name).toString(36).slice(0, HASH);
  return `${isPlain ? plain : `${plain.slice(0, room - HASH - 1)}-${hash}`}${end}${id}`;
}

/** Characters of a hash in a name: enough for the meshes of one account. */
const HASH = 8;

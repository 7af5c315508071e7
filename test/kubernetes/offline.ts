import { recordOf } from '../../core/base/json';

type Json = Readonly<Record<string, unknown>>;
type Blocks = Readonly<Record<string, Readonly<Record<string, Json>>>>;

const ID = '11111111-2222-3333-4444-555555555555';

/** Values that the provider accepts for outputs of other stacks, by what is in their names. */
const values: readonly (readonly [RegExp, unknown])[] = [
  [/subnet_ids/, ['subnet-1', 'subnet-2']],
  [/authority_arn/, `arn:aws:acm-pca:us-west-2:111111111111:certificate-authority/${ID}`],
  [/share_arn/, `arn:aws:ram:us-west-2:111111111111:resource-share/${ID}`],
  [/certificate_authority/, ''],
];

/** Types that Terraform cannot plan without the API server. */
const NEEDS_SERVER = 'kubernetes_manifest';

/** A stack that Terraform can plan without AWS, without a cluster, and without other stacks. */
export function offline(stack: Json): Json {
  const { data: _data, ephemeral: _ephemeral, output: _output, ...others } = stack;
  const aws = recordOf(stack['provider'])['aws'] as readonly Json[];
  const kubernetes = recordOf(stack['provider'])['kubernetes'] as readonly Json[] | undefined;
  const planned = Object.entries(stack['resource'] as Blocks).filter(([type]) => type !== NEEDS_SERVER);
  const inServer = new Set(
    Object.keys((stack['resource'] as Blocks)[NEEDS_SERVER] ?? {}).map((name) => `${NEEDS_SERVER}.${name}`),
  );
  return {
    ...others,
    locals: Object.fromEntries(
      Object.keys(recordOf(stack['locals'])).map((name) => [
        name,
        values.find(([pattern]) => pattern.test(name))?.[1] ?? 'one-12345678',
      ]),
    ),
    provider: {
      aws: aws.map(({ alias, region }) => ({
        ...(alias !== undefined && { alias }),
        region,
        access_key: 'none',
        secret_key: 'none',
        skip_credentials_validation: true,
        skip_requesting_account_id: true,
        skip_metadata_api_check: true,
      })),
      ...(kubernetes && {
        kubernetes: kubernetes.map(({ alias }) => ({ alias, host: 'https://127.0.0.1:1', token: 'none' })),
      }),
    },
    terraform: { required_providers: recordOf(stack['terraform'])['required_providers'] },
    resource: Object.fromEntries(
      planned.map(([type, blocks]) => [
        type,
        Object.fromEntries(Object.entries(blocks).map(([name, block]) => [name, without(block, inServer)])),
      ]),
    ),
  };
}

function without({ depends_on: dependsOn, ...block }: Json, addresses: ReadonlySet<string>): Json {
  const left = Array.isArray(dependsOn) ? dependsOn.filter((address: string) => !addresses.has(address)) : [];
  return { ...block, ...(left.length > 0 && { depends_on: left }) };
}

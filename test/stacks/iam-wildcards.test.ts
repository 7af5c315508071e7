import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WrittenTopology } from '../../core/topology';
import { yelbOnEks } from '../core/dataplane/app-mesh/controller/on-eks';
import { envoyVariants } from '../cases/envoy-variants';
import { everyExample, exampleOn } from '../cases/examples';
import { podVariants } from '../cases/pod-variants';
import { storeVariants } from '../cases/store-variants';
import { synthesizedTo } from '../cases/synthesized';
import { taskVariants } from '../cases/task-variants';
import { variants } from '../cases/variants';
import { statementsOf, type FoundStatement } from './iam-documents';
import { StackJson } from './json';

/** A wildcard that is meant. */
interface Permitted {
  readonly address: RegExp;
  readonly sid: string;
  /** The whole of the action or resource that has the wildcard. */
  readonly wildcard: RegExp;
  readonly because: string;
}

const permitted: readonly Permitted[] = [
  {
    address: /^aws_s3_bucket_policy\.authority_[\w-]+$/,
    sid: 'AuthoritiesWrite',
    wildcard: /^\$\{aws_s3_bucket\.authority_[\w-]+\.arn\}\/\*$/,
    because: 'the lists of one bucket, which AWS names by the ids of authorities',
  },
  {
    address: /^aws_iam_role_policy\.(task|loader)_/,
    sid: 'Logs',
    wildcard: /^\$\{aws_cloudwatch_log_group\.[\w-]+\.arn\}:\*$/,
    because: 'the streams of one log group, whose names AWS makes',
  },
  {
    address: /^aws_iam_role_policy\.network$/,
    sid: '',
    wildcard: /^\$\{aws_cloudwatch_log_group\.network\.arn\}:\*$/,
    because: 'the streams of one log group, one for each network interface',
  },
  {
    address: /^aws_iam_role_policy\.task_[\w-]+_start-policy$/,
    sid: 'SignInToRegistry',
    wildcard: /^\*$/,
    because: 'ecr:GetAuthorizationToken has no narrower resource',
  },
  ...(
    [
      ['Zones', 'route53:ListHostedZonesByName'],
      ['TargetHealth', 'elasticloadbalancing:DescribeTargetHealth'],
    ] as const
  ).map(([sid, action]) => ({
    address: /^aws_iam_role_policy\.registrar_[\w-]+$/,
    sid,
    wildcard: /^\*$/,
    because: `${action} has no narrower resource`,
  })),
  ...['Nodes', 'Services', 'Routers', 'Routes', 'Gateways', 'GatewayRoutes'].map((sid) => ({
    address: /^aws_iam_role_policy\.controller_[\w-]+$/,
    sid,
    wildcard: /^arn:aws:appmesh:us-west-2:\d{12}:mesh\/yelb(@\d{12})?\/virtual\w+\/\*(\/\w+\/\*)?$/,
    because: 'the objects of one account in one mesh: a policy that lists those of a large mesh is too long',
  })),
  ...(
    [
      ['Registered', 'the actions of Cloud Map that list have no narrower resource'],
      ['Zones', 'route53:ListHostedZonesByName has no narrower resource'],
    ] as const
  ).map(([sid, because]) => ({
    address: /^aws_iam_role_policy\.controller_[\w-]+$/,
    sid,
    wildcard: /^\*$/,
    because,
  })),
  {
    address: /^aws_iam_role_policy\.pod_[\w-]+$/,
    sid: 'Traces',
    wildcard: /^\*$/,
    because: 'the actions of AWS X-Ray that write have no narrower resource',
  },
  {
    address: /^aws_iam_role_policy\.task_[\w-]+_task-policy$/,
    sid: 'Traces',
    wildcard: /^\*$/,
    because: 'the actions of AWS X-Ray that write have no narrower resource',
  },
  {
    address: /^aws_iam_role_policy\.task_[\w-]+_task-policy$/,
    sid: 'Exec',
    wildcard: /^\*$/,
    because: 'the channels of Systems Manager have no narrower resource',
  },
  {
    address: /^aws_kms_key\./,
    sid: 'Account',
    wildcard: /^kms:\*$/,
    because: 'without it nobody could manage the key any more; the policies of the account decide who does',
  },
  {
    address: /^aws_kms_key\./,
    sid: 'Account',
    wildcard: /^\*$/,
    because: 'in the policy of a key, it means this key',
  },
  {
    address: /^aws_kms_key\.(log-key|eks-cluster_[\w-]+)$/,
    sid: 'Logs',
    wildcard: /^\*$/,
    because: 'in the policy of a key, it means this key',
  },
];

const hasWildcard = (text: string): boolean => text.includes('*');

/** What a statement permits by a wildcard; one that denies only takes away. */
const wildcardsOf = ({ effect, actions, resources, principals }: FoundStatement): readonly string[] =>
  effect === 'Deny' ? [] : [...actions, ...resources, ...principals].filter(hasWildcard);

const isPermitted = ({ address, sid }: FoundStatement, wildcard: string, row: Permitted): boolean =>
  row.address.test(address) && row.sid === sid && row.wildcard.test(wildcard);

/** Every statement of every stack of all topologies. */
function allStatements(): readonly FoundStatement[] {
  const topologies: readonly WrittenTopology[] = [
    ...everyExample.map(([name, plane]) => exampleOn(name, plane)),
    ...[variants, envoyVariants, taskVariants, storeVariants, podVariants].flatMap((table) =>
      Object.values(table),
    ),
    yelbOnEks,
  ];
  return topologies.flatMap((written) => {
    const out = mkdtempSync(join(tmpdir(), 'documents-'));
    try {
      return synthesizedTo(out, written).flatMap((name) =>
        new StackJson(readFileSync(join(out, 'stacks', name, 'cdk.tf.json'), 'utf8')).resources.flatMap(
          statementsOf,
        ),
      );
    } finally {
      rmSync(out, { recursive: true });
    }
  });
}

let found: readonly FoundStatement[];
beforeAll(() => {
  found = allStatements();
});

test('no IAM document has a wildcard without a recorded reason', () => {
  const without = found.flatMap((statement) =>
    wildcardsOf(statement)
      .filter((wildcard) => !permitted.some((row) => isPermitted(statement, wildcard, row)))
      .map((wildcard) => `${statement.address} ${statement.sid}: ${wildcard}`),
  );
  expect([...new Set(without)]).toEqual([]);
});

test.each(permitted)('still there: $sid of $address, as $because', (row) => {
  expect(
    found.some((statement) =>
      wildcardsOf(statement).some((wildcard) => isPermitted(statement, wildcard, row)),
    ),
  ).toBe(true);
});

test('the documents of roles, policies, file systems and keys are among those that are read', () => {
  const types = new Set(found.map(({ address }) => address.slice(0, address.indexOf('.'))));
  expect([...types].toSorted()).toEqual([
    'aws_efs_file_system_policy',
    'aws_iam_policy',
    'aws_iam_role',
    'aws_iam_role_policy',
    'aws_kms_key',
    'aws_s3_bucket_policy',
  ]);
});

test('a wildcard is found wherever it is', () => {
  // As Terraform reads it: the quotes of an expression are not those of the document.
  const policy = (statement: object): string =>
    JSON.stringify({ Statement: [statement] }).replace('EXPRESSION', '${a.b["c"]}');
  const of = (statement: object) =>
    statementsOf({ type: 't', address: 't.x', body: { deep: [{ policy: policy(statement) }] } }).flatMap(
      wildcardsOf,
    );
  expect(of({ Effect: 'Allow', Action: 's3:*', Resource: ['EXPRESSION'] })).toEqual(['s3:*']);
  expect(of({ Effect: 'Allow', Action: ['s3:GetObject'], Resource: '*' })).toEqual(['*']);
  expect(of({ Effect: 'Allow', Action: [], Principal: { AWS: '*' } })).toEqual(['*']);
  expect(of({ Effect: 'Deny', Action: '*', Resource: '*' })).toEqual([]);
  expect(() => of({ Effect: 'Allow', NotAction: 's3:GetObject' })).toThrow('NotAction');
});

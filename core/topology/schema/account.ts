import * as z from 'zod';
import { MOST_ZONES } from '../subnets';
import { accountId, cidr, key, object, text, texts, whole, word } from './scalar';

const createdNetwork = object({
  kind: word(['create']).optional(),
  cidr: cidr.describe('IPv4 block of the VPC, /16 to /28, aligned.'),
  zones: z
    .array(text())
    .min(1, 'at least one availability zone; write [us-west-2a, us-west-2b], with those of the region')
    .max(MOST_ZONES, `at most ${MOST_ZONES} availability zones; write only those that are used`)
    .optional()
    .describe(
      'One to six availability zones. Add another at the end: the subnets of the others stay as they are. Default: <region>a and <region>b.',
    ),
  flowLogs: z
    .union([
      word(['none', 'cloud-watch']),
      object({
        bucket: text(
          /^arn:[^:]+:s3:::/,
          'the ARN of a bucket starts with "arn:aws:s3:::"; write arn:aws:s3:::<bucket>',
        ),
      }),
      object({
        logGroup: text(
          /^arn:[^:]+:logs:[a-z0-9-]+:\d{12}:log-group:[\w./#-]+$/,
          'the ARN of a log group has no ":*" at its end; write it like arn:aws:logs:us-west-2:111111111111:log-group:flows',
        ),
      }),
    ])
    .optional()
    .describe(
      'Where the flow logs of the VPC go: to a CloudWatch log group (kept for 90 days, billed by the gigabyte), or in a log group or an S3 bucket that exists. Default: none.',
    ),
  internet: word(['nat', 'none'])
    .optional()
    .describe(
      'nat: a public and a private subnet in each zone, and a NAT gateway for the private ones. none: private subnets alone, which reach the AWS API only by endpoints or routes of your own. Default: nat.',
    ),
});

const existingNetwork = object({
  kind: word(['existing']).optional(),
  vpc: text(/^vpc-[0-9a-f]+$/, 'a VPC id starts with "vpc-"; write it like vpc-0123456789abcdef0'),
  sharedBy: key
    .optional()
    .describe(
      'Account that owns the VPC and shares its subnets with this one. It has the same vpc, and the only private zone there. Default: the account itself.',
    ),
  cidrs: z
    .array(cidr)
    .min(1, 'at least one block; write [10.0.0.0/16], with its own')
    .describe('Blocks from which workloads of this account call.'),
  subnets: object({
    private: z.array(text()).min(1, 'at least one subnet; write [subnet-0123456789abcdef0], with its own'),
    public: z.array(text()).optional(),
  }),
  routeTables: object({ private: z.array(text()).optional(), public: z.array(text()).optional() }).optional(),
});

export const account = object(
  {
    id: accountId,
    role: text()
      .optional()
      .describe('Role that the provider assumes: an ARN, or the name of a role in this account.'),
    externalId: text().optional().describe('External id that the role asks for.'),
    profile: text().optional().describe('Profile of the shared AWS configuration, instead of a role.'),
    network: z
      .union([createdNetwork, existingNetwork, word(['none'])])
      .optional()
      .describe(
        'The VPC: created (a cidr), existing (a vpc), or "none" where nothing is deployed by meshspan. Default: none.',
      ),
    principal: word(['invitation', 'organization'])
      .optional()
      .describe('How a share reaches the account. Default: invitation.'),
    meshRole: word(['create', 'exists'])
      .optional()
      .describe("App Mesh's service-linked role. Default: create; exists where the account has it already."),
    share: text(
      /^arn:[^:]+:ram:/,
      'the ARN of a resource share starts with "arn:aws:ram:"; write arn:aws:ram:<region>:<account>:resource-share/<id>',
    )
      .optional()
      .describe(
        'ARN of the resource share that gives the account a mesh that exists, to be accepted. Only where mesh.existing. Default: it is accepted already, or needs no acceptance.',
      ),
    tags: texts
      .optional()
      .describe('On everything of the account that may be tagged, besides the tags of the topology.'),
    namespace: text()
      .optional()
      .describe(
        'Private DNS zone of its workloads. Default: <account>.<mesh>.internal, with the name of the mesh as DNS accepts it: in lower case, other characters as hyphens.',
      ),
    interception: word(['none', 'iptables'])
      .optional()
      .describe(
        'How connections get to the proxies of its workloads, on envoy. none: a proxy listens on ports of its own. iptables: the kernel redirects to it what enters and leaves the container, which takes privileges. Default: none.',
      ),
    retired: z.boolean().optional().describe('Empties the stacks of the account before its key is removed.'),
  },
  (written) => (typeof written === 'string' ? `write { id: ${JSON.stringify(written)} }` : undefined),
).meta({ id: 'account', description: 'An AWS account that takes part in the mesh.' });

export const cluster = object({
  kind: word(['ecs', 'eks']),
  account: key,
  existing: text().optional().describe('Name or ARN of a cluster that already exists. Default: created.'),
  capacity: z
    .array(
      object({
        provider: text().describe('FARGATE, FARGATE_SPOT, or the name of a capacity provider that exists.'),
        weight: whole(0, 1000).optional().describe('Share of the tasks beyond base. Default: 1.'),
        base: whole(0, 100_000)
          .optional()
          .describe('Tasks that run on it first; of one provider. Default: 0.'),
      }),
    )
    .min(1, 'at least one capacity provider; write [{ provider: FARGATE }], or leave the key out')
    .optional()
    .describe('Capacity providers of its services. Default: Fargate.'),
});

/** What Terraform allows as the name of a variable (its language's documentation, "Input Variables"). */
export const parameterName = z
  .string()
  .regex(
    /^(?!(source|version|providers|count|for_each|lifecycle|depends_on|locals)$)[A-Za-z_][A-Za-z0-9_]*$/,
    'a parameter name is letters, digits and _, and none of the words that Terraform reserves (source, version, providers, count, for_each, lifecycle, depends_on, locals); choose another name',
  );

export const parameter = object({
  type: word(['string', 'number', 'boolean']).optional().describe('Default: string.'),
  description: z.string().optional(),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
  pattern: z.string().optional().describe('Regular expression that a text value matches as a whole.'),
}).meta({ id: 'parameter', description: 'An input; set it with --set NAME=value.' });

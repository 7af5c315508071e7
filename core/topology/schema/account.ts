import * as z from 'zod';
import { DEFAULT_EKS_VERSION, EKS_VERSIONS } from '../eks';
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

const nodes = object({
  types: z
    .array(
      z
        .string()
        .regex(
          /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/,
          'an instance type is a family and a size; write one like m6i.large',
        ),
    )
    .min(1, 'at least one instance type; write [m6i.large], or leave the key out')
    .optional()
    .describe(
      'Instance types of EC2, of one architecture, of families that give pods security groups of their own: not t2 to t4g. Default: m6i.large.',
    ),
  least: whole(1, 450).optional().describe('Nodes that always run. Default: 2.'),
  most: whole(1, 450).optional().describe('Nodes at most. Default: twice as many as least.'),
  disk: whole(8, 16_384).optional().describe('GiB of the disk of each. Default: 20.'),
});

export const cluster = object({
  kind: word(['ecs', 'eks']),
  account: key,
  existing: text()
    .optional()
    .describe('Name of a cluster that already exists, of ECS also its ARN. Default: created.'),
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
    .describe('Of ECS: capacity providers of its services. Default: Fargate.'),
  version: word(EKS_VERSIONS)
    .optional()
    .describe(`Of EKS: minor version of Kubernetes, in quotes. Default: "${DEFAULT_EKS_VERSION}".`),
  nodes: nodes.optional().describe('Of EKS: the instances on which its pods run.'),
  publicAccess: z
    .array(cidr)
    .optional()
    .describe(
      'Of EKS: blocks of addresses from which the API server is reached from outside of the VPC, such as that of the pipeline which deploys. Default: none.',
    ),
  administrators: z
    .array(text())
    .min(1, 'at least one role; write [deploy], or leave the key out')
    .optional()
    .describe(
      'Of EKS: roles, by name or ARN, that administer the cluster, among them the one that deploys. Name them where pull requests are planned with another role. Default: the role of the account.',
    ),
  namespace: text(
    /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/,
    'a namespace is a DNS label: a lower-case letter, then letters, digits and hyphens, at most 63; write one like shop',
  )
    .optional()
    .describe(
      'Of EKS: namespace of Kubernetes, which is created, for everything of this mesh. Default: the name of the mesh as a DNS label.',
    ),
  addons: z
    .record(
      z
        .string()
        .regex(
          /^[a-z0-9][a-z0-9_-]*$/,
          'an add-on is named in lower case; write a name of "aws eks describe-addon-versions", such as vpc-cni',
        ),
      z
        .string()
        .regex(
          /^v\d[\w.-]*$/,
          'the version of an add-on is written as "aws eks describe-addon-versions" lists it; write one like v1.21.1-eksbuild.3',
        ),
    )
    .optional()
    .describe(
      'Of EKS: versions of add-ons by their names, instead of the usual ones (vpc-cni, kube-proxy, coredns, eks-pod-identity-agent, metrics-server) and besides them.',
    ),
  meshObjects: word(['terraform', 'controller'])
    .optional()
    .describe(
      'Of EKS, on app-mesh: what creates the mesh objects of the workloads on it, Terraform or the App Mesh controller in the cluster. Default: terraform.',
    ),
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

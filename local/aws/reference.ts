import { markdownTable } from '../../core/report';
import type { Allowance } from './allowances';
import { pathServices } from './iam/needs-of-paths';
import { queryResources } from './iam/needs-of-queries';
import { targetServices } from './iam/needs-of-targets';
import type { AwsRule } from './rule';

/** The names in the documentation for the first part of rules' ids; any other part is used as it is. */
const titles: Readonly<Record<string, string>> = {
  ec2: 'EC2',
  json: 'Every service with a JSON protocol',
  'app-mesh': 'App Mesh',
  ram: 'Resource Access Manager',
  'acm-pca': 'ACM Private CA',
  acm: 'Certificate Manager',
  route53: 'Route 53',
  'cloud-map': 'Cloud Map',
  ecs: 'ECS',
  eks: 'EKS',
  elbv2: 'Elastic Load Balancing',
  autoscaling: 'Application Auto Scaling',
  organizations: 'Organizations',
  iam: 'IAM',
};

const introduction = `# What the local AWS refuses

Written from the rules in \`local/aws\` (\`node scripts/local-aws-doc.mjs\`); the errors use the same rows. Each
refusal has the rule's id in the header \`x-meshspan-rule\`, which AWS doesn't have. *Assumed* marks what no
document that we know states: real AWS may return another error, or accept the request.

The column *test* of a rule is the result of a text search: a file of \`test/local/aws\` that has the rule's id in
quotes. In files that end in \`-rules\`, the id is the title of a test that violates the rule, and a test fails if a
rule of the service is missing; these files come first. Any other file may mention the rule for another reason.

Signatures aren't checked, except those of tokens for clusters of EKS. A role that exists in the local AWS may do what its policies allow, and no more: inline and
attached policies, its permissions boundary, and the policies of buckets, secrets and file systems, with their
conditions. This holds for the sessions that AssumeRole opens of it, and for the keys that tasks of ECS get of it. A role
that does not exist, such as one to deploy with, and keys that the local AWS did not issue may do everything that AWS can
allow an identity of the account. A share with a role or user applies to the whole account. The actions of a share's
permissions aren't evaluated: whichever permission it has, accounts may use its resources as AWS's default
permission for their type allows. Quotas are not enforced.`;

/**
 * The file that is shown as a rule's test: the first that has its id in quotes, of those that end in `-rules` if
 * possible.
 * @param tests text of each file, by its name without ending
 */
export function testNaming(rule: string, tests: ReadonlyMap<string, string>): string | undefined {
  const naming = [...tests].filter(([, text]) => text.includes(`'${rule}'`)).map(([file]) => file);
  return naming.find((file) => file.endsWith('-rules')) ?? naming[0];
}

/**
 * The rules as a document: a table for each service, then one of what is accepted.
 * @param tests text of each test's file, by its name without ending
 */
export function referenceOf(
  rules: Readonly<Record<string, AwsRule>>,
  allowances: readonly Allowance[],
  tests: ReadonlyMap<string, string>,
): string {
  const services = new Set(Object.keys(rules).map(serviceOf));
  const sections = [...services].map((service) =>
    titled(
      titles[service] ?? service,
      ['rule', 'what holds', 'error', 'source', 'test'],
      Object.entries(rules)
        .filter(([id]) => serviceOf(id) === service)
        .map(([id, { sentence, status, code, source }]) => [
          `\`${id}\``,
          sentence,
          `${status} \`${code}\``,
          marked(source),
          testNaming(id, tests) ?? 'none',
        ]),
    ),
  );
  const passed = titled(
    'What it accepts, because AWS does',
    ['what happens', 'source', 'test'],
    allowances.map(({ sentence, source, test: [file] }) => [sentence, marked(source), file]),
  );
  return `${[introduction, ...sections, passed, requestsOfRoles].join('\n\n')}\n`;
}

/** Every other request of a role is refused, with a sentence that names its action. */
const requestsOfRoles = `## What a role may be allowed

Of a role the local AWS knows the action and the resource of these requests, and of all that describe something in EC2,
Elastic Load Balancing, IAM or CloudWatch. Every other request of a role is refused, with a sentence that names it.

${markdownTable(
  ['service', 'actions'],
  [
    ...Object.entries(targetServices).map(([service, rows]) => [
      service,
      Object.keys(rows).toSorted().join(', '),
    ]),
    ...Object.entries(pathServices).map(([service, { actions }]) => [service, actions]),
    ...Object.entries(queryResources).map(([service, rows]) => [service, Object.keys(rows).join(', ')]),
  ],
)}`;

const serviceOf = (id: string): string => id.slice(0, id.indexOf('/'));

const marked = (source: string): string => source.replace(/\bassumed\b/, '*assumed*');

const titled = (title: string, ...table: Parameters<typeof markdownTable>): string =>
  `## ${title}\n\n${markdownTable(...table)}`;

import { partitionOf } from '../topology';
import type { Answers, PipelineKind } from './answers';
import { readsNoSecrets } from './plan-role';
import { DEPLOY_ROLE, PLAN_ROLE, ROLE_PARAMETER } from './roles';

interface Host {
  readonly name: string;
  /** Issuer of the tokens, without https://. */
  readonly issuer: string;
  readonly audience: string;
  /** Who may deploy, and who may plan, as the subject of a token. */
  readonly subjects: (account: string) => { readonly deploys: string; readonly plans: string };
  readonly protects: string;
}

const hosts: Readonly<Record<PipelineKind, Host>> = {
  github: {
    name: 'GitHub',
    issuer: 'token.actions.githubusercontent.com',
    audience: 'sts.amazonaws.com',
    subjects: (account) => ({
      deploys: `repo:OWNER/REPOSITORY:environment:${account}`,
      plans: 'repo:OWNER/REPOSITORY:pull_request',
    }),
    protects:
      'Create an environment for each account (Settings, Environments) with required reviewers, and the branch `main` alone: a stack is applied when they agree.',
  },
  gitlab: {
    name: 'GitLab',
    issuer: 'gitlab.com',
    audience: 'https://gitlab.com',
    subjects: () => ({
      deploys: 'project_path:GROUP/PROJECT:ref_type:branch:ref:main',
      plans: 'project_path:GROUP/PROJECT:ref_type:branch:ref:*',
    }),
    protects:
      'Protect the default branch, and the environment of each account (Settings, CI/CD, Protected environments) with approvals. A GitLab of your own has another issuer: write it in place of gitlab.com in the pipeline and below.',
  },
};

/** The part of the README about the pipeline. */
export function pipelineReadme(answers: Answers, kind: PipelineKind): string {
  const { accounts, region, bucket, mesh } = answers;
  const { name, issuer, audience, subjects, protects } = hosts[kind];
  const { key, id } = accounts[0] ?? { key: '', id: '' };
  const partition = partitionOf(region);
  const { deploys, plans } = subjects(key);
  const own = `arn:${partition}:iam::${id}:role/${DEPLOY_ROLE}`;
  const trust = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: `arn:${partition}:iam::${id}:oidc-provider/${issuer}` },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringEquals: { [`${issuer}:aud`]: audience, [`${issuer}:sub`]: deploys } },
      },
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:${partition}:iam::${id}:root` },
        Action: 'sts:AssumeRole',
        Condition: { ArnEquals: { 'aws:PrincipalArn': own } },
      },
    ],
  };
  return `## The pipeline

A pull request is checked, and each stack is planned. On \`main\` the stacks are applied in the order of the plan, each by a job
of its own that signs in to its account with a token of ${name}: there are no keys to store.

1. In each account, create the identity provider \`https://${issuer}\` of IAM, with the audience \`${audience}\`.
2. Let the role \`${DEPLOY_ROLE}\` trust it. This is its trust policy in \`${key}\`. The second statement lets the role assume
   itself, because the stack's provider assumes it again; its own policy needs \`sts:AssumeRole\` on itself for that:

   \`\`\`json
${indented(JSON.stringify(trust, undefined, 2))}
   \`\`\`

3. Create a role \`${PLAN_ROLE}\` in the same way, for the subject \`${plans}\`${plans.endsWith('*') ? ' (with StringLike)' : ''}. Code of a pull request
   runs with it: give it the policy \`ReadOnlyAccess\`, and no permission to change anything. The parameter \`${ROLE_PARAMETER}\` of the
   topology makes the difference. \`ReadOnlyAccess\` also reads every parameter of SSM and every object of S3, so give the role
   this policy too, which leaves it the objects that a plan reads, and no secret:

   \`\`\`json
${indented(JSON.stringify(readsNoSecrets(answers), undefined, 2))}
   \`\`\`

4. Let the roles of all accounts use the bucket \`${bucket}\`, by its policy and theirs: \`s3:ListBucket\`, and below
   \`${mesh}/\` \`s3:GetObject\`, \`s3:PutObject\` and \`s3:DeleteObject\` (the lock); \`${PLAN_ROLE}\` only the first two.
5. ${protects}
6. Commit \`package-lock.json\`, and put meshspan where the pipeline finds it, as above.

After an account was added or removed, write the pipeline again:

    npx meshspan pipeline ${kind}${kind === 'github' ? ' >.github/workflows/mesh.yml' : ' >.gitlab-ci.yml'}`;
}

const indented = (text: string): string =>
  text
    .split('\n')
    .map((line) => `   ${line}`)
    .join('\n');

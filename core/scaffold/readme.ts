import { partitionOf } from '../topology';
import type { Answers } from './answers';
import type { Installation } from './file';
import { nextCommands } from './next';
import { pipelineReadme } from './readme-pipeline';
import { topologyFiles } from './topology-text';
import { homesOf } from './workloads';
import { DEPLOY_ROLE } from './roles';

/** The README of the new folder: what is there, how to try it, and what to change before it is deployed to AWS. */
export function readmeText(answers: Answers, installation: Installation): string {
  const { pipeline } = answers;
  const parts = [
    `# ${answers.mesh}`,
    meaning(answers),
    filesText(answers),
    tryText(answers),
    ownText(answers),
    deployText(answers, installation),
    ...(pipeline === 'none' ? [] : [pipelineReadme(answers, pipeline)]),
  ];
  return `${parts.join('\n\n')}\n`;
}

const meaning = (answers: Answers): string => {
  const { web, api } = homesOf(answers);
  const where =
    web === api
      ? `both in account \`${web}\``
      : `\`web\` in account \`${web}\`, \`api\` in account \`${api}\``;
  return `A mesh of two workloads: \`web\` calls \`api\` (${where}), and the call is encrypted and authenticated on both
sides by their proxies.`;
};

function filesText({ form, pipeline }: Answers): string {
  const rows = [
    [topologyFiles[form], 'the mesh: accounts, workloads, who calls whom'],
    ['main.ts, cdktf.json', 'the CDKTF app, for those who deploy with `cdktf`; nothing else needs it'],
    ['package.json', 'which meshspan is used'],
    ...(pipeline === 'none' ? [] : [[pipelinePaths[pipeline], 'the pipeline: a job for each stack']]),
  ];
  return [
    '| file | what it is |',
    '| --- | --- |',
    ...rows.map(([file, what]) => `| ${file} | ${what} |`),
  ].join('\n');
}

const pipelinePaths = { github: '.github/workflows/mesh.yml', gitlab: '.gitlab-ci.yml' } as const;

const tryText = ({ runs }: Answers): string => `## Try it

You need Node 20, Terraform 1.10 and Python 3.10, or newer, and no AWS account${
  runs === 'eks' ? '. With Go, a Kubernetes API server is built once, which\nstands for the clusters' : ''
}:

    ${nextCommands[0]}
    ${nextCommands[1]}

The second command checks the mesh, deploys it to a local AWS on this machine, plans again${
  runs === 'none' ? '' : ", starts the containers' proxies and\nsends a request through them"
}. The local AWS keeps running until \`npx meshspan local down\`. ${
  runs === 'none'
    ? 'A platform of yours runs the\ncontainers: `npx meshspan plan` lists what each of them needs as outputs of the stacks.'
    : 'Small programs stand for the applications there; on AWS, the\nimages of the topology run.'
}`;

const ownText = ({ form }: Answers): string => `## Make it yours

Change ${topologyFiles[form]}, and ask what it means:

    npx meshspan check
    npx meshspan plan

\`node_modules/meshspan/docs/topology.md\` describes every key.`;

function deployText(
  { accounts, region, form, pipeline, bucket, runs }: Answers,
  { specifier, cdktf }: Installation,
): string {
  const arn = `arn:${partitionOf(region)}:iam::${accounts[0]?.id ?? ''}:role/${DEPLOY_ROLE}`;
  const ids = accounts.map(({ key, id }) => `\`${key}\` has ${id}`).join(', ');
  const steps = [
    `Write the ids of your accounts into ${topologyFiles[form]}: ${ids}.`,
    `Create a role \`${DEPLOY_ROLE}\` in each of them (\`${arn}\`), which may create what
   \`npx meshspan plan\` lists, and which you may assume.`,
    pipeline === 'none'
      ? `The states are in \`.meshspan/state\`, on this machine. If several people deploy, write \`state: { kind: s3, bucket: … }\`
   into the topology first.`
      : `Create the bucket \`${bucket}\` for the states, with versioning and without public access, or write
   the name of yours into the topology.`,
    ...(runs === 'eks' ? [CLUSTERS] : []),
    `\`npx meshspan deploy\` shows what it would do, and asks. With CDKTF instead: \`npx cdktf-cli@${cdktf} deploy '*'\`.`,
  ];
  return `## Deploy it

${steps.map((step, at) => `${at + 1}. ${step}`).join('\n')}

meshspan is not in the npm registry: \`package.json\` names it by its path from here, \`${specifier}\`. For others, and for a
pipeline, put it where they find it too, such as into this folder:

    mkdir -p vendor
    npm pack ${specifier.replace(/^file:/, '')} --pack-destination vendor
    npm install --omit=peer ./vendor/meshspan-*.tgz`;
}

/** What a cluster needs before it is deployed into. */
const CLUSTERS = `The API server of a cluster is private: let yourself in with \`publicAccess\`, or deploy from within its network. A role
   that plans and does not deploy needs an access entry of the cluster with \`AmazonEKSViewPolicy\` and a group of Kubernetes that a
   ClusterRole of yours lets read \`customresourcedefinitions\` and \`securitygrouppolicies\`. \`AmazonEKSAdminViewPolicy\` allows
   more than that: with it, code of a pull request reads every Secret.`;

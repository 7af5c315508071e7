import { unique } from '../../base/collections';
import { at, openParametersOf, partitionOf, type Closed, type Text, type Topology } from '../../topology';
import type { ContainerSpec, Filled, Statement } from './specs';

/** Lets people start commands in containers (ECS developer guide, "Monitor Amazon ECS containers with ECS Exec"). */
export const EXEC: Statement = {
  sid: 'Exec',
  actions: [
    'ssmmessages:CreateControlChannel',
    'ssmmessages:CreateDataChannel',
    'ssmmessages:OpenControlChannel',
    'ssmmessages:OpenDataChannel',
  ],
  resources: [['*']],
  because: 'Systems Manager has no narrower resource for these actions',
};

/**
 * What ECS needs to start these containers besides writing logs: images of private registries, and the secrets that it
 * hands over (ECS developer guide, "Amazon ECS task execution IAM role").
 */
export const startStatementsOf = (
  topology: Closed<Topology>,
  account: string,
  containers: readonly ContainerSpec[],
): readonly Statement[] => [
  ...imageStatements(
    topology,
    account,
    containers.map(({ image }) => image),
  ),
  ...secretStatements(containers.flatMap(({ secrets }) => Object.values(secrets))),
];

/** Host and name of an image in a private registry of Amazon ECR. */
const PRIVATE_IMAGE = /^(?<registry>.+?)\.dkr\.ecr\.(?<region>.+?)\.amazonaws\.com(?:\.cn)?\/(?<name>[^:@]+)/;
/** Everything of a text may be a parameter, so that only Terraform knows the registry. */
const OPEN_START = /^\$\{parameter\./;

/** The repository of an image, where pulling it needs a permission; no registry but Amazon ECR asks for one of IAM. */
function repositoryOf(
  { region, accounts }: Closed<Topology>,
  account: string,
  image: Text,
): Text | undefined {
  const arn = (where: Text, registry: Text, name: Text): Text =>
    `arn:${partitionOf(region)}:ecr:${where}:${registry}:repository/${name}`;
  const found = PRIVATE_IMAGE.exec(image)?.groups;
  if (found !== undefined)
    return arn(found['region'] ?? region, found['registry'] ?? '', found['name'] ?? '*');
  return OPEN_START.test(image) ? arn(region, at(accounts, account).id, '*') : undefined;
}

function imageStatements(
  topology: Closed<Topology>,
  account: string,
  images: readonly Text[],
): readonly Statement[] {
  const repositories = unique(images.flatMap((image) => repositoryOf(topology, account, image) ?? []));
  if (repositories.length === 0) return [];
  const isOpen = repositories.some((repository) => repository.endsWith('*'));
  return [
    {
      sid: 'SignInToRegistry',
      actions: ['ecr:GetAuthorizationToken'],
      resources: [['*']],
      because: 'Amazon ECR has no narrower resource for this action',
    },
    {
      sid: 'Images',
      actions: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      resources: repositories.map((repository) => [repository]),
      ...(isOpen && { because: 'the image is a parameter, so its repository is known to Terraform alone' }),
    },
  ];
}

/** What the ARN of a secret may have after its name: a key of its JSON, a stage and a version. */
const secretArnOf = (reference: Text): Text => reference.split(':').slice(0, 7).join(':');

const SECRET_ACTIONS = [
  ['secretsmanager', 'Secrets', 'secretsmanager:GetSecretValue'],
  ['ssm', 'Parameters', 'ssm:GetParameters'],
] as const;

/** One for each service; a reference that is a parameter as a whole may be of either. */
const secretStatements = (references: readonly Text[]): readonly Statement[] =>
  SECRET_ACTIONS.flatMap(([service, sid, action]): readonly Statement[] => {
    const arns = unique(
      references
        .filter((reference) => {
          const [, , named = ''] = reference.split(':');
          return named === service || openParametersOf(named).length > 0 || OPEN_START.test(reference);
        })
        .map(secretArnOf),
    );
    return arns.length === 0 ? [] : [{ sid, actions: [action], resources: arns.map((arn): Filled => [arn]) }];
  });

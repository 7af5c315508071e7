import {
  at,
  fargateSizeFor,
  isFargate,
  isParameterRef,
  LARGEST_FARGATE_SIZE,
  openParametersOf,
  type Hit,
  type Runtime,
  type Text,
  type Topology,
} from '../topology';
import { arnOf } from './arn';
import { elsewhereOf } from './elsewhere';
import { hit } from './hit';
import { accountIdOf } from './live';
import { runnersOf } from './runners';

/** Sizes that Fargate does not have. */
export const sizeHits = (topology: Topology): readonly Hit[] =>
  runnersOf(topology).flatMap(({ key, runtime }): readonly Hit[] => {
    const { cpu, memory } = runtime;
    if (isParameterRef(cpu) || isParameterRef(memory)) return [];
    const cluster = at(topology.clusters, runtime.cluster);
    if (cluster.kind !== 'ecs' || !isFargate(cluster)) return [];
    const next = fargateSizeFor({ cpu, memory });
    if (next?.cpu === cpu && next.memory === memory) return [];
    const size = next ?? LARGEST_FARGATE_SIZE;
    return [
      hit(
        runtime.at,
        `Fargate has no tasks of ${cpu} CPU units and ${memory} MiB, as "${key}" asks for`,
        `write cpu: ${size.cpu} and memory: ${size.memory}, ${next === undefined ? 'the largest' : 'the next size that has both'}`,
      ),
    ];
  });

/** What runs the containers of a party is called differently on each platform. */
const CALLED = { ecs: 'tasks', eks: 'pods' } as const;
const called = (clusters: Topology['clusters'], { cluster }: Runtime): string =>
  CALLED[at(clusters, cluster).kind];

/** Tasks need subnets, and a way to the images and to AWS. */
export const runtimeNetworkHits = ({ accounts, clusters, ...topology }: Topology): readonly Hit[] =>
  runnersOf({ accounts, clusters, ...topology }).flatMap(({ key, account, runtime }) =>
    at(accounts, account).network.kind === 'none'
      ? [
          hit(
            runtime.at,
            `the ${called(clusters, runtime)} of "${key}" need a network, and account "${account}" has none`,
            `add accounts: { ${account}: { network: { cidr: '10.0.0.0/16' } } } with its own block, or drop the runtime where somebody else runs "${key}"`,
          ),
        ]
      : [],
  );

/** Without a way out a task fetches no image, unless somebody has added endpoints for AWS. */
export const noInternetHits = ({ accounts, clusters, ...topology }: Topology): readonly Hit[] =>
  runnersOf({ accounts, clusters, ...topology }).flatMap(({ key, account, runtime }) => {
    const { network } = at(accounts, account);
    return network.kind === 'create' && network.internet === 'none'
      ? [
          hit(
            runtime.at,
            `the ${called(clusters, runtime)} of "${key}" run in subnets without a way to the internet: they get their images, certificates and secrets only by VPC endpoints, which meshspan does not create`,
            `write internet: nat in accounts.${account}.network; or add the endpoints, and accept: [{ finding: 'runtime/no-internet', because: … }]`,
          ),
        ]
      : [];
  });

/** What a task reads in another account or region than its own. */
export const secretHits = (topology: Topology): readonly Hit[] =>
  runnersOf(topology).flatMap(({ key, account, runtime }) =>
    Object.entries(runtime.application?.secrets ?? {}).flatMap(([name, arn]): readonly Hit[] => {
      const where = elsewhereOf(topology, account, arn);
      if (where.length === 0) return [];
      return [
        hit(
          [...runtime.at, 'secrets', name],
          `secret "${name}" of "${key}" is in ${where.join(' and ')}, and its tasks are in account ${accountIdOf(topology, account)}, ${topology.region}: its own policy and that of its key must admit their role, and no task starts where the other does not answer`,
          `name a secret of the account and region of "${key}", such as a replica; or accept: [{ finding: 'runtime/secret-elsewhere', because: … }]`,
        ),
      ];
    }),
  );

/** The key of a log group is of its region (CloudWatch Logs user guide, "Encrypt log data using AWS KMS"). */
export const logKeyHits = (topology: Topology): readonly Hit[] =>
  runnersOf(topology).flatMap(({ key, runtime }) => {
    const region = runtime.logs.kmsKey === undefined ? undefined : arnOf(runtime.logs.kmsKey)?.region;
    return region === undefined || region === topology.region || openParametersOf(topology.region).length > 0
      ? []
      : [
          hit(
            [...runtime.at, 'logs', 'kmsKey'],
            `the key that encrypts the logs of "${key}" is in ${region}, and the logs are in ${topology.region}`,
            `write the ARN of a key of ${topology.region}, or drop kmsKey`,
          ),
        ];
  });

/** ECS puts the agent of Systems Manager into a container, and that writes files (ECS developer guide, "ECS Exec"). */
export const execHits = (topology: Topology): readonly Hit[] =>
  runnersOf(topology).flatMap(({ key, runtime }) =>
    runtime.exec && runtime.application?.readOnly === true
      ? [
          hit(
            [...runtime.at, 'exec'],
            `nobody can start commands in the container of "${key}": ECS Exec needs a root file system that can be written to, and readOnly forbids it`,
            'drop exec, or drop readOnly',
          ),
        ]
      : [],
  );

/** Policies of AWS that permit far more than one application asks for. */
const BROAD = /^policy\/(?:AdministratorAccess|PowerUserAccess|IAMFullAccess|[A-Za-z0-9]*FullAccess)$/;

/** Policies of AWS that give a task everything, or everything of a service. */
export const broadPolicyHits = (topology: Topology): readonly Hit[] =>
  runnersOf(topology).flatMap(({ key, account, runtime }) =>
    (runtime.application?.policies ?? []).flatMap((arn, index): readonly Hit[] => {
      const resource = policyOf(arn);
      return BROAD.test(resource)
        ? [
            hit(
              [...runtime.at, 'policies', index],
              `the role of "${key}" has the policy "${resource.slice('policy/'.length)}", which permits everything of ${/^policy\/(?:Admin|Power)/.test(resource) ? 'AWS' : 'a service'}`,
              `drop it, or name a policy of your own with the actions and resources that "${key}" uses: arn:aws:iam::${accountIdOf(topology, account)}:policy/${key}`,
            ),
          ]
        : [];
    }),
  );

const policyOf = (arn: Text): string => arn.split(':').slice(5).join(':');

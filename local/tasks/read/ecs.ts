import { fieldOf, parsedJson } from '../../../core/base/json';
import { json } from '../../requests';
import { listed, type Account } from './account';

/** A container of a task definition, as ECS has it (`ContainerDefinition` of the API). */
export interface ContainerDefinition {
  readonly name: string;
  readonly image: string;
  readonly essential?: boolean;
  readonly entryPoint?: readonly string[];
  readonly command?: readonly string[];
  readonly environment?: readonly { readonly name: string; readonly value: string }[];
  readonly secrets?: readonly { readonly name: string; readonly valueFrom: string }[];
  readonly portMappings?: readonly { readonly containerPort: number }[];
  readonly mountPoints?: readonly MountPoint[];
  readonly dependsOn?: readonly Dependency[];
  readonly healthCheck?: HealthCheck;
  readonly readonlyRootFilesystem?: boolean;
  /** Seconds. */
  readonly stopTimeout?: number;
  readonly logConfiguration?: {
    readonly logDriver: string;
    readonly options?: Readonly<Record<string, string>>;
  };
}

export interface MountPoint {
  readonly sourceVolume: string;
  readonly containerPath: string;
  readonly readOnly?: boolean;
}

export interface Dependency {
  readonly containerName: string;
  readonly condition: 'START' | 'COMPLETE' | 'SUCCESS' | 'HEALTHY';
}

/** Times in seconds; ECS's defaults are 30, 5, 3 and 0. */
export interface HealthCheck {
  readonly command: readonly string[];
  readonly interval?: number;
  readonly timeout?: number;
  readonly retries?: number;
  readonly startPeriod?: number;
}

export interface Volume {
  readonly name: string;
  readonly efsVolumeConfiguration?: {
    readonly fileSystemId: string;
    readonly rootDirectory?: string;
    readonly transitEncryption?: string;
    readonly authorizationConfig?: { readonly accessPointId?: string; readonly iam?: string };
  };
}

export interface TaskDefinition {
  readonly taskDefinitionArn: string;
  readonly family: string;
  readonly taskRoleArn?: string;
  readonly executionRoleArn?: string;
  readonly networkMode?: string;
  readonly containerDefinitions: readonly ContainerDefinition[];
  readonly volumes?: readonly Volume[];
  readonly proxyConfiguration?: {
    readonly containerName: string;
    readonly properties?: readonly { readonly name: string; readonly value: string }[];
  };
}

interface ServiceAnswer {
  readonly serviceName: string;
  readonly status?: string;
  readonly desiredCount?: number;
  readonly taskDefinition: string;
  readonly networkConfiguration?: {
    readonly awsvpcConfiguration?: {
      readonly subnets?: readonly string[];
      readonly securityGroups?: readonly string[];
      readonly assignPublicIp?: string;
    };
  };
  readonly loadBalancers?: readonly {
    readonly targetGroupArn?: string;
    readonly containerName?: string;
    readonly containerPort?: number;
  }[];
  readonly serviceRegistries?: readonly { readonly registryArn?: string; readonly containerPort?: number }[];
}

/** A service of ECS with the task definition that its tasks are of. */
export interface DeployedService {
  /** Twelve digits. */
  readonly account: string;
  readonly name: string;
  /** How many tasks it wants. */
  readonly desired: number;
  readonly definition: TaskDefinition;
  readonly subnets: readonly string[];
  readonly groups: readonly string[];
  readonly hasPublicAddress: boolean;
  readonly targets: readonly { readonly group: string; readonly port: number }[];
  /** ARNs of services of Cloud Map. */
  readonly registries: readonly string[];
}

const ecs = (operation: string): string => `AmazonEC2ContainerServiceV20141113.${operation}`;

/** ECS describes at most so many services at a time. */
const AT_A_TIME = 10;

/** The services of all clusters of an account. */
export async function servicesOf(account: Account): Promise<readonly DeployedService[]> {
  const clusters = await listed<string>(account, ['ecs', ecs('ListClusters'), {}], 'clusterArns');
  const found = await Promise.all(clusters.map((cluster) => servicesIn(account, cluster)));
  return found.flat();
}

async function servicesIn(account: Account, cluster: string): Promise<readonly DeployedService[]> {
  const arns = await listed<string>(account, ['ecs', ecs('ListServices'), { cluster }], 'serviceArns');
  const groups = Array.from({ length: Math.ceil(arns.length / AT_A_TIME) }, (_, index) =>
    arns.slice(index * AT_A_TIME, (index + 1) * AT_A_TIME),
  );
  const described = await Promise.all(
    groups.map((services) =>
      listed<ServiceAnswer>(account, ['ecs', ecs('DescribeServices'), { cluster, services }], 'services'),
    ),
  );
  const active = described.flat().filter(({ status = 'ACTIVE' }) => status === 'ACTIVE');
  return Promise.all(
    active.map(async (service) => serviceOf(account, service, await definitionOf(account, service))),
  );
}

async function definitionOf({ client }: Account, { taskDefinition }: ServiceAnswer): Promise<TaskDefinition> {
  const answer = await client.ask(json('ecs', ecs('DescribeTaskDefinition'), { taskDefinition }));
  // What AWS's API model says of it.
  return fieldOf(parsedJson(answer), 'taskDefinition') as TaskDefinition;
}

function serviceOf({ id }: Account, service: ServiceAnswer, definition: TaskDefinition): DeployedService {
  const {
    subnets = [],
    securityGroups = [],
    assignPublicIp,
  } = service.networkConfiguration?.awsvpcConfiguration ?? {};
  return {
    account: id,
    name: service.serviceName,
    desired: service.desiredCount ?? 0,
    definition,
    subnets,
    groups: securityGroups,
    hasPublicAddress: assignPublicIp === 'ENABLED',
    targets: (service.loadBalancers ?? []).flatMap(({ targetGroupArn, containerPort }) =>
      targetGroupArn === undefined || containerPort === undefined
        ? []
        : [{ group: targetGroupArn, port: containerPort }],
    ),
    registries: (service.serviceRegistries ?? []).flatMap(({ registryArn }) => registryArn ?? []),
  };
}

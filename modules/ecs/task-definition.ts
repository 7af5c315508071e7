import { EcsTaskDefinition, type EcsTaskDefinitionVolume } from '@cdktf/provider-aws/lib/ecs-task-definition';
import { Construct } from 'constructs';
import { defined } from '../../core/base/properties';
import type { InterceptionSpec } from '../../core/dataplane/tasks/specs';

export interface TaskDefinitionProps {
  readonly family: string;
  /** JSON of the API's container definitions. */
  readonly containers: string;
  readonly cpu: number;
  readonly memory: number;
  readonly architecture: 'X86_64' | 'ARM64';
  readonly launch: 'FARGATE' | 'EC2';
  readonly taskRoleArn: string;
  readonly executionRoleArn: string;
  readonly volumes: readonly TaskVolume[];
  readonly interception?: InterceptionSpec;
}

/** A volume: empty at the start of a task, or a file system. */
export interface TaskVolume {
  readonly name: string;
  readonly fileSystem?: { readonly id: string; readonly accessPoint: string };
}

/** A task definition of ECS with an address of its own for each task (network mode `awsvpc`). */
export class TaskDefinition extends Construct {
  readonly taskDefinitionArn: string;

  constructor(scope: Construct, id: string, props: TaskDefinitionProps) {
    super(scope, id);
    const { interception } = props;
    const definition = new EcsTaskDefinition(this, EcsTaskDefinition.tfResourceType, {
      family: props.family,
      containerDefinitions: props.containers,
      cpu: String(props.cpu),
      memory: String(props.memory),
      networkMode: 'awsvpc',
      requiresCompatibilities: [props.launch],
      runtimePlatform: { cpuArchitecture: props.architecture, operatingSystemFamily: 'LINUX' },
      taskRoleArn: props.taskRoleArn,
      executionRoleArn: props.executionRoleArn,
      ...(props.volumes.length > 0 && { volume: props.volumes.map(volumeOf) }),
      ...defined({ proxyConfiguration: interception && proxyConfigurationOf(interception) }),
    });
    this.taskDefinitionArn = definition.arn;
  }
}

/** What crosses the network to a file system is encrypted, and the role of the task decides what it may do there. */
const volumeOf = ({ name, fileSystem }: TaskVolume): EcsTaskDefinitionVolume => ({
  name,
  ...(fileSystem !== undefined && {
    efsVolumeConfiguration: {
      fileSystemId: fileSystem.id,
      transitEncryption: 'ENABLED',
      authorizationConfig: { accessPointId: fileSystem.accessPoint, iam: 'ENABLED' },
    },
  }),
});

/** Properties of type APPMESH (ECS API, `ProxyConfiguration`); a list is a text with commas. */
const proxyConfigurationOf = (spec: InterceptionSpec) => ({
  type: 'APPMESH',
  containerName: spec.proxy,
  properties: {
    AppPorts: spec.applicationPorts.join(','),
    EgressIgnoredIPs: spec.ignoredAddresses.join(','),
    EgressIgnoredPorts: spec.ignoredPorts.join(','),
    IgnoredGID: String(spec.ignoredGroup),
    IgnoredUID: String(spec.ignoredUser),
    ProxyEgressPort: String(spec.outboundPort),
    ProxyIngressPort: String(spec.inboundPort),
  },
});

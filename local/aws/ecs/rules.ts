import type { AwsRule } from '../rule';

const api = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference';
const guide = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide';
/** ECS answers most of what is wrong with a task definition so, and with a service as the second. */
const client = { status: 400, code: 'ClientException' };
const parameter = { status: 400, code: 'InvalidParameterException' };

/** What Amazon ECS refuses, of task definitions and services. */
export const ecsRules = {
  'ecs/fargate-size': {
    ...client,
    sentence: 'No Fargate configuration exists for given values of cpu and memory',
    source: `${guide}/task-cpu-memory-error.html`,
  },
  'ecs/fargate-network': {
    ...client,
    sentence: "Fargate only supports network mode 'awsvpc'",
    source: `${guide}/fargate-tasks-services.html`,
  },
  'ecs/definition-size': {
    ...client,
    sentence: "a task definition has at most '65536' bytes",
    source: `${guide}/service-quotas.html`,
  },
  'ecs/container-name': {
    ...client,
    sentence:
      'a container has a name of at most 255 letters, digits, hyphens and underscores, unique in its task definition',
    source: `${api}/API_ContainerDefinition.html; that it is unique is assumed`,
  },
  'ecs/essential': {
    ...client,
    sentence: 'a task has at least one essential container',
    source: `${api}/API_ContainerDefinition.html`,
  },
  'ecs/depends-on': {
    ...client,
    sentence: 'a container depends on another container of its task definition',
    source: `${api}/API_ContainerDependency.html; the error is assumed`,
  },
  'ecs/depends-on-health': {
    ...client,
    sentence: 'condition HEALTHY needs a health check in the definition of the container that is depended on',
    source: `${api}/API_ContainerDependency.html`,
  },
  'ecs/depends-on-end': {
    ...client,
    sentence: 'conditions COMPLETE and SUCCESS are not set on an essential container',
    source: `${api}/API_ContainerDependency.html`,
  },
  'ecs/depends-on-circle': {
    ...client,
    sentence: 'containers do not depend on each other in a circle',
    source: 'assumed',
  },
  'ecs/health-check': {
    ...client,
    sentence:
      'a health check has a command that begins with CMD, CMD-SHELL or NONE, an interval of 5 to 300 seconds, a timeout of 2 to 60, 1 to 10 retries and a start period of 0 to 300',
    source: `${api}/API_HealthCheck.html`,
  },
  'ecs/volume': {
    ...client,
    sentence: 'a mount point names a volume of its task definition',
    source: `${api}/API_MountPoint.html; the error is assumed`,
  },
  'ecs/volume-access-point': {
    ...client,
    sentence:
      "with an access point or IAM a volume on EFS is encrypted in transit; with an access point its root directory is '/'",
    source: `${api}/API_EFSAuthorizationConfig.html`,
  },
  'ecs/environment': {
    ...client,
    sentence:
      'an environment variable has a name, and the name of a secret is not that of another secret or of a variable of its container',
    source: `${api}/API_Secret.html; the error is assumed`,
  },
  'ecs/execution-role': {
    ...client,
    sentence:
      "Fargate requires task definition to have execution role ARN to support log driver awslogs; container secrets require a value for 'executionRoleArn'",
    source: `${guide}/task_execution_IAM_role.html`,
  },
  'ecs/proxy-container': {
    ...client,
    sentence: 'the container of a proxy configuration is one of its task definition',
    source: `${api}/API_ProxyConfiguration.html; the error is assumed`,
  },
  'ecs/host-port': {
    ...client,
    sentence: "with network mode 'awsvpc' a host port is that of the container",
    source: `${api}/API_PortMapping.html`,
  },
  'ecs/container-memory': {
    ...client,
    sentence: 'a container has no more memory than its task, and no more is reserved for all of them',
    source: `${api}/API_ContainerDefinition.html; the error is assumed`,
  },
  'ecs/stop-timeout': {
    ...client,
    sentence: 'on Fargate a container has 120 seconds at most to stop',
    source: `${api}/API_ContainerDefinition.html`,
  },
  'ecs/role': {
    ...client,
    sentence: 'Role is not valid: it exists, in the account of the task definition',
    source: 'assumed',
  },
  'ecs/role-trust': {
    ...parameter,
    sentence:
      'ECS was unable to assume the role: its trust policy allows sts:AssumeRole to ecs-tasks.amazonaws.com (AWS creates the service, and none of its tasks starts)',
    source: `${guide}/task-iam-roles.html; the error is assumed`,
  },
  'ecs/exec-role': {
    ...parameter,
    sentence: 'with enableExecuteCommand the task definition has a valid taskRoleArn',
    source: `${guide}/ecs-exec.html`,
  },
  'ecs/network': {
    ...parameter,
    sentence: "Network Configuration must be provided when networkMode 'awsvpc' is specified",
    source: `${api}/API_CreateService.html`,
  },
  'ecs/subnets': {
    ...parameter,
    sentence: 'the subnets of a service exist in its account, and are of one VPC',
    source: `${api}/API_AwsVpcConfiguration.html`,
  },
  'ecs/security-groups': {
    ...parameter,
    sentence: 'the security groups of a service exist, and are of the VPC of its subnets',
    source: `${api}/API_AwsVpcConfiguration.html`,
  },
  'ecs/capacity-provider': {
    ...parameter,
    sentence: 'a capacity provider of a service is one of its cluster',
    source: `${api}/API_CapacityProviderStrategyItem.html`,
  },
  'ecs/target-container': {
    ...parameter,
    sentence:
      'the container and container port of a load balancer or registry are defined in the task definition',
    source: `${api}/API_LoadBalancer.html`,
  },
  'ecs/target-group': {
    ...parameter,
    sentence:
      "a target group exists, has an associated load balancer, and with network mode 'awsvpc' target type 'ip'",
    source: `${guide}/alb.html`,
  },
  'ecs/target-group-vpc': {
    ...parameter,
    sentence: 'a target group is of the VPC of the subnets',
    source: 'assumed',
  },
  'ecs/grace-period': {
    ...parameter,
    sentence: 'Health check grace period is only valid for services configured to use load balancers',
    source: `${api}/API_CreateService.html`,
  },
  'ecs/registry': {
    ...parameter,
    sentence: 'a service registry is a Cloud Map service of the account',
    source: `${api}/API_ServiceRegistry.html`,
  },
} as const satisfies Readonly<Record<string, AwsRule>>;

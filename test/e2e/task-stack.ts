import type { Stack } from './local-aws';
import { balancers, certificates, groups, subnets } from './task-stack-balancers';

const document = (Statement: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement });
const trust = document([
  { Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole' },
]);
const tlsOnly = (Resource: readonly string[]): object => ({
  Effect: 'Deny',
  Principal: '*',
  Action: '*',
  Resource,
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});

const network = {
  aws_vpc: { it: { cidr_block: '10.0.0.0/16', enable_dns_hostnames: true } },
  aws_subnet: {
    it: {
      count: 2,
      vpc_id: '${aws_vpc.it.id}',
      cidr_block: '10.0.${count.index}.0/24',
      availability_zone: '${["us-west-2a", "us-west-2b"][count.index]}',
    },
  },
  aws_internet_gateway: { it: { vpc_id: '${aws_vpc.it.id}' } },
  aws_security_group: { it: { name: 'tasks', vpc_id: '${aws_vpc.it.id}' } },
};

const roles = {
  aws_iam_role: {
    task: { name: 'trial-task', assume_role_policy: trust },
    start: { name: 'trial-start', assume_role_policy: trust },
  },
  aws_iam_role_policy: {
    task: {
      name: 'allows',
      role: '${aws_iam_role.task.id}',
      policy: document([
        {
          Effect: 'Allow',
          Action: 'secretsmanager:GetSecretValue',
          Resource: '${aws_secretsmanager_secret.it.arn}',
        },
      ]),
    },
  },
  aws_secretsmanager_secret: { it: { name: 'trial', recovery_window_in_days: 7 } },
  aws_ssm_parameter: { it: { name: '/trial', type: 'String', value: 'x' } },
  aws_cloudwatch_log_group: { it: { name: '/trial', retention_in_days: 30 } },
};

const fileSystem = '${aws_efs_file_system.it.id}';
const stores = {
  aws_efs_file_system: { it: { encrypted: true, creation_token: 'trial' } },
  aws_efs_access_point: {
    it: { file_system_id: fileSystem, posix_user: { uid: 1000, gid: 1000 }, root_directory: { path: '/x' } },
  },
  aws_efs_mount_target: {
    it: {
      count: 2,
      file_system_id: fileSystem,
      subnet_id: '${aws_subnet.it[count.index].id}',
      security_groups: groups,
    },
  },
  aws_efs_file_system_policy: {
    it: { file_system_id: fileSystem, policy: document([tlsOnly(['${aws_efs_file_system.it.arn}'])]) },
  },
  aws_efs_backup_policy: { it: { file_system_id: fileSystem, backup_policy: { status: 'ENABLED' } } },
  aws_s3_bucket: { it: { bucket_prefix: 'trial-', force_destroy: true } },
  aws_s3_bucket_policy: {
    it: {
      bucket: '${aws_s3_bucket.it.id}',
      policy: document([tlsOnly(['${aws_s3_bucket.it.arn}', '${aws_s3_bucket.it.arn}/*'])]),
    },
  },
  aws_s3_bucket_versioning: {
    it: { bucket: '${aws_s3_bucket.it.id}', versioning_configuration: { status: 'Enabled' } },
  },
  aws_s3_object: {
    it: {
      bucket: '${aws_s3_bucket.it.id}',
      key: 'a/b.json',
      content: '{}',
      depends_on: ['aws_s3_bucket_policy.it'],
    },
  },
};

const containers = (image: string): string =>
  JSON.stringify([
    {
      name: 'init',
      image: 'init',
      essential: false,
      mountPoints: [{ sourceVolume: 'files', containerPath: '/f' }],
    },
    {
      name: 'envoy',
      image: 'envoy',
      essential: true,
      user: '1337',
      dependsOn: [{ containerName: 'init', condition: 'SUCCESS' }],
      healthCheck: { command: ['CMD-SHELL', 'true'], interval: 5, timeout: 2, retries: 3, startPeriod: 10 },
      portMappings: [{ containerPort: 15_000, hostPort: 15_000, protocol: 'tcp' }],
    },
    {
      name: 'app',
      image,
      essential: true,
      dependsOn: [{ containerName: 'envoy', condition: 'HEALTHY' }],
      secrets: [{ name: 'SECRET', valueFrom: '${aws_secretsmanager_secret.it.arn}' }],
      logConfiguration: {
        logDriver: 'awslogs',
        options: { 'awslogs-group': '/trial', 'awslogs-region': 'us-west-2', 'awslogs-stream-prefix': 'app' },
      },
    },
  ]);

const tasks = (image: string, cpu: number): Stack['resource'] => ({
  aws_ecs_cluster: { it: { name: 'trial', setting: { name: 'containerInsights', value: 'enabled' } } },
  aws_ecs_cluster_capacity_providers: {
    it: { cluster_name: '${aws_ecs_cluster.it.name}', capacity_providers: ['FARGATE', 'FARGATE_SPOT'] },
  },
  aws_ecs_task_definition: {
    it: {
      family: 'trial',
      requires_compatibilities: ['FARGATE'],
      network_mode: 'awsvpc',
      cpu,
      memory: cpu * 2,
      task_role_arn: '${aws_iam_role.task.arn}',
      execution_role_arn: '${aws_iam_role.start.arn}',
      container_definitions: containers(image),
      volume: [
        { name: 'files' },
        {
          name: 'store',
          efs_volume_configuration: {
            file_system_id: fileSystem,
            transit_encryption: 'ENABLED',
            authorization_config: { access_point_id: '${aws_efs_access_point.it.id}', iam: 'ENABLED' },
          },
        },
      ],
      proxy_configuration: {
        type: 'APPMESH',
        container_name: 'envoy',
        properties: {
          AppPorts: '8080',
          IgnoredUID: '1337',
          ProxyEgressPort: '15001',
          ProxyIngressPort: '15000',
        },
      },
    },
  },
  aws_service_discovery_private_dns_namespace: { it: { name: 'trial.internal', vpc: '${aws_vpc.it.id}' } },
  aws_service_discovery_service: {
    it: {
      name: 'app',
      dns_config: {
        namespace_id: '${aws_service_discovery_private_dns_namespace.it.id}',
        dns_records: { ttl: 10, type: 'A' },
      },
    },
  },
  aws_ecs_service: {
    it: {
      name: 'trial',
      cluster: '${aws_ecs_cluster.it.id}',
      task_definition: '${aws_ecs_task_definition.it.arn}',
      desired_count: 2,
      enable_execute_command: true,
      enable_ecs_managed_tags: true,
      propagate_tags: 'SERVICE',
      health_check_grace_period_seconds: 60,
      capacity_provider_strategy: { capacity_provider: 'FARGATE', weight: 1 },
      deployment_circuit_breaker: { enable: true, rollback: true },
      network_configuration: { subnets, security_groups: groups },
      service_registries: { registry_arn: '${aws_service_discovery_service.it.arn}' },
      load_balancer: ['https', 'tls'].map((name) => ({
        target_group_arn: `\${aws_lb_target_group.${name}.arn}`,
        container_name: 'envoy',
        container_port: 15_000,
      })),
      depends_on: ['aws_lb_listener.https', 'aws_lb_listener.tls', 'aws_ecs_cluster_capacity_providers.it'],
    },
  },
  aws_appautoscaling_target: {
    it: {
      max_capacity: 6,
      min_capacity: 2,
      resource_id: 'service/${aws_ecs_cluster.it.name}/${aws_ecs_service.it.name}',
      scalable_dimension: 'ecs:service:DesiredCount',
      service_namespace: 'ecs',
    },
  },
  aws_appautoscaling_policy: {
    it: {
      name: 'cpu',
      policy_type: 'TargetTrackingScaling',
      resource_id: '${aws_appautoscaling_target.it.resource_id}',
      scalable_dimension: '${aws_appautoscaling_target.it.scalable_dimension}',
      service_namespace: '${aws_appautoscaling_target.it.service_namespace}',
      target_tracking_scaling_policy_configuration: {
        predefined_metric_specification: { predefined_metric_type: 'ECSServiceAverageCPUUtilization' },
        target_value: 60,
      },
    },
  },
});

/**
 * All that a workload needs to run on ECS behind load balancers, in one account.
 * @param owner alias of the provider: `owner` or `member`
 */
export function taskStack(owner: string, image: string, cpu: number): Stack {
  const all = { ...network, ...roles, ...stores, ...certificates, ...balancers, ...tasks(image, cpu) };
  const resource = Object.fromEntries(
    Object.entries(all).map(([type, made]: [string, Record<string, object>]) => [
      type,
      Object.fromEntries(
        Object.entries(made).map(([name, one]) => [name, { provider: `aws.${owner}`, ...one }]),
      ),
    ]),
  );
  return {
    resource,
    output: { definition: { value: '${aws_ecs_task_definition.it.arn}' } },
  };
}

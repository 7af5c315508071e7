import { elementText } from '../../../local/aws/corrections/xml';
import type { ecsRules } from '../../../local/aws/ecs/rules';
import { newCloudMapService, newEcsStage, type EcsStage } from './ecs';
import { expectRefused, type Told } from './requests';

let ecs: EcsStage;
beforeAll(async () => {
  ecs = await newEcsStage();
});
afterAll(() => ecs.stage.end());

/** A container that others build on. */
const app = { name: 'app', image: 'nginx', essential: true };
const probe = { command: ['CMD-SHELL', 'true'] };
const another = (more: object): object => ({ ...app, name: 'other', ...more });

/** Registers a task definition with these members instead of the right ones. */
const registered = (members: object): Promise<Told> => ecs.register(members);
const withContainers = (...containerDefinitions: readonly object[]): Promise<Told> =>
  registered({ containerDefinitions });
const created = (members: object): Promise<Told> => ecs.create(members);

/** A request that breaks each rule. */
const broken: Readonly<Record<keyof typeof ecsRules, () => Promise<Told>>> = {
  'ecs/fargate-size': () => registered({ cpu: '300' }),
  'ecs/fargate-network': () => registered({ networkMode: 'bridge' }),
  'ecs/definition-size': () => withContainers({ ...app, command: ['x'.repeat(66_000)] }),
  'ecs/container-name': () => withContainers(app, app),
  'ecs/essential': () => withContainers({ ...app, essential: false }),
  'ecs/depends-on': () =>
    withContainers({ ...app, dependsOn: [{ containerName: 'nobody', condition: 'START' }] }),
  'ecs/depends-on-health': () =>
    withContainers(app, another({ dependsOn: [{ containerName: 'app', condition: 'HEALTHY' }] })),
  'ecs/depends-on-end': () =>
    withContainers(app, another({ dependsOn: [{ containerName: 'app', condition: 'SUCCESS' }] })),
  'ecs/depends-on-circle': () =>
    withContainers(
      { ...app, dependsOn: [{ containerName: 'other', condition: 'START' }] },
      another({ dependsOn: [{ containerName: 'app', condition: 'START' }] }),
    ),
  'ecs/health-check': () => withContainers({ ...app, healthCheck: { command: ['true'] } }),
  'ecs/volume': () =>
    withContainers({ ...app, mountPoints: [{ sourceVolume: 'files', containerPath: '/x' }] }),
  'ecs/volume-access-point': () =>
    registered({
      volumes: [
        {
          name: 'store',
          efsVolumeConfiguration: { fileSystemId: 'fs-1', authorizationConfig: { iam: 'ENABLED' } },
        },
      ],
    }),
  'ecs/environment': () =>
    withContainers({
      ...app,
      environment: [{ name: 'KEY', value: 'x' }],
      secrets: [{ name: 'KEY', valueFrom: 'arn:aws:ssm:us-west-2:111111111111:parameter/x' }],
    }),
  'ecs/execution-role': () =>
    registered({
      executionRoleArn: undefined,
      containerDefinitions: [{ ...app, logConfiguration: { logDriver: 'awslogs' } }],
    }),
  'ecs/proxy-container': () =>
    registered({ proxyConfiguration: { type: 'APPMESH', containerName: 'envoy', properties: [] } }),
  'ecs/host-port': () => withContainers({ ...app, portMappings: [{ containerPort: 80, hostPort: 8080 }] }),
  'ecs/container-memory': () => withContainers({ ...app, memory: 1024 }),
  'ecs/stop-timeout': () => withContainers({ ...app, stopTimeout: 121 }),
  'ecs/role': () => registered({ taskRoleArn: 'arn:aws:iam::111111111111:role/nobody' }),
  'ecs/role-trust': async () => {
    const AssumeRolePolicyDocument = JSON.stringify({
      Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    });
    await ecs.owner.query('iam', 'CreateRole', { RoleName: 'of-ec2', AssumeRolePolicyDocument });
    await registered({ family: 'untrusted', taskRoleArn: 'arn:aws:iam::111111111111:role/of-ec2' });
    return created({ taskDefinition: 'untrusted' });
  },
  'ecs/exec-role': async () => {
    await registered({ family: 'no-role', taskRoleArn: undefined });
    return created({ taskDefinition: 'no-role', enableExecuteCommand: true });
  },
  'ecs/network': () => created({ networkConfiguration: undefined }),
  'ecs/subnets': () => created(ecs.network([ecs.subnet, ecs.otherSubnet], [])),
  'ecs/security-groups': () => created(ecs.network([ecs.subnet], [ecs.otherGroup])),
  'ecs/capacity-provider': () =>
    created({ launchType: undefined, capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT' }] }),
  'ecs/target-container': () =>
    created({
      loadBalancers: [{ targetGroupArn: ecs.targetGroup, containerName: 'app', containerPort: 81 }],
    }),
  'ecs/target-group': () =>
    created({
      loadBalancers: [{ targetGroupArn: ecs.unusedGroup, containerName: 'app', containerPort: 80 }],
    }),
  'ecs/target-group-vpc': () =>
    created({
      loadBalancers: [{ targetGroupArn: ecs.otherTargetGroup, containerName: 'app', containerPort: 80 }],
    }),
  'ecs/grace-period': () => created({ healthCheckGracePeriodSeconds: 60 }),
  'ecs/registry': () =>
    created({
      serviceRegistries: [{ registryArn: 'arn:aws:servicediscovery:us-west-2:111111111111:service/srv-x' }],
    }),
};

test.each(Object.entries(broken))('%s', async (rule, request) => {
  expectRefused(await request(), rule as keyof typeof ecsRules);
});

test('what breaks none of them is registered, created, changed and found again', async () => {
  const definition = await registered({
    family: 'right',
    containerDefinitions: [
      { ...app, name: 'init', essential: false },
      {
        ...app,
        name: 'envoy',
        healthCheck: probe,
        dependsOn: [{ containerName: 'init', condition: 'SUCCESS' }],
      },
      {
        ...app,
        portMappings: [{ containerPort: 80, hostPort: 80 }],
        dependsOn: [{ containerName: 'envoy', condition: 'HEALTHY' }],
      },
    ],
  });
  expect(definition.status).toBe(200);
  const asked = {
    serviceName: 'right',
    taskDefinition: 'right',
    launchType: undefined,
    capacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1 }],
    enableExecuteCommand: true,
    enableECSManagedTags: true,
    healthCheckGracePeriodSeconds: 60,
    loadBalancers: [{ targetGroupArn: ecs.targetGroup, containerName: 'app', containerPort: 80 }],
    serviceRegistries: [{ registryArn: await newCloudMapService(ecs) }],
  };
  expect((await created(asked)).json).toMatchObject({
    service: {
      capacityProviderStrategy: asked.capacityProviderStrategy,
      enableExecuteCommand: true,
      enableECSManagedTags: true,
      healthCheckGracePeriodSeconds: 60,
      availabilityZoneRebalancing: 'DISABLED',
      platformVersion: 'LATEST',
    },
  });
  const { json } = await ecs.ask('UpdateService', {
    cluster: 'yelb',
    service: 'right',
    availabilityZoneRebalancing: 'ENABLED',
    taskDefinition: 'right',
  });
  expect(json['service']).not.toHaveProperty('launchType');
  const described = await ecs.ask('DescribeServices', { cluster: 'yelb', services: ['right'] });
  expect(described.json).toMatchObject({
    services: [{ enableExecuteCommand: true, availabilityZoneRebalancing: 'ENABLED' }],
  });
});

test.each([
  ['256', '512', true],
  ['.25 vCPU', '0.5 GB', false],
  ['0.25 vCPU', '0.5 GB', true],
  ['256', '4096', false],
  ['1024', '1024', false],
  ['1 vCPU', '2GB', true],
  ['4096', '30720', true],
  ['8192', '17408', false],
  ['16384', '122880', true],
  ['256', 'much', false],
])('%s CPU and %s of memory: %s', async (cpu, memory, isRight) => {
  expect((await registered({ cpu, memory })).status).toBe(isRight ? 200 : 400);
});

test('an update is checked against what the service has besides', async () => {
  await registered({
    family: 'first',
    containerDefinitions: [{ ...app, portMappings: [{ containerPort: 80 }] }],
  });
  await registered({ family: 'second', containerDefinitions: [{ ...app, name: 'web' }] });
  await created({
    serviceName: 'changed',
    taskDefinition: 'first',
    loadBalancers: [{ targetGroupArn: ecs.targetGroup, containerName: 'app', containerPort: 80 }],
  });
  const update = { cluster: 'yelb', service: 'changed', taskDefinition: 'second' };
  expectRefused(await ecs.ask('UpdateService', update), 'ecs/target-container');
  // Scaling down before a deletion is not a reason to check anything.
  expect(
    (await ecs.ask('UpdateService', { ...update, taskDefinition: undefined, desiredCount: 0 })).status,
  ).toBe(200);
});

test('the tasks of a service count as running, also after a change of it', async () => {
  await registered({});
  await created({ serviceName: 'running', desiredCount: 3 });
  await registered({});
  await ecs.ask('UpdateService', { cluster: 'yelb', service: 'running', taskDefinition: 'app' });
  const { json } = await ecs.ask('DescribeServices', { cluster: 'yelb', services: ['running'] });
  expect(json['services']).toEqual([
    expect.objectContaining({
      runningCount: 3,
      pendingCount: 0,
      deployments: [
        expect.objectContaining({ status: 'PRIMARY', runningCount: 3, rolloutState: 'COMPLETED' }),
      ],
    }),
  ]);
});

test('a target group has the load balancer whose listener was changed to lead there', async () => {
  const made = async (action: string, asked: Record<string, string>, element: string): Promise<string> =>
    elementText((await ecs.owner.query('elasticloadbalancing', action, asked)).body, element) ?? '';
  const group = (Name: string): Promise<string> =>
    made(
      'CreateTargetGroup',
      { Name, Protocol: 'TCP', Port: '80', VpcId: ecs.vpc, TargetType: 'ip' },
      'TargetGroupArn',
    );
  const [before, after] = [await group('before'), await group('after')];
  const forward = (arn: string): Record<string, string> => ({
    'DefaultActions.member.1.Type': 'forward',
    'DefaultActions.member.1.TargetGroupArn': arn,
  });
  const balancer = { Name: 'moving', Type: 'network', Scheme: 'internal', 'Subnets.member.1': ecs.subnet };
  const LoadBalancerArn = await made('CreateLoadBalancer', balancer, 'LoadBalancerArn');
  const listener = { LoadBalancerArn, Protocol: 'TCP', Port: '80', ...forward(before) };
  const ListenerArn = await made('CreateListener', listener, 'ListenerArn');
  const targetOf = (targetGroupArn: string): object => ({
    serviceName: 'moved',
    loadBalancers: [{ targetGroupArn, containerName: 'app', containerPort: 80 }],
  });
  await registered({});
  expectRefused(await created(targetOf(after)), 'ecs/target-group');
  await made('ModifyListener', { ListenerArn, ...forward(after) }, 'ListenerArn');
  expect((await created(targetOf(after))).status).toBe(200);
});

import { param } from '../../core/topology';
import { market, marketStacks, plannedMarket, withShop } from '../cases/task-plane';
import type { Json, StackJson } from './json';
import { containersOf, statementsOf } from './task-json';

const stack = marketStacks(market);
const front = stack('front');

const containersIn = (json: StackJson, task = 'task_workload-shop'): readonly Json[] => [
  ...containersOf(json, task).values(),
];

test('the addresses of a task are those of its party', () => {
  expect(front.resources.map(({ address }) => address).filter((one) => /task_|cluster_/.test(one))).toEqual([
    'aws_cloudwatch_log_group.task_workload-shop',
    'aws_ecs_cluster.cluster_front',
    'aws_ecs_service.task_workload-shop',
    'aws_ecs_task_definition.task_workload-shop',
    'aws_iam_role.task_workload-shop_start',
    'aws_iam_role.task_workload-shop_task',
    'aws_iam_role_policy.task_workload-shop_start-policy',
  ]);
  expect(front.output('ecs_service_shop')).toEqual({ value: '${aws_ecs_service.task_workload-shop.name}' });
  expect(front.output('cluster_arn_front')).toEqual({ value: '${aws_ecs_cluster.cluster_front.arn}' });
});

test('a service runs in private subnets, in the group of its party, and registers its tasks', () => {
  expect(stack('back').at('aws_ecs_service.task_workload-stock')).toMatchObject({
    cluster: '${aws_ecs_cluster.cluster_back.arn}',
    launch_type: 'FARGATE',
    desired_count: 2,
    deployment_minimum_healthy_percent: 100,
    deployment_maximum_percent: 200,
    deployment_circuit_breaker: { enable: true, rollback: true },
    enable_execute_command: false,
    network_configuration: {
      assign_public_ip: false,
      subnets: ['${aws_subnet.network_private-1.id}', '${aws_subnet.network_private-2.id}'],
      security_groups: ['${aws_security_group.workload_stock.id}'],
    },
    service_registries: { registry_arn: '${aws_service_discovery_service.workload_stock.arn}' },
    wait_for_steady_state: false,
  });
});

test('a service starts once the roles of its tasks may do what they should', () => {
  expect(front.at('aws_ecs_service.task_workload-shop')['depends_on']).toEqual([
    'aws_iam_role_policy.task_workload-shop_start-policy',
  ]);
});

describe('the subnets of a network are a list in another stack', () => {
  test('read from its state', () => {
    expect(front.at('aws_ecs_service.task_workload-shop')).toMatchObject({
      network_configuration: { subnets: '${local.market_shared_private_subnet_ids_front}' },
    });
    expect(front.section('locals')['market_shared_private_subnet_ids_front']).toBe(
      '${try(data.terraform_remote_state.market-shared.outputs.private_subnet_ids_front, [])}',
    );
  });

  test('passed as a variable', () => {
    const passed = marketStacks({ ...market, transport: 'variables' })('front');
    expect(passed.at('aws_ecs_service.task_workload-shop')).toMatchObject({
      network_configuration: { subnets: '${var.market_shared_private_subnet_ids_front}' },
    });
    expect(passed.section('variable')['market_shared_private_subnet_ids_front']).toMatchObject({
      type: 'list(string)',
      nullable: false,
      default: [],
    });
    const { precondition } = passed.output('inputs') as { precondition: readonly Json[] };
    expect(precondition[0]?.['condition']).toContain(
      'market_shared_private_subnet_ids_front = length(var.market_shared_private_subnet_ids_front) > 0',
    );
  });

  test('as the plan says it', () => {
    const value = { kind: 'private-subnet-ids', account: 'front' };
    expect(plannedMarket(market).plan.wires.filter(({ output }) => output.includes('subnet'))).toEqual([
      { from: 'market-shared', to: 'front', output: 'private_subnet_ids_front', kind: 'assigned', value },
    ]);
  });

  test('written in the topology where the network exists', () => {
    const network = {
      vpc: 'vpc-1',
      cidrs: ['10.1.0.0/16'],
      subnets: { private: ['subnet-1', 'subnet-2'] },
      routeTables: { private: ['rtb-1'] },
    };
    const accounts = { ...market.accounts, front: { id: '111111111111', role: 'deploy', network } };
    expect(
      marketStacks({ ...market, accounts })('front').at('aws_ecs_service.task_workload-shop'),
    ).toMatchObject({
      network_configuration: { subnets: ['subnet-1', 'subnet-2'] },
    });
  });
});

describe('what a container gets', () => {
  test('what the data plane puts beside it comes first, and knows values of other stacks', () => {
    expect(containersIn(front)).toMatchObject([
      { name: 'proxy', command: ['--trust=${local.market_shared_authority_arn_root}'] },
      { name: 'app', dependsOn: [{ containerName: 'proxy', condition: 'HEALTHY' }] },
    ]);
  });

  test('a value that is passed as a variable stays inside of its quotes', () => {
    const json = marketStacks({ ...market, transport: 'variables' })('front');
    expect(String(json.at('aws_ecs_task_definition.task_workload-shop')['container_definitions'])).toContain(
      String.raw`"--trust=${'${'}replace(jsonencode(var.market_shared_authority_arn_root), "/^\"|\"$/", "")}"`,
    );
  });

  test('a template in a text is a text', () => {
    const json = marketStacks(withShop({ environment: { A: '${x} %{y} "z" $' } }))('front');
    expect(String(json.at('aws_ecs_task_definition.task_workload-shop')['container_definitions'])).toContain(
      String.raw`{"name":"A","value":"$$\{x} %%{y} \"z\" \u0024"}`.replace(String.raw`\{x`, '{x'),
    );
  });

  test('a parameter stays inside of its quotes', () => {
    const parameters = { image: { type: 'string' } } as const;
    const json = marketStacks(withShop({ image: param('image') }, { parameters }))('front');
    expect(String(json.at('aws_ecs_task_definition.task_workload-shop')['container_definitions'])).toContain(
      String.raw`"image":"${'${'}replace(jsonencode(var.image), "/^\"|\"$/", "")}"`,
    );
    expect(json.section('variable')['image']).toEqual({ type: 'string', nullable: false });
  });
});

test('a role is for the tasks of its account and region alone', () => {
  const { assume_role_policy: policy } = front.at('aws_iam_role.task_workload-shop_task');
  expect(JSON.parse(String(policy))).toMatchObject({
    Statement: [
      {
        Principal: { Service: 'ecs-tasks.amazonaws.com' },
        Condition: {
          StringEquals: { 'aws:SourceAccount': '111111111111' },
          ArnLike: { 'aws:SourceArn': 'arn:aws:ecs:eu-central-1:111111111111:*' },
        },
      },
    ],
  });
});

test('ECS may write logs, pull the image and read the secrets, and the containers may do nothing of it', () => {
  const secret = 'arn:aws:secretsmanager:eu-central-1:111111111111:secret:db-abc';
  const json = marketStacks(
    withShop({
      image: '333333333333.dkr.ecr.eu-central-1.amazonaws.com/shop/web:1',
      secrets: {
        PASSWORD: `${secret}:password::`,
        HOST: 'arn:aws:ssm:eu-central-1:111111111111:parameter/host',
      },
    }),
  )('front');
  expect(statementsOf(json, 'aws_iam_role_policy.task_workload-shop_start-policy')).toMatchObject([
    { Sid: 'Logs', Resource: ['${aws_cloudwatch_log_group.task_workload-shop.arn}:*'] },
    { Sid: 'SignInToRegistry', Resource: ['*'] },
    { Sid: 'Images', Resource: ['arn:aws:ecr:eu-central-1:333333333333:repository/shop/web'] },
    { Sid: 'Secrets', Action: ['secretsmanager:GetSecretValue'], Resource: [secret] },
    { Sid: 'Parameters', Resource: ['arn:aws:ssm:eu-central-1:111111111111:parameter/host'] },
  ]);
  expect(json.ofType('aws_iam_role_policy').map(({ address }) => address)).toEqual([
    'aws_iam_role_policy.task_workload-shop_start-policy',
  ]);
  expect(containersIn(json).at(-1)?.['secrets']).toEqual([
    { name: 'HOST', valueFrom: 'arn:aws:ssm:eu-central-1:111111111111:parameter/host' },
    { name: 'PASSWORD', valueFrom: `${secret}:password::` },
  ]);
});

test('policies of the application are attached to the role of its containers', () => {
  const arn = 'arn:aws:iam::111111111111:policy/orders';
  const json = marketStacks(withShop({ policies: [arn] }))('front');
  const address =
    'aws_iam_role_policy_attachment.task_workload-shop_task-policy-111111111111_3a_policy_2f_orders';
  expect(json.at(address)).toMatchObject({
    role: '${aws_iam_role.task_workload-shop_task.name}',
    policy_arn: arn,
  });
});

describe('where tasks run', () => {
  const clusters = (more: object) => ({ main: { kind: 'ecs', account: 'front', ...more } });

  test('on shares of capacity providers, once the cluster has them', () => {
    const capacity = [
      { provider: 'FARGATE', base: 1 },
      { provider: 'FARGATE_SPOT', weight: 3 },
    ];
    const json = marketStacks({ ...market, clusters: clusters({ capacity }) })('front');
    expect(json.at('aws_ecs_cluster_capacity_providers.cluster_main')).toMatchObject({
      capacity_providers: ['FARGATE', 'FARGATE_SPOT'],
    });
    const service = json.at('aws_ecs_service.task_workload-shop');
    expect(service).toMatchObject({
      cluster: '${aws_ecs_cluster.cluster_main.arn}',
      capacity_provider_strategy: [
        { capacity_provider: 'FARGATE', base: 1, weight: 1 },
        { capacity_provider: 'FARGATE_SPOT', base: 0, weight: 3 },
      ],
    });
    expect(service['launch_type']).toBeUndefined();
    // Without it the provider replaces a service whose shares change: no task runs meanwhile.
    expect(service['force_new_deployment']).toBe(true);
    expect(service['depends_on']).toContain('aws_ecs_cluster_capacity_providers.cluster_main');
  });

  test.each([
    ['main', 'arn:aws:ecs:eu-central-1:111111111111:cluster/main'],
    ['arn:aws:ecs:eu-central-1:111111111111:cluster/x', 'arn:aws:ecs:eu-central-1:111111111111:cluster/x'],
  ])('in the cluster %s, which exists', (existing, arn) => {
    const json = marketStacks({ ...market, clusters: clusters({ existing }) })('front');
    expect(json.ofType('aws_ecs_cluster')).toEqual([]);
    expect(json.at('aws_ecs_service.task_workload-shop')['cluster']).toBe(arn);
  });

  test('in a cluster that a variable names', () => {
    const parameters = { cluster: { type: 'string' } } as const;
    const json = marketStacks({ ...market, parameters, clusters: clusters({ existing: param('cluster') }) })(
      'front',
    );
    expect(json.at('aws_ecs_service.task_workload-shop')['cluster']).toBe(
      '${startswith("${var.cluster}", "arn:") ? "${var.cluster}" : "arn:aws:ecs:eu-central-1:111111111111:cluster/${var.cluster}"}',
    );
  });
});

test('what scales is counted once', () => {
  const json = marketStacks(withShop({ replicas: { least: 2, most: 6, cpu: 70 } }))('front');
  expect(json.at('aws_ecs_service.task_workload-shop')['lifecycle']).toEqual({
    ignore_changes: ['desired_count'],
  });
  expect(json.at('aws_appautoscaling_target.task_workload-shop')).toMatchObject({
    min_capacity: 2,
    max_capacity: 6,
    resource_id:
      'service/${basename(aws_ecs_service.task_workload-shop.cluster)}/${aws_ecs_service.task_workload-shop.name}',
  });
  expect(json.at('aws_appautoscaling_policy.task_workload-shop')).toMatchObject({
    target_tracking_scaling_policy_configuration: { target_value: 70 },
  });
  expect(front.at('aws_ecs_service.task_workload-shop')['lifecycle']).toBeUndefined();
  expect(front.at('aws_ecs_service.task_workload-shop')['force_new_deployment']).toBeUndefined();
});

test('what people may start in containers needs a permission of the containers', () => {
  const json = marketStacks(withShop({ exec: true }))('front');
  expect(json.at('aws_ecs_service.task_workload-shop')['enable_execute_command']).toBe(true);
  expect(statementsOf(json, 'aws_iam_role_policy.task_workload-shop_task-policy')).toMatchObject([
    { Sid: 'Exec' },
  ]);
  expect(containersIn(json).map(({ linuxParameters }) => linuxParameters)).toEqual([
    { initProcessEnabled: true },
    { initProcessEnabled: true },
  ]);
});

import type { WrittenTopology } from '../../core/topology';
import { stored } from '../cases/store-variants';
import { stacksOf, type Json, type StackJson } from './json';
import { containersOf, statementsOf, variablesOf } from './task-json';

const stacks = stacksOf(stored);
const front = stacks('front');
const back = stacks('back');

const mountsOf = (container: Json | undefined): readonly string[] =>
  ((container?.['mountPoints'] ?? []) as readonly Json[]).map(
    ({ sourceVolume, containerPath, readOnly }) =>
      `${String(sourceVolume)} ${String(containerPath)} ${readOnly === true ? 'ro' : 'rw'}`,
  );
const secretArn = (name: string): string =>
  `arn:aws:secretsmanager:eu-central-1:111111111111:secret:${name}-AbCdEf`;

describe('a store on EFS that is created', () => {
  test('is in each account with a task that reads it, and with a reader goes what only it read', () => {
    const of = (stack: StackJson) => stack.ofType('aws_efs_file_system').map(({ address }) => address);
    expect(of(front)).toEqual(['aws_efs_file_system.store_certs']);
    // The stock trusts an authority whose file is in the store, and names none.
    expect(of(back)).toEqual(['aws_efs_file_system.store_archive', 'aws_efs_file_system.store_certs']);
    const { stock: _, ...workloads } = stored.workloads ?? {};
    const without = stacksOf({
      ...stored,
      workloads: { ...workloads, shop: { ...workloads['shop'], calls: [] } as never },
    });
    expect(of(without('back'))).toEqual([]);
  });

  test('is mounted in each private subnet, whichever stack has them', () => {
    const subnets = (stack: StackJson) =>
      stack
        .ofType('aws_efs_mount_target')
        .filter(({ address }) => address.includes('certs'))
        .map(({ body }) => body['subnet_id']);
    expect(subnets(back)).toEqual([
      '${aws_subnet.network_private-1.id}',
      '${aws_subnet.network_private-2.id}',
    ]);
    const from = 'market_shared_private_subnet_ids_front';
    expect(subnets(front)).toEqual([
      `\${try(local.${from}[0], "no private_subnet_ids_front")}`,
      `\${try(local.${from}[1], "no private_subnet_ids_front")}`,
    ]);
  });

  test('is reached by NFS alone, and by what reads or fills it alone', () => {
    const rules = (way: 'ingress' | 'egress') =>
      front
        .ofType(`aws_vpc_security_group_${way}_rule`)
        .filter(({ body }) => body['from_port'] === 2049)
        .map(({ body }) => [
          body['security_group_id'],
          body['referenced_security_group_id'],
          body['to_port'],
        ]);
    const id = (group: string): string => `\${aws_security_group.${group}.id}`;
    expect(rules('ingress')).toEqual([
      [id('store_certs'), id('loader_certs'), 2049],
      [id('store_certs'), id('workload_shop'), 2049],
    ]);
    expect(rules('egress')).toEqual([
      [id('loader_certs'), id('store_certs'), 2049],
      [id('workload_shop'), id('store_certs'), 2049],
    ]);
    const ofStore = front
      .ofType('aws_vpc_security_group_egress_rule')
      .filter(({ body }) => body['security_group_id'] === id('store_certs'));
    expect(ofStore).toEqual([]);
  });

  test('names in its policy the roles that the tasks really have', () => {
    const roles = new Map(
      front.ofType('aws_iam_role').map(({ address, body }) => [address, String(body['name'])]),
    );
    const arn = (address: string): string =>
      `arn:aws:iam::111111111111:role/${roles.get(`aws_iam_role.${address}`) ?? ''}`;
    const statements = statementsOf(front, 'aws_efs_file_system_policy.store_certs');
    const whose = (sid: string): unknown =>
      (statements.find(({ Sid }) => Sid === sid)?.['Condition'] as Record<string, Json> | undefined)?.[
        'ArnNotEquals'
      ]?.['aws:PrincipalArn'];
    expect(whose('OthersDoNotMount')).toEqual([arn('task_workload-shop_task'), arn('loader_certs_task')]);
    expect(whose('OthersDoNotWrite')).toBe(arn('loader_certs_task'));
  });

  test('gives what only it has to AWS Backup', () => {
    expect(back.ofType('aws_efs_backup_policy').map(({ address }) => address)).toEqual([
      'aws_efs_backup_policy.store_archive',
    ]);
  });

  test('is kept where nobody else has its files, unless the topology says otherwise', () => {
    const lifecycles = (stack: StackJson): Readonly<Record<string, unknown>> =>
      Object.fromEntries(
        stack.ofType('aws_efs_file_system').map(({ address, body }) => [address, body['lifecycle']]),
      );
    expect(lifecycles(back)).toEqual({
      'aws_efs_file_system.store_archive': { prevent_destroy: true },
      'aws_efs_file_system.store_certs': undefined,
    });
    expect(
      lifecycles(stacksOf({ ...stored, removalProtection: false })('back'))[
        'aws_efs_file_system.store_archive'
      ],
    ).toBeUndefined();
  });

  test('hands over what others need who read it', () => {
    expect(front.output('file_system_id_certs')).toEqual({ value: '${aws_efs_file_system.store_certs.id}' });
    expect(front.output('access_point_id_certs')).toEqual({
      value: '${aws_efs_access_point.store_certs.id}',
    });
    expect(front.output('store_security_group_id_certs')).toEqual({
      value: '${aws_security_group.store_certs.id}',
    });
  });
});

describe('what fills a store', () => {
  const containers = containersOf(front, 'loader_certs');

  test('is one task that reads the secrets of its files and writes them into it', () => {
    expect([...containers.keys()]).toEqual(['files-init', 'files']);
    for (const container of containers.values()) {
      expect(variablesOf(container)['SECRETS']).toBe(
        ['company company.pem', 'shop-key shop.key', 'shop-chain shop.pem']
          .map((line) => line.split(' '))
          .map(([name = '', file = '']) => `${secretArn(name)} /stores/certs/${file}`)
          .join('\n'),
      );
      expect(mountsOf(container)).toEqual(['efs-certs /stores/certs rw']);
      expect([container['user'], container['readonlyRootFilesystem']]).toEqual(['1337:1337', true]);
    }
    expect(front.at('aws_ecs_service.loader_certs')['desired_count']).toBe(1);
  });

  test('runs on the instances that its cluster has', () => {
    const shop = {
      ...stored.workloads?.['shop'],
      account: 'front',
      runtime: { image: 'shop:1', architecture: 'ARM64' },
    };
    const architectureOn = (provider: string): unknown =>
      stacksOf({
        ...stored,
        clusters: { main: { kind: 'ecs', account: 'front', existing: 'main', capacity: [{ provider }] } },
        workloads: { ...stored.workloads, shop: shop as never },
      })('front').at('aws_ecs_task_definition.loader_certs')['runtime_platform'];
    expect(['graviton', 'FARGATE'].map(architectureOn)).toEqual([
      { cpu_architecture: 'ARM64', operating_system_family: 'LINUX' },
      { cpu_architecture: 'X86_64', operating_system_family: 'LINUX' },
    ]);
  });

  test('may read those secrets and write into that file system, and nothing else', () => {
    expect(
      statementsOf(front, 'aws_iam_role_policy.loader_certs_task-policy').map(({ Action, Resource }) => [
        Action,
        Resource,
      ]),
    ).toEqual([
      [
        ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
        [
          'arn:aws:elasticfilesystem:eu-central-1:111111111111:file-system/${aws_efs_file_system.store_certs.id}',
        ],
      ],
      [['secretsmanager:GetSecretValue'], ['company', 'shop-key', 'shop-chain'].map(secretArn)],
    ]);
  });

  test('starts once the store can be mounted, as do the tasks that read it', () => {
    for (const service of ['loader_certs', 'task_workload-shop'])
      expect(front.at(`aws_ecs_service.${service}`)['depends_on']).toEqual(
        expect.arrayContaining([
          'aws_efs_mount_target.store_certs_mount-target-1',
          'aws_efs_mount_target.store_certs_mount-target-2',
        ]),
      );
  });
});

describe('a task that reads stores', () => {
  test('mounts a file system with TLS and as its role, and copies it into a volume of its own', () => {
    expect(front.at('aws_ecs_task_definition.task_workload-shop')['volume']).toEqual(
      expect.arrayContaining([
        {
          name: 'efs-certs',
          efs_volume_configuration: {
            file_system_id: '${aws_efs_file_system.store_certs.id}',
            transit_encryption: 'ENABLED',
            authorization_config: {
              access_point_id: '${aws_efs_access_point.store_certs.id}',
              iam: 'ENABLED',
            },
          },
        },
      ]),
    );
    const containers = containersOf(front, 'task_workload-shop');
    for (const name of ['files-init', 'files']) {
      expect(variablesOf(containers.get(name))['COPIES']).toBe('/stores/certs /certs');
      expect(mountsOf(containers.get(name))).toEqual(
        expect.arrayContaining(['efs-certs /stores/certs ro', 'store-certs /certs rw']),
      );
    }
    expect(mountsOf(containers.get('envoy'))).toContain('store-certs /certs ro');
    // The application reads no certificate: the proxy does. A volume that nothing fills is its own.
    expect(mountsOf(containers.get('app'))).toEqual(['store-scratch /scratch rw']);
  });

  test('fetches secrets itself from a store of secrets', () => {
    const containers = containersOf(back, 'task_workload-stock');
    expect(variablesOf(containers.get('files'))['SECRETS']).toBe(
      'arn:aws:secretsmanager:eu-central-1:222222222222:secret:paper-AbCdEf /paper/paper.pem',
    );
    expect(mountsOf(containers.get('app'))).toEqual(['store-archive /archive ro', 'store-paper /paper ro']);
  });

  test('may mount to read, and not to write', () => {
    const mounting = statementsOf(front, 'aws_iam_role_policy.task_workload-shop_task-policy').flatMap(
      ({ Action }) => Action as readonly string[],
    );
    expect(mounting.filter((action) => action.startsWith('elasticfilesystem:'))).toEqual([
      'elasticfilesystem:ClientMount',
    ]);
  });
});

test('a file system that exists is only mounted: by an access point of its own, or one that exists', () => {
  const volumes = back.at('aws_ecs_task_definition.task_workload-legacy')['volume'] as readonly Json[];
  const mounted = volumes.flatMap((volume) => {
    const { file_system_id: id, authorization_config: by } = (volume['efs_volume_configuration'] ??
      {}) as Json;
    return id === undefined ? [] : [[id, (by as Json)['access_point_id']]];
  });
  expect(mounted).toEqual([
    ['fs-0123456789abcdef0', '${aws_efs_access_point.store_old.id}'],
    ['fs-0123456789abcdef1', 'fsap-0123456789abcdef0'],
  ]);
  const made = back.resources.filter(({ address }) => /\.store_old/.test(address));
  expect(made.map(({ address }) => address)).toEqual(['aws_efs_access_point.store_old']);
  // One rule for both: AWS refuses the same rule twice.
  const nfs = back
    .ofType('aws_vpc_security_group_egress_rule')
    .filter(({ address, body }) => address.includes('workload_legacy') && body['from_port'] === 2049);
  expect(nfs.map(({ body }) => body['cidr_ipv4'])).toEqual(['10.2.32.0/19']);
});

test('one more task that reads a store changes its policy and adds rules, and nothing else of it', () => {
  const more: WrittenTopology = {
    ...stored,
    workloads: {
      ...stored.workloads,
      clerk: { account: 'back', runtime: { image: 'clerk:1', stores: ['archive', 'certs'] } },
    },
  };
  const after = new Map(stacksOf(more)('back').resources.map(({ address, body }) => [address, body]));
  const before = new Map(back.resources.map(({ address, body }) => [address, body]));
  const changed = [...before].filter(
    ([address, body]) => JSON.stringify(after.get(address)) !== JSON.stringify(body),
  );
  expect(changed.map(([address]) => address)).toEqual(['aws_efs_file_system_policy.store_certs']);
  const added = [...after.keys()].filter((address) => !before.has(address) && !address.includes('clerk'));
  expect(added).toEqual([]);
});

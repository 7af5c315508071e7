import type { Construct } from 'constructs';
import { Addon } from '../../modules/eks/addon';
import { ControlPlane, type ControlPlaneProps } from '../../modules/eks/control-plane';
import { Nodes } from '../../modules/eks/nodes';
import { PodRole } from '../../modules/eks/pod-role';
import { made, named, only } from './made';

const deployer = 'arn:aws:iam::111111111111:role/deploy';
const clusterArn = 'arn:aws:eks:us-west-2:111111111111:cluster/shop-main';

const known = {
  name: 'shop-main',
  version: '1.34',
  roleName: 'shop-main-cluster-us-west-2',
  partition: 'aws',
  accountId: '111111111111',
  subnetIds: ['subnet-1', 'subnet-2'],
  publicAccess: [],
  logs: {
    principal: 'logs.us-west-2.amazonaws.com',
    groupArn: 'arn:aws:logs:us-west-2:111111111111:log-group:/aws/eks/shop-main/cluster',
    retentionDays: 90,
  },
  administratorArns: [deployer],
  protected: true,
};

const plane = (change: Partial<ControlPlaneProps> = {}) =>
  made((scope) => {
    new ControlPlane(scope, 'plane', { ...known, ...change });
  });

const cluster = (change: Partial<ControlPlaneProps> = {}) => plane(change)['aws_eks_cluster']?.[0];
const policyIn = (block: unknown, field: string): { Statement: readonly Record<string, unknown>[] } =>
  JSON.parse(String((block as Record<string, unknown>)[field])) as never;

describe('a control plane', () => {
  test('is reached from the VPC alone', () => {
    expect(cluster()).toMatchObject({
      version: '1.34',
      bootstrap_self_managed_addons: false,
      vpc_config: {
        subnet_ids: ['subnet-1', 'subnet-2'],
        endpoint_private_access: true,
        endpoint_public_access: false,
      },
    });
    expect(cluster()?.['vpc_config']).not.toHaveProperty('public_access_cidrs');
  });

  test('is reached from outside by those blocks that are named', () => {
    expect(cluster({ publicAccess: ['203.0.113.0/24'] })).toMatchObject({
      vpc_config: {
        endpoint_private_access: true,
        endpoint_public_access: true,
        public_access_cidrs: ['203.0.113.0/24'],
      },
    });
  });

  test('encrypts secrets and logs with a key of its own, and logs all that it can', () => {
    const blocks = plane();
    const key = expect.stringMatching(/^\$\{aws_kms_key\..*\.arn\}$/);
    expect(blocks['aws_eks_cluster']).toMatchObject([
      {
        encryption_config: { resources: ['secrets'], provider: { key_arn: key } },
        enabled_cluster_log_types: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'],
      },
    ]);
    expect(blocks['aws_cloudwatch_log_group']).toEqual([
      { name: '/aws/eks/shop-main/cluster', retention_in_days: 90, kms_key_id: key },
    ]);
    expect(policyIn(blocks['aws_kms_key']?.[0], 'policy').Statement).toMatchObject([
      { Sid: 'Account' },
      { Sid: 'Logs', Principal: { Service: 'logs.us-west-2.amazonaws.com' } },
    ]);
  });

  test('exists after its role may do what it should, and after its log group: EKS would make one without a key', () => {
    expect(cluster()?.['depends_on']).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^aws_iam_role_policy_attachment\..*AmazonEKSClusterPolicy/),
        expect.stringMatching(/^aws_iam_role_policy_attachment\..*AmazonEKSVPCResourceController/),
        expect.stringMatching(/^aws_iam_role_policy\./),
        expect.stringMatching(/^aws_cloudwatch_log_group\./),
      ]),
    );
  });

  test('is administered by the role that deploys, by an access entry, and by nobody else', () => {
    const blocks = plane();
    expect(blocks['aws_eks_cluster']).toMatchObject([
      { access_config: { authentication_mode: 'API', bootstrap_cluster_creator_admin_permissions: false } },
    ]);
    expect(blocks['aws_eks_access_entry']).toMatchObject([{ principal_arn: deployer }]);
    expect(blocks['aws_eks_access_policy_association']).toMatchObject([
      {
        policy_arn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
        access_scope: { type: 'cluster' },
      },
    ]);
  });

  test('is administered by each of several roles, and the first keeps its address', () => {
    const other = 'arn:aws:iam::111111111111:role/teams/operators';
    const entries = (administratorArns: readonly string[]) => {
      const blocks = named((scope) => {
        new ControlPlane(scope, 'plane', { ...known, administratorArns });
      });
      return Object.entries(blocks['aws_eks_access_entry'] ?? {}).map(([name, block]) => [
        name,
        block['principal_arn'],
      ]);
    };
    const [first] = entries([deployer]);
    expect(entries([deployer, other])).toEqual([first, [expect.stringContaining('operators'), other]]);
  });

  test('without a known role, by whoever creates it; what says so never replaces the cluster', () => {
    const blocks = plane({ administratorArns: [] });
    expect(blocks['aws_eks_cluster']).toMatchObject([
      {
        access_config: { bootstrap_cluster_creator_admin_permissions: true },
        lifecycle: { ignore_changes: ['access_config[0].bootstrap_cluster_creator_admin_permissions'] },
      },
    ]);
    expect(blocks).not.toHaveProperty('aws_eks_access_entry');
  });

  test.each([true, false])('is protected: %s', (isProtected) => {
    const lifecycle = cluster({ protected: isProtected })?.['lifecycle'] as Record<string, unknown>;
    expect(lifecycle['prevent_destroy']).toBe(isProtected ? true : undefined);
  });
});

const nodes = (architecture: 'X86_64' | 'ARM64' = 'X86_64') =>
  made((scope) => {
    const addon = new Addon(scope, 'addon', {
      clusterName: 'shop-main',
      name: 'vpc-cni',
      version: 'v1.22.4-eksbuild.3',
      after: [],
    });
    new Nodes(scope, 'nodes', {
      name: 'shop-main-nodes',
      clusterName: 'shop-main',
      version: '1.34',
      roleName: 'shop-main-nodes-us-west-2',
      partition: 'aws',
      subnetIds: ['subnet-1'],
      types: ['m6i.large', 'm5.large'],
      architecture,
      least: 2,
      most: 6,
      disk: 50,
      tags: { team: 'shop' },
      after: addon.steps,
    });
  });

describe('nodes', () => {
  test('have encrypted disks and a metadata service that pods do not reach', () => {
    expect(nodes()['aws_launch_template']).toEqual([
      {
        name: 'shop-main-nodes',
        update_default_version: true,
        metadata_options: {
          http_endpoint: 'enabled',
          http_tokens: 'required',
          http_put_response_hop_limit: 1,
        },
        block_device_mappings: [
          {
            device_name: '/dev/xvda',
            ebs: { volume_size: 50, volume_type: 'gp3', encrypted: 'true', delete_on_termination: 'true' },
          },
        ],
        tag_specifications: ['instance', 'volume', 'network-interface'].map((resource_type) => ({
          resource_type,
          tags: { team: 'shop', Name: 'shop-main-nodes' },
        })),
      },
    ]);
  });

  test('start after the network of pods is there, and a new group before the old one goes', () => {
    const [group] = nodes()['aws_eks_node_group'] ?? [];
    expect(group).toMatchObject({
      ami_type: 'AL2023_x86_64_STANDARD',
      instance_types: ['m6i.large', 'm5.large'],
      node_group_name_prefix: 'nodes-',
      scaling_config: { min_size: 2, max_size: 6, desired_size: 2 },
      update_config: { max_unavailable_percentage: 33 },
      lifecycle: { create_before_destroy: true, ignore_changes: ['scaling_config[0].desired_size'] },
    });
    expect(group?.['depends_on']).toContainEqual(expect.stringMatching(/^aws_eks_addon\./));
    expect(group).not.toHaveProperty('remote_access');
  });

  test('have an image for their processors', () => {
    expect(nodes('ARM64')['aws_eks_node_group']).toMatchObject([{ ami_type: 'AL2023_ARM_64_STANDARD' }]);
  });

  test('may join a cluster and pull images, and nothing else', () => {
    expect(nodes()['aws_iam_role_policy_attachment']?.map((block) => block['policy_arn'])).toEqual([
      'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly',
      'arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy',
    ]);
  });
});

test('an add-on has one version, settings, and a role by Pod Identity', () => {
  const identity = { serviceAccount: 'aws-node', roleArn: 'arn:aws:iam::111111111111:role/cni' };
  expect(
    only('aws_eks_addon', (scope) => {
      new Addon(scope, 'addon', {
        clusterName: 'shop-main',
        name: 'vpc-cni',
        version: 'v1.22.4-eksbuild.3',
        settings: '{"env":{"ENABLE_POD_ENI":"true"}}',
        identity,
        after: [],
      });
    }),
  ).toEqual({
    cluster_name: 'shop-main',
    addon_name: 'vpc-cni',
    addon_version: 'v1.22.4-eksbuild.3',
    configuration_values: '{"env":{"ENABLE_POD_ENI":"true"}}',
    pod_identity_association: [
      { service_account: 'aws-node', role_arn: 'arn:aws:iam::111111111111:role/cni' },
    ],
    resolve_conflicts_on_create: 'OVERWRITE',
    resolve_conflicts_on_update: 'OVERWRITE',
  });
});

describe('a role of pods', () => {
  const role = (policy?: string) => (scope: Construct) => {
    new PodRole(scope, 'pod', {
      name: 'shop-ui-pod-us-west-2',
      clusterName: 'shop-main',
      clusterArn,
      namespace: 'shop',
      serviceAccount: 'ui',
      attached: { proxy: 'arn:aws:iam::111111111111:policy/ui-envoy' },
      ...(policy === undefined ? {} : { policy }),
    });
  };

  test('is given to one service account of one cluster', () => {
    const blocks = made(role());
    expect(policyIn(blocks['aws_iam_role']?.[0], 'assume_role_policy').Statement).toEqual([
      {
        Effect: 'Allow',
        Action: ['sts:AssumeRole', 'sts:TagSession'],
        Principal: { Service: 'pods.eks.amazonaws.com' },
        Condition: {
          StringEquals: {
            'aws:RequestTag/eks-cluster-arn': clusterArn,
            'aws:RequestTag/kubernetes-namespace': 'shop',
            'aws:RequestTag/kubernetes-service-account': 'ui',
          },
        },
      },
    ]);
    expect(blocks['aws_eks_pod_identity_association']).toMatchObject([
      { cluster_name: 'shop-main', namespace: 'shop', service_account: 'ui' },
    ]);
  });

  test('may do what it should before a pod gets it', () => {
    const blocks = made(role('{}'));
    expect(blocks['aws_eks_pod_identity_association']?.[0]?.['depends_on']).toEqual([
      expect.stringMatching(/^aws_iam_role_policy\./),
      expect.stringMatching(/^aws_iam_role_policy_attachment\./),
    ]);
  });
});

import { providers } from '../../core/planner';

const trustOf = (service: string, ...more: readonly string[]): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: ['sts:AssumeRole', ...more], Principal: { Service: service } }],
  });

const role = (service: string, ...more: readonly string[]): object => ({
  name: service.split('.', 1)[0],
  assume_role_policy: trustOf(service, ...more),
});

const zones = ['a', 'b'];

/** A cluster of EKS with all that can belong to one, as Terraform writes it in JSON. */
export const eksStack = (nodes: number): object => ({
  terraform: { required_providers: { aws: providers.aws } },
  provider: {
    aws: { region: 'eu-west-1', assume_role: { role_arn: 'arn:aws:iam::111111111111:role/deploy' } },
  },
  resource: {
    aws_vpc: { main: { cidr_block: '10.0.0.0/16' } },
    aws_subnet: Object.fromEntries(
      zones.map((zone, index) => [
        zone,
        {
          vpc_id: '${aws_vpc.main.id}',
          cidr_block: `10.0.${index}.0/24`,
          availability_zone: `eu-west-1${zone}`,
          tags: { Name: `private ${zone}` },
        },
      ]),
    ),
    aws_iam_role: {
      cluster: role('eks.amazonaws.com'),
      nodes: role('ec2.amazonaws.com'),
      pods: role('pods.eks.amazonaws.com', 'sts:TagSession'),
    },
    aws_kms_key: { secrets: {} },
    aws_launch_template: { nodes: { name: 'nodes', update_default_version: true } },
    aws_eks_cluster: {
      main: {
        name: 'main',
        version: '1.34',
        role_arn: '${aws_iam_role.cluster.arn}',
        bootstrap_self_managed_addons: false,
        enabled_cluster_log_types: ['api', 'audit'],
        upgrade_policy: { support_type: 'EXTENDED' },
        access_config: { authentication_mode: 'API', bootstrap_cluster_creator_admin_permissions: false },
        encryption_config: { resources: ['secrets'], provider: { key_arn: '${aws_kms_key.secrets.arn}' } },
        vpc_config: {
          subnet_ids: zones.map((zone) => `\${aws_subnet.${zone}.id}`),
          endpoint_private_access: true,
          endpoint_public_access: true,
          public_access_cidrs: ['192.0.2.0/24'],
        },
        tags: { mesh: 'shop' },
      },
    },
    aws_eks_access_entry: {
      deploy: {
        cluster_name: '${aws_eks_cluster.main.name}',
        principal_arn: 'arn:aws:iam::111111111111:role/deploy',
      },
    },
    aws_eks_access_policy_association: {
      deploy: {
        cluster_name: '${aws_eks_cluster.main.name}',
        principal_arn: '${aws_eks_access_entry.deploy.principal_arn}',
        policy_arn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
        access_scope: { type: 'cluster' },
      },
    },
    aws_eks_addon: {
      network: {
        cluster_name: '${aws_eks_cluster.main.name}',
        addon_name: 'vpc-cni',
        addon_version: 'v1.22.4-eksbuild.3',
        resolve_conflicts_on_create: 'OVERWRITE',
        resolve_conflicts_on_update: 'OVERWRITE',
        configuration_values: '{"env":{"ENABLE_POD_ENI":"true"}}',
        pod_identity_association: [{ service_account: 'aws-node', role_arn: '${aws_iam_role.pods.arn}' }],
      },
    },
    aws_eks_node_group: {
      main: {
        cluster_name: '${aws_eks_cluster.main.name}',
        node_group_name_prefix: 'nodes-',
        version: '1.34',
        node_role_arn: '${aws_iam_role.nodes.arn}',
        subnet_ids: zones.map((zone) => `\${aws_subnet.${zone}.id}`),
        ami_type: 'AL2023_x86_64_STANDARD',
        instance_types: ['m7i.large'],
        launch_template: {
          id: '${aws_launch_template.nodes.id}',
          version: '${aws_launch_template.nodes.latest_version}',
        },
        scaling_config: { min_size: 2, max_size: 5, desired_size: nodes },
        update_config: { max_unavailable_percentage: 33 },
        node_repair_config: { enabled: true },
        depends_on: ['aws_eks_addon.network'],
      },
    },
    aws_eks_pod_identity_association: {
      web: {
        cluster_name: '${aws_eks_cluster.main.name}',
        namespace: 'shop',
        service_account: 'web',
        role_arn: '${aws_iam_role.pods.arn}',
      },
    },
  },
  output: {
    endpoint: { value: '${aws_eks_cluster.main.endpoint}' },
    authority: { value: '${aws_eks_cluster.main.certificate_authority[0].data}' },
  },
});

/** What is in that cluster. */
export const clusterStack = (image: string): object => ({
  terraform: { required_providers: { aws: providers.aws, kubernetes: providers.kubernetes } },
  provider: {
    aws: { region: 'eu-west-1', assume_role: { role_arn: 'arn:aws:iam::111111111111:role/deploy' } },
    kubernetes: {
      host: '${data.aws_eks_cluster.main.endpoint}',
      cluster_ca_certificate: '${base64decode(data.aws_eks_cluster.main.certificate_authority[0].data)}',
      token: '${ephemeral.aws_eks_cluster_auth.main.token}',
    },
  },
  data: { aws_eks_cluster: { main: { name: 'main' } } },
  ephemeral: { aws_eks_cluster_auth: { main: { name: 'main' } } },
  resource: {
    kubernetes_manifest: {
      namespace: { manifest: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } } },
      policy: {
        manifest: {
          apiVersion: 'vpcresources.k8s.aws/v1beta1',
          kind: 'SecurityGroupPolicy',
          metadata: { name: 'web', namespace: 'shop' },
          spec: { podSelector: { matchLabels: { app: 'web' } }, securityGroups: { groupIds: ['sg-1'] } },
        },
        depends_on: ['kubernetes_manifest.namespace'],
      },
    },
    kubernetes_deployment_v1: {
      web: {
        metadata: { name: 'web', namespace: 'shop' },
        spec: {
          replicas: '2',
          selector: { match_labels: { app: 'web' } },
          template: {
            metadata: { labels: { app: 'web' } },
            spec: {
              init_container: [{ name: 'proxy', image: 'proxy:1', restart_policy: 'Always' }],
              container: [{ name: 'app', image }],
            },
          },
        },
        depends_on: ['kubernetes_manifest.policy'],
      },
    },
  },
});

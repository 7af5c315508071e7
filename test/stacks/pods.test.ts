import { changedClusters, podContainers } from '../../core/dataplane/pods';
import { halfOnEks, onEks } from '../cases/pod-variants';
import { planned } from '../cases/synthesized';
import { stacksOf, type StackJson } from './json';

const onPlane = (written: object, dataPlane: string) =>
  stacksOf({ ...written, dataPlane, ...(dataPlane === 'app-mesh' && { acceptEnded: true }) });

const planes = ['envoy', 'app-mesh'] as const;

const addressesIn = (stack: StackJson, which: RegExp): readonly string[] =>
  stack.resources.map(({ address }) => address).filter((address) => which.test(address));

describe.each(planes)('on %s', (plane) => {
  const yelb = onPlane(onEks, plane);
  const half = onPlane(halfOnEks, plane);

  test('a stack of Kubernetes has objects alone, and asks AWS for nothing but a token', () => {
    const { resources, data } = yelb('backend-kubernetes');
    expect(new Set(resources.map(({ type }) => type))).toEqual(
      new Set(['kubernetes_manifest', 'kubernetes_deployment_v1']),
    );
    expect(data.map(({ type }) => type).filter((type) => type !== 'terraform_remote_state')).toEqual([]);
    expect(yelb('backend-kubernetes').section('ephemeral')).toEqual({
      aws_eks_cluster_auth: {
        cluster_backs_token: { provider: 'aws.backend', name: '${local.backend_eks_cluster_name_backs}' },
      },
    });
  });

  test('a provider has the address of its cluster from the stack that creates it', () => {
    expect(yelb('frontend-kubernetes').section('provider')['kubernetes']).toEqual([
      {
        alias: 'fronts',
        host: '${local.frontend_eks_endpoint_fronts}',
        cluster_ca_certificate: '${try(base64decode(local.frontend_eks_certificate_authority_fronts), "")}',
        token: '${ephemeral.aws_eks_cluster_auth.cluster_fronts_token.token}',
      },
    ]);
  });

  test('no token is anywhere but there', () => {
    const stack = yelb('frontend-kubernetes');
    expect(stack.text.match(/\.token\}/g)).toHaveLength(1);
    expect(stack.section('provider')['kubernetes']).not.toMatchObject([{ exec: expect.anything() }]);
  });

  test('the objects of a party have its name', () => {
    expect(addressesIn(yelb('backend-kubernetes'), /yelb-db/)).toEqual([
      'kubernetes_deployment_v1.pod_workload-yelb-db_deployment',
      ...(plane === 'envoy' ? ['kubernetes_manifest.pod_workload-yelb-db_config-map'] : []),
      'kubernetes_manifest.pod_workload-yelb-db_network-policy',
      'kubernetes_manifest.pod_workload-yelb-db_security-group-policy',
      'kubernetes_manifest.pod_workload-yelb-db_service',
      'kubernetes_manifest.pod_workload-yelb-db_service-account',
    ]);
  });

  test('another namespace is refused where the stack has one', () => {
    const after = yelb('backend-kubernetes').resources.map(({ type, address, body }) => ({
      type,
      name: address.slice(type.length + 1),
      attributes: body,
    }));
    const before = [
      {
        type: 'kubernetes_manifest',
        name: 'cluster-objects_backs_namespace',
        attributes: { manifest: { value: { metadata: { name: 'old' } } } },
      },
    ];
    const stack = 'backend-kubernetes';
    expect(changedClusters(planned(onEks).topology)({ stack, before, after }).join()).toContain(
      'namespace of cluster "backs" would change from "old" to "yelb"',
    );
  });

  test('pods start after their namespace, and after what they need', () => {
    const stack = yelb('backend-kubernetes');
    const namespace = 'kubernetes_manifest.cluster-objects_backs_namespace';
    const deployment = stack.at('kubernetes_deployment_v1.pod_workload-yelb-db_deployment');
    expect(deployment['depends_on']).toEqual(
      expect.arrayContaining([
        namespace,
        'kubernetes_manifest.pod_workload-yelb-db_service-account',
        'kubernetes_manifest.pod_workload-yelb-db_security-group-policy',
        'kubernetes_manifest.pod_workload-yelb-db_network-policy',
      ]),
    );
    const others = stack.resources.filter(({ address }) => address !== namespace);
    expect(others.map(({ body }) => body['provider'])).toEqual(others.map(() => 'kubernetes.backs'));
    expect(others.map(({ body }) => body['depends_on'])).toEqual(
      others.map(() => expect.arrayContaining([namespace]) as unknown),
    );
    expect(stack.at(namespace)['depends_on']).toBeUndefined();
  });

  test('pods start after what registers them, and are destroyed before it', () => {
    const registrar = 'kubernetes_deployment_v1.cluster-objects_backs_deployment';
    const pods = yelb('backend-kubernetes').resources.filter(({ address }) => address.includes('.pod_'));
    expect(pods).not.toEqual([]);
    expect(pods.map(({ body }) => body['depends_on'])).toEqual(
      pods.map(() => expect.arrayContaining([registrar]) as unknown),
    );
  });

  test('a role of pods has the policy of its proxy, and tags of its workload', () => {
    const backend = yelb('backend');
    expect(addressesIn(backend, /\.pod_workload-yelb-db/)).toEqual(
      expect.arrayContaining([
        'aws_eks_pod_identity_association.pod_workload-yelb-db',
        'aws_iam_role.pod_workload-yelb-db',
        'aws_iam_role_policy_attachment.pod_workload-yelb-db_proxy',
      ]),
    );
    expect(backend.at('aws_iam_role.pod_workload-yelb-db')).toMatchObject({
      name: 'yelb-yelb-db-pod-us-west-2',
      assume_role_policy: expect.stringContaining(
        '"aws:RequestTag/eks-cluster-arn":"arn:aws:eks:us-west-2:222222222222:cluster/yelb-backs"',
      ),
    });
  });

  test('of a cluster that exists everything is what AWS says', () => {
    const front = half('front');
    expect(front.at('aws_eks_cluster.eks-cluster_old_existing')).toMatchObject({
      name: 'platform',
      provider: 'aws.front',
    });
    expect(addressesIn(front, /^aws_eks_(cluster|node_group|addon)\./)).toEqual([]);
    expect(front.at('aws_eks_pod_identity_association.pod_workload-web')).toMatchObject({
      cluster_name: '${data.aws_eks_cluster.eks-cluster_old_existing.name}',
      namespace: 'shop-front',
      service_account: 'web',
    });
    const [provider] = half('front-kubernetes').section('provider')['kubernetes'] as object[];
    expect(provider).toMatchObject({
      host: '${data.aws_eks_cluster.eks-cluster_old_existing.endpoint}',
      cluster_ca_certificate:
        '${try(base64decode(data.aws_eks_cluster.eks-cluster_old_existing.certificate_authority[0].data), "")}',
    });
  });

  test('whatever is in a cluster is deleted before what holds it', () => {
    const inClusters = [...yelb('backend-kubernetes').resources, ...half('front-kubernetes').resources];
    const held = (resource: { readonly type: string; readonly address: string }): boolean =>
      podContainers.some(({ holds }) => holds({ ...resource, name: resource.address, attributes: {} }));
    expect(inClusters.filter((resource) => !held(resource)).map(({ address }) => address)).toEqual([]);
    const { resources } = yelb('backend');
    const holding = resources.filter(({ type, address }) =>
      podContainers.some(({ is }) => is({ type, name: address, attributes: {} })),
    );
    expect([...new Set(holding.map(({ type }) => type))].toSorted()).toEqual([
      'aws_eks_cluster',
      'aws_eks_node_group',
      'aws_security_group',
    ]);
  });

  test('a stack that is emptied reaches a cluster as long as that is there', () => {
    const { accounts } = onEks;
    const left = onPlane(
      { ...onEks, accounts: { ...accounts, backend: { ...accounts['backend'], retired: true } } },
      plane,
    )('backend-kubernetes');
    expect(left.resources).toEqual([]);
    expect(left.at('aws_eks_cluster.eks-cluster_backs_found')).toMatchObject({
      for_each: '${setintersection(data.aws_eks_clusters.eks-cluster_backs_all.names, ["yelb-backs"])}',
      name: '${each.key}',
      provider: 'aws.backend',
    });
    expect(left.section('provider')['kubernetes']).toMatchObject([
      {
        alias: 'backs',
        host: '${try(one(values(data.aws_eks_cluster.eks-cluster_backs_found)).endpoint, "")}',
      },
    ]);
  });

  test('a workload on ECS is a task as ever', () => {
    expect(addressesIn(half('back'), /^aws_ecs_service/)).toEqual(['aws_ecs_service.task_workload-stock']);
    expect(addressesIn(half('back-kubernetes'), /stock/)).toEqual([]);
  });

  test('what an autoscaler changes is not said twice', () => {
    const deployment = half('front-kubernetes').at('kubernetes_deployment_v1.pod_workload-web_deployment');
    expect(deployment['spec']).not.toHaveProperty('replicas');
    expect(
      half('front-kubernetes').at('kubernetes_manifest.pod_workload-web_horizontal-pod-autoscaler'),
    ).toMatchObject({ manifest: { spec: { minReplicas: 2, maxReplicas: 6 } } });
  });
});

describe('a cluster that is created', () => {
  const backend = onPlane(onEks, 'envoy')('backend');

  test('is made of its control plane, roles, nodes and add-ons', () => {
    expect(addressesIn(backend, /eks-cluster_backs/)).toEqual([
      'aws_cloudwatch_log_group.eks-cluster_backs',
      'aws_eks_access_entry.eks-cluster_backs',
      'aws_eks_access_policy_association.eks-cluster_backs',
      'aws_eks_addon.eks-cluster_backs_coredns',
      'aws_eks_addon.eks-cluster_backs_eks-pod-identity-agent',
      'aws_eks_addon.eks-cluster_backs_kube-proxy',
      'aws_eks_addon.eks-cluster_backs_vpc-cni',
      'aws_eks_cluster.eks-cluster_backs',
      'aws_eks_node_group.eks-cluster_backs',
      'aws_iam_role.eks-cluster_backs_cluster',
      'aws_iam_role.eks-cluster_backs_network',
      'aws_iam_role.eks-cluster_backs_nodes',
      'aws_iam_role_policy.eks-cluster_backs_cluster-policy',
      'aws_iam_role_policy_attachment.eks-cluster_backs_cluster-AmazonEKSClusterPolicy',
      'aws_iam_role_policy_attachment.eks-cluster_backs_cluster-AmazonEKSVPCResourceController',
      'aws_iam_role_policy_attachment.eks-cluster_backs_network-AmazonEKS_CNI_Policy',
      'aws_iam_role_policy_attachment.eks-cluster_backs_nodes-AmazonEC2ContainerRegistryPullOnly',
      'aws_iam_role_policy_attachment.eks-cluster_backs_nodes-AmazonEKSWorkerNodePolicy',
      'aws_kms_key.eks-cluster_backs',
      'aws_launch_template.eks-cluster_backs',
    ]);
  });

  test('has its network before its nodes, and what runs in pods after them', () => {
    expect(backend.at('aws_eks_node_group.eks-cluster_backs')['depends_on']).toEqual(
      expect.arrayContaining([
        'aws_eks_addon.eks-cluster_backs_vpc-cni',
        'aws_eks_addon.eks-cluster_backs_kube-proxy',
        'aws_eks_addon.eks-cluster_backs_eks-pod-identity-agent',
      ]),
    );
    expect(backend.at('aws_eks_addon.eks-cluster_backs_coredns')['depends_on']).toEqual([
      'aws_eks_node_group.eks-cluster_backs',
    ]);
    expect(backend.at('aws_eks_addon.eks-cluster_backs_vpc-cni')).toMatchObject({
      configuration_values: expect.stringContaining('"ENABLE_POD_ENI":"true"'),
      pod_identity_association: [
        { service_account: 'aws-node', role_arn: '${aws_iam_role.eks-cluster_backs_network.arn}' },
      ],
    });
  });

  test('is administered by the role that deploys into it', () => {
    expect(backend.at('aws_eks_access_entry.eks-cluster_backs')).toMatchObject({
      principal_arn: 'arn:aws:iam::222222222222:role/meshspan-deploy',
    });
    expect(backend.output('eks_endpoint_backs')).toEqual({
      value: '${aws_eks_cluster.eks-cluster_backs.endpoint}',
      depends_on: ['aws_eks_access_policy_association.eks-cluster_backs'],
    });
  });

  test('the instances and disks of its nodes have the tags of the stack', () => {
    const tags = { Project: 'yelb' };
    const tagged = onPlane({ ...onEks, tags }, 'envoy')('backend');
    expect(tagged.at('aws_launch_template.eks-cluster_backs')).toMatchObject({
      tag_specifications: ['instance', 'volume', 'network-interface'].map((resource_type) => ({
        resource_type,
        tags: { ...tags, Name: 'yelb-backs-nodes' },
      })),
    });
  });
});

test('passed as variables, the values of a cluster reach the provider', () => {
  const stack = onPlane({ ...onEks, transport: 'variables' }, 'envoy')('frontend-kubernetes');
  expect(stack.section('provider')['kubernetes']).toMatchObject([
    { host: '${var.frontend_eks_endpoint_fronts}' },
  ]);
  expect(stack.text).not.toContain('terraform_remote_state');
});

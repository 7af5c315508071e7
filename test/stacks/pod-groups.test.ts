import { halfOnEks, onEks } from '../cases/pod-variants';
import { stacksOf, type StackJson } from './json';

describe.each(['envoy', 'app-mesh'])('on %s', (dataPlane) => {
  const plane = { dataPlane, ...(dataPlane === 'app-mesh' && { acceptEnded: true }) };
  const yelb = stacksOf({ ...onEks, ...plane });
  const half = stacksOf({ ...halfOnEks, ...plane });

  test('a pod has the security group of its party, and the one that asks the DNS of the cluster', () => {
    expect(
      yelb('backend-kubernetes').at('kubernetes_manifest.pod_workload-yelb-db_security-group-policy'),
    ).toMatchObject({
      manifest: {
        spec: {
          securityGroups: {
            groupIds: [
              '${local.backend_security_group_id_yelb_db}',
              '${local.backend_dns_security_group_id_backs}',
            ],
          },
        },
      },
    });
  });

  test.each([
    ['is created', yelb('backend'), 'backs', '${aws_eks_cluster.eks-cluster_backs.'],
    ['exists', half('front'), 'old', '${data.aws_eks_cluster.eks-cluster_old_existing.'],
  ] as const)('all pods of a cluster that %s ask its DNS by two rules', (_, stack, key, facts) => {
    const cluster = `${facts}vpc_config[0].cluster_security_group_id}`;
    const group = `aws_security_group.dns-of-pods_${key}`;
    const own = `\${${group}.id}`;
    const inCluster = (resource: StackJson['resources'][number]): boolean =>
      resource.body['security_group_id'] === cluster;
    const rules = stack.resources.filter(({ type }) => type.startsWith('aws_vpc_security_group'));
    expect(rules.filter(inCluster).map(({ address }) => address)).toEqual(
      ['tcp', 'udp'].map(
        (protocol) => `aws_vpc_security_group_ingress_rule.dns-of-pods_${key}_cluster_from_${protocol}`,
      ),
    );
    expect(rules.filter(({ body }) => body['security_group_id'] === own)).toMatchObject(
      ['tcp', 'udp'].map((ip_protocol) => ({
        type: 'aws_vpc_security_group_egress_rule',
        body: { ip_protocol, from_port: 53, to_port: 53, referenced_security_group_id: cluster },
      })),
    );
    for (const ip_protocol of ['tcp', 'udp'])
      expect(
        stack.at(`aws_vpc_security_group_ingress_rule.dns-of-pods_${key}_cluster_from_${ip_protocol}`),
      ).toMatchObject({ ip_protocol, from_port: 53, to_port: 53, referenced_security_group_id: own });
    expect(stack.output(`dns_security_group_id_${key}`)).toMatchObject({ value: own });
  });
});

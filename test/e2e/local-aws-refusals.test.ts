import { newTrial, region, type Trial } from './local-aws';

let trial: Trial;
beforeAll(async () => {
  trial = await newTrial();
});
afterAll(() => trial.end());

const owner = 'aws.owner';
const member = 'aws.member';
const vpc = (provider: string) => ({ provider, cidr_block: '10.0.0.0/16' });
const authority = {
  provider: owner,
  type: 'ROOT',
  permanent_deletion_time_in_days: 7,
  certificate_authority_configuration: [
    {
      key_algorithm: 'EC_prime256v1',
      signing_algorithm: 'SHA256WITHECDSA',
      subject: [{ common_name: 'a root without a certificate' }],
    },
  ],
};
const service = (name: string, namespace_id: string) => ({
  provider: owner,
  name,
  force_destroy: true,
  dns_config: [{ namespace_id, dns_records: [{ ttl: 10, type: 'A' }] }],
});

test('an authority that never got its certificate is destroyed', async () => {
  const { added } = await trial.apply('pending', {
    resource: { aws_acmpca_certificate_authority: { root: authority } },
  });
  expect([added, await trial.destroy('pending')]).toEqual([1, 1]);
});

test('an instance with other attributes is replaced, and all of it is destroyed', async () => {
  const stack = (address: string) => ({
    resource: {
      aws_vpc: { one: vpc(owner) },
      aws_service_discovery_private_dns_namespace: {
        one: { provider: owner, name: 'again.internal', vpc: '${aws_vpc.one.id}' },
      },
      aws_service_discovery_service: {
        ui: service('ui', '${aws_service_discovery_private_dns_namespace.one.id}'),
      },
      aws_service_discovery_instance: {
        ui: {
          provider: owner,
          instance_id: 'placeholder',
          service_id: '${aws_service_discovery_service.ui.id}',
          attributes: { AWS_INSTANCE_IPV4: address },
        },
      },
    },
  });
  await trial.apply('again', stack('192.0.2.1'));
  await trial.apply('again', stack('192.0.2.2'));
  expect(await trial.destroy('again')).toBe(4);
});

test('a role is a principal of a share', async () => {
  const { added } = await trial.apply('role', {
    resource: {
      aws_appmesh_mesh: { one: { provider: owner, name: 'with-a-role' } },
      aws_ram_resource_share: { one: { provider: owner, name: 'role', allow_external_principals: true } },
      aws_ram_resource_association: {
        one: {
          provider: owner,
          resource_arn: '${aws_appmesh_mesh.one.arn}',
          resource_share_arn: '${aws_ram_resource_share.one.arn}',
        },
      },
      aws_ram_principal_association: {
        one: {
          provider: owner,
          principal: 'arn:aws:iam::111111111111:role/deploy',
          resource_share_arn: '${aws_ram_resource_share.one.arn}',
        },
      },
    },
  });
  expect([added, await trial.destroy('role')]).toEqual([4, 4]);
});

const namespace = { provider: owner, name: 'two.internal', vpc: '${aws_vpc.one.id}' };
test.each<readonly [what: string, says: RegExp, resource: object]>([
  [
    'a service twice in one namespace',
    /ServiceAlreadyExists/,
    {
      aws_vpc: { one: vpc(owner) },
      aws_service_discovery_private_dns_namespace: { one: namespace },
      aws_service_discovery_service: {
        one: service('ui', '${aws_service_discovery_private_dns_namespace.one.id}'),
        two: {
          ...service('ui', '${aws_service_discovery_private_dns_namespace.one.id}'),
          depends_on: ['aws_service_discovery_service.one'],
        },
      },
    },
  ],
  [
    'a service in no namespace',
    /NamespaceNotFound/,
    { aws_service_discovery_service: { one: service('ui', 'ns-abcdefghijklmnop') } },
  ],
  [
    "a namespace for another account's VPC",
    /private namespace is created for a VPC of its account/,
    {
      aws_vpc: { one: vpc(member) },
      aws_service_discovery_private_dns_namespace: { one: namespace },
    },
  ],
  [
    "a zone for another account's VPC",
    /InvalidVPCId/,
    {
      aws_vpc: { one: vpc(member) },
      aws_route53_zone: {
        one: { provider: owner, name: 'three.internal', vpc: [{ vpc_id: '${aws_vpc.one.id}' }] },
      },
    },
  ],
  [
    'a share of a subnet that is not there',
    /UnknownResourceException/,
    {
      aws_ram_resource_share: { one: { provider: owner, name: 'nothing' } },
      aws_ram_resource_association: {
        one: {
          provider: owner,
          resource_arn: `arn:aws:ec2:${region}:111111111111:subnet/subnet-0123456789abcdef0`,
          resource_share_arn: '${aws_ram_resource_share.one.arn}',
        },
      },
    },
  ],
  [
    'what moto does not have, at once and by name,',
    /StatusCode: 501[^]*the local AWS does not support evidently:POST \/projects/,
    { aws_evidently_project: { one: { provider: owner, name: 'none' } } },
  ],
])('%s is refused', async (what, says, resource) => {
  const name = what.replaceAll(/\W/g, '-');
  const failure: unknown = await trial.apply(name, { resource }).catch((error: unknown) => error);
  // What wraps the lines of an error is no part of it.
  const said = String(failure).replaceAll(/\n[│|]? */g, ' ');
  expect(said).toMatch(says);
  // The provider says so where it repeated a request until it gave up.
  expect(said).not.toContain('exceeded maximum number of attempts');
  await trial.destroy(name);
});

import { newTrial, type Trial } from './local-aws';

// The real Terraform: a run of several stacks takes a minute on two cores.
jest.setTimeout(600_000);

let trial: Trial;
beforeAll(async () => {
  trial = await newTrial();
});
afterAll(() => trial.end());

const vpcs = {
  member: { provider: 'aws.member', cidr_block: '10.193.0.0/16' },
  owner: { provider: 'aws.owner', cidr_block: '10.192.0.0/16' },
};
const namespace = {
  aws_service_discovery_private_dns_namespace: {
    names: { provider: 'aws.member', name: 'backend.yelb.internal', vpc: '${aws_vpc.member.id}' },
  },
};
const zone_id = '${aws_service_discovery_private_dns_namespace.names.hosted_zone}';
const association = (depends_on: readonly string[]): object => ({
  provider: 'aws.owner',
  zone_id,
  vpc_id: '${aws_vpc.owner.id}',
  depends_on,
});

test("an account's names are known in another's network", async () => {
  const resource = {
    aws_vpc: vpcs,
    ...namespace,
    aws_service_discovery_service: {
      db: {
        provider: 'aws.member',
        name: 'yelb-db',
        force_destroy: true,
        dns_config: {
          namespace_id: '${aws_service_discovery_private_dns_namespace.names.id}',
          routing_policy: 'MULTIVALUE',
          dns_records: [{ ttl: 10, type: 'A' }],
        },
      },
    },
    aws_service_discovery_instance: {
      placeholder: {
        provider: 'aws.member',
        service_id: '${aws_service_discovery_service.db.id}',
        instance_id: 'placeholder',
        attributes: { AWS_INSTANCE_IPV4: '192.0.2.1' },
      },
    },
    aws_route53_vpc_association_authorization: {
      owner: { provider: 'aws.member', zone_id, vpc_id: '${aws_vpc.owner.id}' },
    },
    aws_route53_zone_association: {
      owner: association(['aws_route53_vpc_association_authorization.owner']),
    },
    aws_route53_zone: {
      own: {
        provider: 'aws.owner',
        name: 'own.internal',
        vpc: [{ vpc_id: '${aws_vpc.owner.id}' }],
      },
    },
    aws_route53_record: {
      own: {
        provider: 'aws.owner',
        zone_id: '${aws_route53_zone.own.id}',
        name: 'db',
        type: 'A',
        ttl: 10,
        records: ['192.0.2.1'],
      },
    },
  };
  const { added, outputs } = await trial.apply('names', { resource, output: { zone: { value: zone_id } } });
  expect([added, outputs['zone']]).toEqual([9, expect.stringMatching(/^[A-Z0-9]+$/)]);
  expect(await trial.destroy('names')).toBe(9);
});

test('fails to join a zone without authorization', async () => {
  const resource = { aws_vpc: vpcs, ...namespace, aws_route53_zone_association: { owner: association([]) } };
  await expect(trial.apply('unauthorized', { resource })).rejects.toThrow('NotAuthorizedException');
  expect(await trial.destroy('unauthorized')).toBe(3);
});

test("fails to write a record into a namespace's zone", async () => {
  const record = { provider: 'aws.member', zone_id, name: 'db', type: 'A', ttl: 10, records: ['192.0.2.1'] };
  const resource = { aws_vpc: { member: vpcs.member }, ...namespace, aws_route53_record: { db: record } };
  await expect(trial.apply('record', { resource })).rejects.toThrow(
    "a Cloud Map namespace's zone is changed and deleted only through Cloud Map",
  );
  expect(await trial.destroy('record')).toBe(2);
});

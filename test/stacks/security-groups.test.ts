import { http, tcp } from '../../core/topology/write';
import yelb from '../../examples/yelb/topology';
import { stacksOf, type StackJson } from './json';

const stack = stacksOf(yelb);

/** A rule as a person would say it. */
function rulesOf(json: StackJson, direction: 'ingress' | 'egress'): readonly string[] {
  return json
    .ofType(`aws_vpc_security_group_${direction}_rule`)
    .map(({ body }) => {
      const side = String(body['cidr_ipv4'] ?? body['referenced_security_group_id']);
      return `${nameOf(String(body['security_group_id']))} ${String(body['from_port'])} ${nameOf(side)}`;
    })
    .toSorted();
}
const nameOf = (reference: string) => /workload_([a-z0-9-]+)\.id/.exec(reference)?.[1] ?? reference;

test('inside an account a rule names a group, across accounts the private subnets', () => {
  expect(rulesOf(stack('backend'), 'ingress')).toEqual([
    'redis-server 6379 yelb-appserver',
    'yelb-appserver 4567 10.192.32.0/19',
    'yelb-db 5432 yelb-appserver',
  ]);
});

test('outbound traffic is HTTPS to AWS, and to callees', () => {
  expect(rulesOf(stack('backend'), 'egress')).toEqual([
    'redis-server 443 0.0.0.0/0',
    'yelb-appserver 443 0.0.0.0/0',
    'yelb-appserver 5432 yelb-db',
    'yelb-appserver 6379 redis-server',
    'yelb-db 443 0.0.0.0/0',
  ]);
  expect(rulesOf(stack('frontend'), 'egress')).toEqual([
    '${aws_security_group.load-balancer_workload-yelb-ui-application-internal.id} 80 yelb-ui',
    'yelb-ui 443 0.0.0.0/0',
    'yelb-ui 4567 10.193.32.0/19',
  ]);
});

test('groups keep their description, which they could not change in place', () => {
  const groups = stack('backend').ofType('aws_security_group');
  expect(groups.map(({ body }) => [body['name'], body['description']])).toEqual([
    ['yelb-redis-server', 'workload redis-server of mesh yelb'],
    ['yelb-yelb-appserver', 'workload yelb-appserver of mesh yelb'],
    ['yelb-yelb-db', 'workload yelb-db of mesh yelb'],
  ]);
});

test('two callers of one account share its rules, for AWS refuses the same rule twice', () => {
  const twice = stacksOf({
    ...yelb,
    workloads: {
      ...yelb.workloads,
      admin: { account: 'frontend', listens: http(81), calls: ['yelb-appserver'] },
    },
  })('backend');
  expect(rulesOf(twice, 'ingress')).toEqual(rulesOf(stack('backend'), 'ingress'));
});

test('two workloads that call each other name each other', () => {
  const mutual = stacksOf({
    ...yelb,
    workloads: {
      ...yelb.workloads,
      'yelb-db': { account: 'backend', listens: tcp(5432), calls: ['redis-server'] },
      'redis-server': { account: 'backend', listens: tcp(6379), calls: ['yelb-db'] },
    },
  })('backend');
  expect(rulesOf(mutual, 'ingress')).toEqual(
    expect.arrayContaining(['redis-server 6379 yelb-db', 'yelb-db 5432 redis-server']),
  );
});

test('the rules of an existing network are named by their blocks, whatever their order', () => {
  const network = (cidrs: readonly string[]) => ({
    kind: 'existing' as const,
    vpc: 'vpc-0a1b2c3d4e5f60718',
    cidrs: [...cidrs],
    subnets: { private: ['subnet-0a1b2c3d4e5f60718'] },
  });
  const rules = (cidrs: readonly string[]) =>
    stacksOf({
      ...yelb,
      accounts: {
        ...yelb.accounts,
        frontend: { id: '111111111111', role: 'deploy', network: network(cidrs) },
      },
    })('backend').section('resource')['aws_vpc_security_group_ingress_rule'];
  expect(rules(['10.50.0.0/24', '10.51.0.0/24'])).toEqual(rules(['10.51.0.0/24', '10.50.0.0/24']));
});

test('towards a callee that is found by a DNS name, its port is open to anywhere', () => {
  const mail = {
    account: 'backend',
    listens: tcp(587, { tls: 'application' }),
    discovery: { kind: 'dns' as const, hostname: 'smtp.example.com' },
  };
  const outside = stacksOf({
    ...yelb,
    workloads: {
      ...yelb.workloads,
      mail,
      'yelb-db': { account: 'backend', listens: tcp(5432), calls: ['mail'] },
    },
  })('backend');
  expect(rulesOf(outside, 'egress')).toContain('yelb-db 587 0.0.0.0/0');
  expect(rulesOf(outside, 'ingress').filter((rule) => rule.startsWith('mail'))).toEqual(['mail 587 yelb-db']);
});

import { handedOverBy, handedOverText, planText } from '../../../core/report';
import { planned } from '../../cases/synthesized';

const mesh = (parties: number) =>
  planned({
    mesh: 'tide',
    dataPlane: 'app-mesh',
    region: 'eu-west-1',
    owner: 'hub',
    accounts: {
      hub: { id: '111111111111', role: 'deploy', network: { cidr: '10.1.0.0/16' } },
      spoke: { id: '222222222222', role: 'deploy', network: { cidr: '10.2.0.0/16' } },
    },
    authority: { kind: 'private-ca', commonName: 'tide root' },
    gateways: {
      door: {
        account: 'hub',
        listens: { port: 8443, protocol: 'http' },
        routes: [{ prefix: '/', service: 'api-1' }],
      },
    },
    workloads: Object.fromEntries(
      Array.from({ length: parties }, (_, index) => [
        `api-${index + 1}`,
        { account: 'spoke', listens: { port: 80, protocol: 'http' } },
      ]),
    ),
  }).plan;

test('of each workload and gateway the plan hands over group, policy and identity, with @owner for a member', () => {
  const values = handedOverBy(mesh(1));
  expect(values.map(({ thing, what, stack, output }) => [thing, what, stack, output])).toEqual([
    ['certificate "api-1"', 'ARN', 'spoke', 'certificate_arn_api_1'],
    ['workload "api-1"', "policy of the proxy's role", 'spoke', 'proxy_policy_arn_api_1'],
    ['workload "api-1"', 'APPMESH_RESOURCE_ARN of the proxy', 'spoke', 'proxy_resource_arn_api_1'],
    ['workload "api-1"', 'security group', 'spoke', 'security_group_id_api_1'],
    ['certificate "door"', 'ARN', 'hub', 'certificate_arn_door'],
    ['gateway "door"', "policy of the proxy's role", 'hub', 'proxy_policy_arn_door'],
    ['gateway "door"', 'APPMESH_RESOURCE_ARN of the proxy', 'hub', 'proxy_resource_arn_door'],
    ['gateway "door"', 'security group', 'hub', 'security_group_id_door'],
  ]);
  expect(values.flatMap(({ literal }) => literal ?? [])).toEqual([
    'arn:aws:appmesh:eu-west-1:222222222222:mesh/tide@111111111111/virtualNode/api-1',
    'arn:aws:appmesh:eu-west-1:111111111111:mesh/tide/virtualGateway/door',
  ]);
});

test('of a mesh that others add to, the plan hands over the share of each account and the authorities', () => {
  const { plan } = planned({
    mesh: { name: 'tide', sharedWith: ['guest'] },
    region: 'eu-west-1',
    owner: 'hub',
    accounts: { hub: { id: '111111111111', role: 'deploy' }, guest: { id: '333333333333' } },
    authority: { kind: 'private-ca', commonName: 'tide root' },
  });
  expect(handedOverBy(plan).map(({ thing, what, output }) => [thing, what, output])).toEqual([
    ['authority "root"', 'ARN for other topologies', 'authority_arn_root'],
    ['account "guest"', 'ARN of its share, for other topologies', 'share_arn_guest'],
  ]);
});

test('the plan has a line for each thing, and of many the first twenty', () => {
  expect(planText(mesh(1))).toContain(
    'workload "api-1"     spoke  proxy_policy_arn_api_1, proxy_resource_arn_api_1, security_group_id_api_1\n',
  );
  expect(planText(mesh(12))).toContain('and those of 6 more things, which are in --json\n');
});

test('after a deploy it is a table of the values that are there', () => {
  const text = handedOverText(mesh(1), (stack, output) =>
    stack === 'spoke' && output === 'security_group_id_api_1' ? 'sg-1' : undefined,
  );
  expect(text).toBe('of                what            value\nworkload "api-1"  security group  sg-1\n');
  expect(handedOverText(mesh(1), () => undefined)).toBe('');
});

test('a value that is a whole file is named, and not printed', () => {
  const text = handedOverText(mesh(1), (stack, output) =>
    stack === 'spoke' && output === 'security_group_id_api_1' ? '{'.repeat(301) : undefined,
  );
  expect(text).toContain(
    'workload "api-1"  security group  301 characters: output security_group_id_api_1 of stack "spoke"\n',
  );
});

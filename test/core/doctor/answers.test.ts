import {
  answerOf,
  checkOf,
  needsOf,
  questionsOf,
  type AskedNeed,
  type Need,
  type Said,
} from '../../../core/doctor';
import { judge } from '../../../core/judge';
import { helm, providers } from '../../../core/planner';
import { noPositions } from '../../../core/source';

const said = (out: string): Said => ({ ok: true, out, err: '' });
const refused = (code: string): Said => ({
  ok: false,
  out: '',
  err: `An error occurred (${code}) when calling the GetRole operation: with key AKIAABCDEFGHIJKLMNOP`,
});

describe('what AWS says of a need', () => {
  const account: AskedNeed = {
    kind: 'account',
    account: 'front',
    id: '111111111111',
    credentials: { kind: 'profile', profile: 'front' },
  };
  const role: AskedNeed = {
    kind: 'role',
    account: 'front',
    role: 'AWSServiceRoleForECS',
    service: 'ecs.amazonaws.com',
  };
  const organization: AskedNeed = { kind: 'organization', account: 'front' };
  const quota: AskedNeed = {
    kind: 'quota',
    account: 'front',
    quota: 'VPCs of a region',
    code: { service: 'vpc', quota: 'L-F678F1CE' },
    usual: 5,
    wanted: 1,
    of: 'a VPC',
    used: ['ec2', 'describe-vpcs'],
  };

  test.each<readonly [what: string, need: AskedNeed, said: readonly Said[], result: string, found: string]>([
    ['the right account', account, [said('{"Account":"111111111111"}')], 'ok', 'of 111111111111'],
    [
      'another account',
      account,
      [said('{"Account":"222222222222"}')],
      'problem',
      'of 222222222222, and not of 111111111111',
    ],
    ['nobody', account, [refused('ExpiredToken')], 'problem', 'nobody is signed in (GetRole: ExpiredToken)'],
    ['a role that is there', role, [said('arn')], 'ok', 'exists'],
    ['a role that is not', role, [refused('NoSuchEntity')], 'problem', 'does not exist yet'],
    ['a role that may not be read', role, [refused('AccessDenied')], 'not checked', 'GetRole: AccessDenied'],
    ['sharing', organization, [said('{"x": "ram.amazonaws.com"}')], 'ok', 'is switched on'],
    ['no sharing', organization, [said('{}')], 'problem', 'is switched off'],
    ['a quota with room', quota, [said('5.0'), said('4')], 'ok', '4 in use by others, 1 for a VPC: 5 of 5'],
    [
      'a quota without',
      quota,
      [said('5.0'), said('5')],
      'problem',
      '5 in use by others, 1 for a VPC: 6 of 5',
    ],
    [
      'a quota that cannot be read, of which AWS has a usual one',
      quota,
      [refused('AccessDenied'), said('1')],
      'ok',
      '1 in use by others, 1 for a VPC: 2 of 5, as AWS usually permits',
    ],
    [
      'nothing',
      quota,
      [refused('AccessDenied'), refused('AccessDenied')],
      'not checked',
      '1 for a VPC, of 5, as AWS usually permits; how many are in use is not known',
    ],
  ])('%s', (_, need, answers, result, found) => {
    const answer = answerOf(need, answers);
    expect([answer.result, answer.found]).toEqual([result, found]);
    expect(answer.fix !== undefined).toBe(result === 'problem');
    expect(JSON.stringify(answer)).not.toContain('AKIA');
  });

  it('what to do names the command', () => {
    expect(answerOf(role, [refused('NoSuchEntity')]).fix).toContain(
      'aws iam create-service-linked-role --aws-service-name ecs.amazonaws.com',
    );
    expect(answerOf(quota, [said('5.0'), said('9')]).fix).toContain('--desired-value 10');
    expect(questionsOf(quota)).toHaveLength(2);
  });
});

/** The needs of a topology. */
function neededIn(more: object): readonly Need[] {
  const written = {
    mesh: 'shop',
    region: 'eu-central-1',
    owner: 'front',
    accounts: {
      front: { id: '111111111111', role: 'deploy', network: { cidr: '10.1.0.0/16' } },
      back: { id: '222222222222', role: 'deploy', network: { cidr: '10.2.0.0/16' } },
    },
    authority: { kind: 'private-ca', commonName: 'shop root' },
    workloads: {
      web: { account: 'front', calls: ['api'] },
      api: { account: 'back', listens: { port: 80, protocol: 'http' } },
    },
    ...more,
  };
  const judged = judge(
    { ok: true, value: { file: 't.yaml', written, positions: noPositions }, findings: [] },
    { at: new Date() },
  );
  if (judged.kind !== 'judged' || judged.deployable === undefined) throw new Error(JSON.stringify(judged));
  return needsOf(judged.deployable);
}

/** Each with its account. */
const needsIn = (more: object): readonly string[] =>
  neededIn(more).map((need) => `${'account' in need ? `${need.account} ` : ''}${checkOf(need)}`);

describe('what a topology needs', () => {
  it('of its accounts, their networks and its state', () => {
    expect(needsIn({})).toEqual([
      'node',
      'terraform',
      'aws',
      'provider aws 5.100.0',
      'clock',
      'states (local)',
      'front credentials',
      'front VPCs of a region',
      'front Elastic IP addresses of a region',
      'front active peerings of a VPC',
      'front rules of a security group in one direction',
      'back credentials',
      'back VPCs of a region',
      'back Elastic IP addresses of a region',
      'back active peerings of a VPC',
      'back rules of a security group in one direction',
    ]);
  });

  it('of ECS, EKS, load balancers, exec and an organization', () => {
    const needs = needsIn({
      accounts: {
        front: { id: '111111111111', role: 'deploy', network: { cidr: '10.1.0.0/16' } },
        back: {
          id: '222222222222',
          role: 'deploy',
          network: { cidr: '10.2.0.0/16' },
          principal: 'organization',
        },
      },
      clusters: { pods: { kind: 'eks', account: 'back' } },
      workloads: {
        web: {
          account: 'front',
          listens: { port: 8080, protocol: 'http' },
          calls: ['api'],
          entry: { kind: 'load-balancer', port: 80 },
          runtime: { image: 'web:1', exec: true, replicas: { least: 1, most: 4 } },
        },
        api: { account: 'back', listens: { port: 80, protocol: 'http' }, runtime: { image: 'api:1' } },
      },
    });
    expect(needs).toEqual(
      expect.arrayContaining([
        'session-manager-plugin',
        'kubectl',
        'front AWSServiceRoleForECS',
        'front AWSServiceRoleForApplicationAutoScaling_ECSService',
        'front AWSServiceRoleForElasticLoadBalancing',
        'back AWSServiceRoleForAmazonEKS',
        'front sharing with the organization',
        'front application load balancers of a region',
        'front target groups of an ECS service',
      ]),
    );
    expect(needs).not.toContain('back AWSServiceRoleForECS');
  });

  it('no more rules for more parties on a cluster: all of them ask its DNS by the same two', () => {
    const runtime = { image: 'api:1' };
    const api = { account: 'back', listens: { port: 80, protocol: 'http' }, runtime };
    const names = Array.from({ length: 40 }, (_, n) => `api${n}`);
    const rules = neededIn({
      clusters: { pods: { kind: 'eks', account: 'back' } },
      workloads: {
        web: { account: 'front', calls: ['api0'] },
        ...Object.fromEntries(names.map((name) => [name, api])),
      },
    }).find((need) => need.kind === 'quota' && need.account === 'back' && need.quota.startsWith('rules'));
    expect(rules).toMatchObject({ wanted: 1, of: 'the party with most callers or callees', usual: 60 });
  });

  it('of the providers of its stacks, each by its version', () => {
    const providersOf = (more: object): readonly string[] =>
      needsIn(more).filter((need) => need.startsWith('provider '));
    const eks = (meshObjects: string) => ({
      dataPlane: 'app-mesh',
      acceptEnded: true,
      clusters: { pods: { kind: 'eks', account: 'back', meshObjects } },
    });
    const { aws, kubernetes, tls } = providers;
    const named = (name: string, { version }: { readonly version: string }) => `provider ${name} ${version}`;
    expect(providersOf({})).toEqual([named('aws', aws)]);
    expect(providersOf(eks('terraform'))).toEqual([named('aws', aws), named('kubernetes', kubernetes)]);
    expect(providersOf(eks('controller'))).toContain(named('helm', helm));
    const development = { kind: 'development', keysInState: true, commonName: 'shop' };
    expect(providersOf({ authority: development })).toEqual([named('aws', aws), named('tls', tls)]);
  });
});

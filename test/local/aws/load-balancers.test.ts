import { elementContents, elementText } from '../../../local/aws/corrections/xml';
import { newMotoStage, type MotoStage } from './moto';
import { newCertificate } from './private-certificate';
import { expectRefused, requestsOf, type Requests, type Told } from './requests';

let stage: MotoStage;
let owner: Requests;
let member: Requests;
let subnet: string;
let group: string;
beforeAll(async () => {
  stage = await newMotoStage();
  owner = await requestsOf(stage.aws, '111111111111');
  member = await requestsOf(stage.aws, '222222222222');
  const made = async (action: string, asked: Record<string, string>, element: string): Promise<string> =>
    elementText((await owner.query('ec2', action, asked)).body, element) ?? '';
  const vpc = await made('CreateVpc', { CidrBlock: '10.1.0.0/16' }, 'vpcId');
  subnet = await made('CreateSubnet', { VpcId: vpc, CidrBlock: '10.1.1.0/24' }, 'subnetId');
  const asked = { Name: 'tasks', Protocol: 'TLS', Port: '80', VpcId: vpc, TargetType: 'ip' };
  group = elementText((await elb('CreateTargetGroup', asked)).body, 'TargetGroupArn') ?? '';
});
afterAll(() => stage.end());

const elb = (action: string, asked: Record<string, string>): Promise<Told> =>
  owner.query('elasticloadbalancing', action, asked);

let made = 0;
async function newBalancer(Type: string): Promise<{ arn: string; body: string }> {
  made += 1;
  const asked = { Name: `door-${made}`, Type, Scheme: 'internal', 'Subnets.member.1': subnet };
  const { body } = await elb('CreateLoadBalancer', asked);
  return { arn: elementText(body, 'LoadBalancerArn') ?? '', body };
}

const listenerOf = (LoadBalancerArn: string, Protocol: string, certificate: string): Promise<Told> =>
  elb('CreateListener', {
    LoadBalancerArn,
    Protocol,
    Port: '443',
    'Certificates.member.1.CertificateArn': certificate,
    'DefaultActions.member.1.Type': 'forward',
    'DefaultActions.member.1.TargetGroupArn': group,
  });

const presentedBy = async (ListenerArn: string): Promise<readonly string[]> =>
  elementContents(
    (await elb('DescribeListeners', { 'ListenerArns.member.1': ListenerArn })).body,
    'CertificateArn',
  );

const usersOf = async (CertificateArn: string): Promise<unknown> => {
  const { json } = await owner.target('acm', 'CertificateManager.DescribeCertificate', { CertificateArn });
  return (json['Certificate'] as Record<string, unknown>)['InUseBy'];
};

test.each([
  ['application', 'app', 'HTTPS'],
  ['network', 'net', 'TLS'],
])(
  'a listener of a load balancer of type %s presents a private certificate',
  async (type, part, protocol) => {
    const { arn } = await newBalancer(type);
    expect(arn).toContain(`:loadbalancer/${part}/door-`);
    const [first, second] = [await newCertificate(owner), await newCertificate(owner)];
    const created = await listenerOf(arn, protocol, first);
    const listener = elementText(created.body, 'ListenerArn') ?? '';
    expect(listener).toContain(`:listener/${part}/door-`);
    expect(elementContents(created.body, 'CertificateArn')).toEqual([first]);
    expect(await presentedBy(listener)).toEqual([first]);
    expect(await usersOf(first)).toEqual([arn]);
    const modified = await elb('ModifyListener', {
      ListenerArn: listener,
      Port: '443',
      Protocol: protocol,
      'Certificates.member.1.CertificateArn': second,
    });
    expect(elementContents(modified.body, 'CertificateArn')).toEqual([second]);
    expect([await usersOf(first), await usersOf(second)]).toEqual([[], [arn]]);
    const deleted = await owner.target('acm', 'CertificateManager.DeleteCertificate', {
      CertificateArn: second,
    });
    expectRefused(deleted, 'acm/in-use');
    await elb('DeleteListener', { ListenerArn: listener });
    expect(await usersOf(second)).toEqual([]);
  },
);

test('a listener has more certificates, of which the default is replaced only', async () => {
  const { arn } = await newBalancer('application');
  const [first, second] = [await newCertificate(owner), await newCertificate(owner)];
  const ListenerArn = elementText((await listenerOf(arn, 'HTTPS', first)).body, 'ListenerArn') ?? '';
  const certificate = (one: string): Record<string, string> => ({
    ListenerArn,
    'Certificates.member.1.CertificateArn': one,
  });
  await elb('AddListenerCertificates', certificate(second));
  const listed = async (): Promise<readonly string[]> => {
    const { body } = await elb('DescribeListenerCertificates', { ListenerArn });
    return elementContents(body, 'member').map((one) => one.replaceAll(/<[^>]*>/g, ' ').trim());
  };
  expect(await listed()).toEqual([`${first}  true`, `${second}  false`]);
  await elb('RemoveListenerCertificates', certificate(first));
  await elb('RemoveListenerCertificates', certificate(second));
  expect(await listed()).toEqual([`${first}  true`]);
  await elb('DeleteLoadBalancer', { LoadBalancerArn: arn });
  expect(await usersOf(first)).toEqual([]);
});

test('a listener presents only what was issued, in its account', async () => {
  const { arn } = await newBalancer('application');
  const none = 'arn:aws:acm:us-west-2:111111111111:certificate/none';
  expectRefused(await listenerOf(arn, 'HTTPS', none), 'elbv2/certificate-found');
  expectRefused(await listenerOf(arn, 'HTTPS', await newCertificate(member)), 'elbv2/certificate-found');
});

test('certificates of IAM stay those of moto', async () => {
  const { arn } = await newBalancer('application');
  const certificate = 'arn:aws:iam::111111111111:server-certificate/mine';
  const listener = elementText((await listenerOf(arn, 'HTTPS', certificate)).body, 'ListenerArn') ?? '';
  expect(await presentedBy(listener)).toEqual([certificate]);
});

test('rules apply to what comes through PrivateLink, unless they are turned off', async () => {
  const { arn, body } = await newBalancer('network');
  const element = 'EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic';
  expect(elementText(body, element)).toBe('on');
  await elb('SetSecurityGroups', { LoadBalancerArn: arn, [element]: 'off' });
  const described = await elb('DescribeLoadBalancers', { 'LoadBalancerArns.member.1': arn });
  expect(elementText(described.body, element)).toBe('off');
  expect(elementText((await newBalancer('application')).body, element)).toBeUndefined();
});

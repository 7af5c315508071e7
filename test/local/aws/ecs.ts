import { elementText } from '../../../local/aws/corrections/xml';
import { newTaskRole } from './iam-roles';
import { newMotoStage, type MotoStage } from './moto';
import { requestsOf, type Requests, type Told } from './requests';

const account = '111111111111';

/** A cluster with all that a service needs, and things of another network. */
export interface EcsStage {
  readonly stage: MotoStage;
  readonly owner: Requests;
  readonly subnet: string;
  readonly otherSubnet: string;
  readonly otherGroup: string;
  /** Target groups: with a load balancer, without one, and of another network. */
  readonly targetGroup: string;
  readonly unusedGroup: string;
  readonly otherTargetGroup: string;
  readonly vpc: string;
  ask(operation: string, asked: object): Promise<Told>;
  /** Registers a task definition that is right but for these members. */
  register(members: object): Promise<Told>;
  /** Creates a service that is right but for these members. */
  create(members: object): Promise<Told>;
  network(subnets: readonly string[], securityGroups: readonly string[]): object;
}

export async function newEcsStage(): Promise<EcsStage> {
  const stage = await newMotoStage();
  const owner = await requestsOf(stage.aws, account);
  const ask: EcsStage['ask'] = (operation, asked) =>
    owner.target('ecs', `AmazonEC2ContainerServiceV20141113.${operation}`, asked);
  const [own, other] = [await networkIn(owner, '10.1'), await networkIn(owner, '10.2')];
  await ask('CreateCluster', { clusterName: 'yelb', capacityProviders: ['FARGATE'] });
  const role = await newTaskRole(owner, account, []);
  const network: EcsStage['network'] = (subnets, securityGroups) => ({
    networkConfiguration: { awsvpcConfiguration: { subnets, securityGroups } },
  });
  const register: EcsStage['register'] = (members) =>
    ask('RegisterTaskDefinition', {
      family: 'app',
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      cpu: '256',
      memory: '512',
      taskRoleArn: role.arn,
      executionRoleArn: role.arn,
      containerDefinitions: [{ name: 'app', image: 'nginx', portMappings: [{ containerPort: 80 }] }],
      ...members,
    });
  await register({});
  return {
    stage,
    owner,
    vpc: own.vpc,
    subnet: own.subnet,
    otherSubnet: other.subnet,
    otherGroup: other.group,
    targetGroup: await targetGroupIn(owner, 'own', own),
    unusedGroup: await targetGroupIn(owner, 'unused', { vpc: own.vpc }),
    otherTargetGroup: await targetGroupIn(owner, 'other', other),
    ask,
    register,
    network,
    create: (members) =>
      ask('CreateService', {
        cluster: 'yelb',
        serviceName: 'app',
        taskDefinition: 'app',
        desiredCount: 1,
        launchType: 'FARGATE',
        ...network([own.subnet], [own.group]),
        ...members,
      }),
  };
}

/** The ARN of a service of Cloud Map. */
export async function newCloudMapService({ owner, vpc }: EcsStage): Promise<string> {
  const prefix = 'Route53AutoNaming_v20170314';
  await owner.target('servicediscovery', `${prefix}.CreatePrivateDnsNamespace`, {
    Name: 'yelb.internal',
    Vpc: vpc,
    CreatorRequestId: 'x',
  });
  const { json } = await owner.target('servicediscovery', `${prefix}.ListNamespaces`);
  const [namespace] = json['Namespaces'] as readonly { readonly Id: string }[];
  const made = await owner.target('servicediscovery', `${prefix}.CreateService`, {
    Name: 'app',
    NamespaceId: namespace?.Id,
    DnsConfig: { DnsRecords: [{ Type: 'A', TTL: 10 }] },
    CreatorRequestId: 'y',
  });
  return (made.json['Service'] as { readonly Arn: string }).Arn;
}

interface Network {
  readonly vpc: string;
  readonly subnet: string;
  readonly group: string;
}

async function networkIn(owner: Requests, prefix: string): Promise<Network> {
  const made = async (action: string, asked: Record<string, string>, element: string): Promise<string> =>
    elementText((await owner.query('ec2', action, asked)).body, element) ?? '';
  const vpc = await made('CreateVpc', { CidrBlock: `${prefix}.0.0/16` }, 'vpcId');
  const subnet = await made('CreateSubnet', { VpcId: vpc, CidrBlock: `${prefix}.1.0/24` }, 'subnetId');
  const asked = { GroupName: 'tasks', GroupDescription: 'tasks', VpcId: vpc };
  return { vpc, subnet, group: await made('CreateSecurityGroup', asked, 'groupId') };
}

async function targetGroupIn(
  owner: Requests,
  name: string,
  { vpc, subnet }: { readonly vpc: string; readonly subnet?: string },
): Promise<string> {
  const made = async (action: string, asked: Record<string, string>, element: string): Promise<string> =>
    elementText((await owner.query('elasticloadbalancing', action, asked)).body, element) ?? '';
  const group = { Name: name, Protocol: 'TCP', Port: '80', VpcId: vpc, TargetType: 'ip' };
  const arn = await made('CreateTargetGroup', group, 'TargetGroupArn');
  if (subnet === undefined) return arn;
  const balancer = { Name: name, Type: 'network', Scheme: 'internal', 'Subnets.member.1': subnet };
  await made(
    'CreateListener',
    {
      LoadBalancerArn: await made('CreateLoadBalancer', balancer, 'LoadBalancerArn'),
      Protocol: 'TCP',
      Port: '80',
      'DefaultActions.member.1.Type': 'forward',
      'DefaultActions.member.1.TargetGroupArn': arn,
    },
    'ListenerArn',
  );
  return arn;
}

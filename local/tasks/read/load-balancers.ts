import { query } from '../../requests';
import type { Account } from './account';
import { membersAt, textAt, xmlOf, type Xml } from './xml';

/** A load balancer as it is deployed. */
export interface DeployedBalancer {
  readonly account: string;
  readonly arn: string;
  readonly name: string;
  /** The name that AWS gives it, in lower case. */
  readonly dnsName: string;
  readonly type: 'application' | 'network';
  readonly scheme: 'internal' | 'internet-facing';
  readonly subnets: readonly string[];
  readonly groups: readonly string[];
  readonly listeners: readonly DeployedListener[];
}

export interface DeployedListener {
  readonly port: number;
  readonly protocol: 'HTTP' | 'HTTPS' | 'TCP' | 'TLS';
  /** ARN of the certificate of HTTPS and TLS. */
  readonly certificate?: string;
  readonly action:
    | { readonly kind: 'forward'; readonly group: string }
    | { readonly kind: 'redirect'; readonly port: string; readonly protocol: string; readonly status: number }
    | { readonly kind: 'other'; readonly type: string };
}

/** A target group as it is deployed; times in seconds. */
export interface DeployedTargetGroup {
  readonly account: string;
  readonly arn: string;
  readonly name: string;
  readonly protocol: string;
  readonly version: string;
  readonly check: {
    readonly protocol: string;
    /** A port, or `traffic-port`. */
    readonly port: string;
    readonly path: string;
    readonly interval: number;
    readonly timeout: number;
    readonly healthy: number;
    readonly unhealthy: number;
    /** Status codes: `200`, `200,302` or `200-299`. */
    readonly codes: string;
  };
}

const request = (action: string, more: Readonly<Record<string, string>> = {}): ReturnType<typeof query> =>
  query('elasticloadbalancing', '2015-12-01', action, more);

const asked = async (
  { client }: Account,
  action: string,
  list: string,
  more: Readonly<Record<string, string>> = {},
): Promise<readonly Xml[]> =>
  membersAt(xmlOf(await client.ask(request(action, more))), `${action}Result`, list);

/** The load balancers of an account with their listeners. */
export async function balancersOf(account: Account): Promise<readonly DeployedBalancer[]> {
  const found = await asked(account, 'DescribeLoadBalancers', 'LoadBalancers');
  return Promise.all(
    found.map(async (xml) => {
      const arn = textAt(xml, 'LoadBalancerArn') ?? '';
      const listeners = await asked(account, 'DescribeListeners', 'Listeners', { LoadBalancerArn: arn });
      return {
        account: account.id,
        arn,
        name: textAt(xml, 'LoadBalancerName') ?? '',
        dnsName: (textAt(xml, 'DNSName') ?? '').toLowerCase(),
        type: textAt(xml, 'Type') === 'network' ? 'network' : 'application',
        scheme: textAt(xml, 'Scheme') === 'internal' ? 'internal' : 'internet-facing',
        subnets: membersAt(xml, 'AvailabilityZones').flatMap((zone) => textAt(zone, 'SubnetId') ?? []),
        groups: membersAt(xml, 'SecurityGroups').map(({ text }) => text.trim()),
        // AWS lists them in any order.
        listeners: listeners.map(listenerOf).toSorted((a, b) => a.port - b.port),
      };
    }),
  );
}

function listenerOf(xml: Xml): DeployedListener {
  const certificate = textAt(membersAt(xml, 'Certificates')[0], 'CertificateArn');
  return {
    port: Number(textAt(xml, 'Port')),
    // The API has four of them, of the kinds of load balancers that meshes have.
    protocol: (textAt(xml, 'Protocol') ?? 'TCP') as DeployedListener['protocol'],
    ...(certificate !== undefined && { certificate }),
    action: actionOf(membersAt(xml, 'DefaultActions')[0]),
  };
}

function actionOf(xml: Xml | undefined): DeployedListener['action'] {
  const type = textAt(xml, 'Type') ?? '';
  const group =
    textAt(xml, 'TargetGroupArn') ??
    textAt(membersAt(xml, 'ForwardConfig', 'TargetGroups')[0], 'TargetGroupArn');
  if (type === 'forward' && group !== undefined) return { kind: 'forward', group };
  if (type !== 'redirect') return { kind: 'other', type };
  return {
    kind: 'redirect',
    port: textAt(xml, 'RedirectConfig', 'Port') ?? '#{port}',
    protocol: textAt(xml, 'RedirectConfig', 'Protocol') ?? '#{protocol}',
    status: Number((textAt(xml, 'RedirectConfig', 'StatusCode') ?? 'HTTP_301').slice('HTTP_'.length)),
  };
}

/** The target groups of an account. */
export async function targetGroupsOf(account: Account): Promise<readonly DeployedTargetGroup[]> {
  const found = await asked(account, 'DescribeTargetGroups', 'TargetGroups');
  return found.map((xml) => ({
    account: account.id,
    arn: textAt(xml, 'TargetGroupArn') ?? '',
    name: textAt(xml, 'TargetGroupName') ?? '',
    protocol: textAt(xml, 'Protocol') ?? 'TCP',
    version: textAt(xml, 'ProtocolVersion') ?? 'HTTP1',
    check: {
      protocol: textAt(xml, 'HealthCheckProtocol') ?? 'TCP',
      port: textAt(xml, 'HealthCheckPort') ?? 'traffic-port',
      path: textAt(xml, 'HealthCheckPath') ?? '/',
      interval: Number(textAt(xml, 'HealthCheckIntervalSeconds') ?? 30),
      timeout: Number(textAt(xml, 'HealthCheckTimeoutSeconds') ?? 5),
      healthy: Number(textAt(xml, 'HealthyThresholdCount') ?? 5),
      unhealthy: Number(textAt(xml, 'UnhealthyThresholdCount') ?? 2),
      codes: textAt(xml, 'Matcher', 'HttpCode') ?? textAt(xml, 'Matcher', 'GrpcCode') ?? '200',
    },
  }));
}

/** A target that is registered in a target group. */
export interface Target {
  readonly ip: string;
  readonly port: number;
}

/** The targets that are registered in a target group now. */
export async function targetsOf(account: Account, group: string): Promise<readonly Target[]> {
  const found = await asked(account, 'DescribeTargetHealth', 'TargetHealthDescriptions', {
    TargetGroupArn: group,
  });
  return found.flatMap((xml) => {
    const ip = textAt(xml, 'Target', 'Id');
    const draining = textAt(xml, 'TargetHealth', 'State') === 'draining';
    return ip === undefined || draining ? [] : [{ ip, port: Number(textAt(xml, 'Target', 'Port')) }];
  });
}

/** The request that registers a target, or takes it out. */
export const targetRequest = (
  operation: 'RegisterTargets' | 'DeregisterTargets',
  group: string,
  { ip, port }: Target,
): ReturnType<typeof query> =>
  request(operation, {
    TargetGroupArn: group,
    'Targets.member.1.Id': ip,
    'Targets.member.1.Port': String(port),
  });

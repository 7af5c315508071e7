import type { LocalClient } from '../../client';
import { query } from '../../requests';
import type { Network, Peering, Permission, Route, SecurityGroup, Subnet } from '../network/network';
import type { Account } from './account';
import { membersAt, textAt, xmlOf, type Xml } from './xml';

/** The networks of these accounts, as EC2 describes them. */
export async function networkOf(accounts: readonly Account[]): Promise<Network> {
  const parts = await Promise.all(accounts.map(partsOf));
  const all = <Name extends keyof Parts>(name: Name): readonly Parts[Name][number][] =>
    parts.flatMap((part) => [...part[name]]);
  const attached = new Map<string, Set<string>>();
  for (const { gateway, vpc } of all('attachments'))
    attached.set(gateway, (attached.get(gateway) ?? new Set()).add(vpc));
  return {
    subnets: byId(all('subnets')),
    groups: byId(all('groups')),
    // Both sides list a peering.
    peerings: byId(all('peerings')),
    attached,
    withEndpoints: new Set(all('endpoints')),
  };
}

interface Parts {
  readonly subnets: readonly Subnet[];
  readonly groups: readonly SecurityGroup[];
  readonly peerings: readonly Peering[];
  readonly attachments: readonly { readonly gateway: string; readonly vpc: string }[];
  readonly endpoints: readonly string[];
}

const byId = <Thing extends { readonly id: string }>(things: readonly Thing[]): ReadonlyMap<string, Thing> =>
  new Map(things.map((thing) => [thing.id, thing]));

async function partsOf({ client }: Account): Promise<Parts> {
  const [subnets, tables, groups, peerings, attachments, endpoints] = await Promise.all([
    described(client, 'DescribeSubnets', 'subnetSet'),
    described(client, 'DescribeRouteTables', 'routeTableSet'),
    described(client, 'DescribeSecurityGroups', 'securityGroupInfo'),
    described(client, 'DescribeVpcPeeringConnections', 'vpcPeeringConnectionSet'),
    described(client, 'DescribeTransitGatewayVpcAttachments', 'transitGatewayVpcAttachments'),
    described(client, 'DescribeVpcEndpoints', 'vpcEndpointSet'),
  ]);
  const routesOf = routesBySubnet(tables);
  return {
    subnets: subnets.map((xml) => subnetOf(xml, routesOf)),
    groups: groups.map(groupOf),
    peerings: peerings.map(peeringOf),
    attachments: attachments
      .filter((xml) => textAt(xml, 'state') === 'available')
      .map((xml) => ({ gateway: textAt(xml, 'transitGatewayId') ?? '', vpc: textAt(xml, 'vpcId') ?? '' })),
    endpoints: endpoints
      .filter((xml) => textAt(xml, 'vpcEndpointType') === 'Interface')
      .flatMap((xml) => textAt(xml, 'vpcId') ?? []),
  };
}

async function described(client: LocalClient, action: string, list: string): Promise<readonly Xml[]> {
  return membersAt(xmlOf(await client.ask(query('ec2', '2016-11-15', action))), list);
}

const subnetOf = (xml: Xml, routesOf: (subnet: string, vpc: string) => readonly Route[]): Subnet => {
  const [id = '', vpc = ''] = [textAt(xml, 'subnetId'), textAt(xml, 'vpcId')];
  return { id, vpc, cidr: textAt(xml, 'cidrBlock') ?? '', routes: routesOf(id, vpc) };
};

function routesBySubnet(tables: readonly Xml[]): (subnet: string, vpc: string) => readonly Route[] {
  const own = new Map<string, readonly Route[]>();
  const main = new Map<string, readonly Route[]>();
  for (const table of tables) {
    const routes = membersAt(table, 'routeSet').flatMap(routeOf);
    for (const association of membersAt(table, 'associationSet')) {
      const subnet = textAt(association, 'subnetId');
      if (subnet !== undefined) own.set(subnet, routes);
      if (textAt(association, 'main') === 'true') main.set(textAt(table, 'vpcId') ?? '', routes);
    }
  }
  return (subnet, vpc) => own.get(subnet) ?? main.get(vpc) ?? [];
}

/** The field of a route that says what it leads to. */
const VIA: readonly (readonly [field: string, via: Route['via']])[] = [
  ['vpcPeeringConnectionId', 'peering'],
  ['transitGatewayId', 'transit-gateway'],
  ['natGatewayId', 'nat'],
];

function routeOf(xml: Xml): readonly Route[] {
  const destination = textAt(xml, 'destinationCidrBlock');
  if (destination === undefined) return [];
  const isActive = textAt(xml, 'state') !== 'blackhole';
  for (const [field, via] of VIA) {
    const target = textAt(xml, field);
    if (target !== undefined) return [{ destination, via, target, isActive }];
  }
  const target = textAt(xml, 'gatewayId') ?? '';
  const via = target === 'local' ? 'local' : target.startsWith('igw-') ? 'internet' : 'other';
  return [{ destination, via, target, isActive }];
}

const groupOf = (xml: Xml): SecurityGroup => ({
  id: textAt(xml, 'groupId') ?? '',
  name: textAt(xml, 'groupName') ?? '',
  vpc: textAt(xml, 'vpcId') ?? '',
  ingress: membersAt(xml, 'ipPermissions').map(permissionOf),
  egress: membersAt(xml, 'ipPermissionsEgress').map(permissionOf),
});

const permissionOf = (xml: Xml): Permission => ({
  protocol: textAt(xml, 'ipProtocol') ?? '',
  from: Number(textAt(xml, 'fromPort') ?? 0),
  to: Number(textAt(xml, 'toPort') ?? 65_535),
  cidrs: membersAt(xml, 'ipRanges').flatMap((range) => textAt(range, 'cidrIp') ?? []),
  groups: membersAt(xml, 'groups').flatMap((group) => textAt(group, 'groupId') ?? []),
});

const peeringOf = (xml: Xml): Peering => ({
  id: textAt(xml, 'vpcPeeringConnectionId') ?? '',
  vpcs: [textAt(xml, 'requesterVpcInfo', 'vpcId') ?? '', textAt(xml, 'accepterVpcInfo', 'vpcId') ?? ''],
  isActive: textAt(xml, 'status', 'code') === 'active',
});

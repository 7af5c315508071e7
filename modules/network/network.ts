import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group';
import { Eip } from '@cdktf/provider-aws/lib/eip';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway';
import { Route } from '@cdktf/provider-aws/lib/route';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { Construct } from 'constructs';

export interface NetworkProps {
  /** Name tag of everything in it. */
  readonly name: string;
  /** IPv4 block of the VPC. */
  readonly cidr: string;
  /** One private subnet in each zone, and a public one either in each zone or in none. */
  readonly zones: readonly NetworkZone[];
}

export interface NetworkZone {
  readonly zone: string;
  /** Absent: only private subnets, without a gateway to the internet. */
  readonly publicCidr?: string;
  readonly privateCidr: string;
}

interface Tier {
  readonly table: RouteTable;
  readonly placed: readonly { readonly subnet: Subnet; readonly association: RouteTableAssociation }[];
}

/**
 * A VPC whose private subnets reach the internet through one NAT gateway, or not at all. Nothing can reach it by default:
 * its default security group has no rules.
 */
export class Network extends Construct {
  readonly vpcId: string;
  readonly privateRouteTableId: string;
  readonly privateSubnetIds: readonly string[];
  /** Empty where the network does not reach the internet. */
  readonly publicSubnetIds: readonly string[];

  constructor(scope: Construct, id: string, { name, cidr, zones }: NetworkProps) {
    super(scope, id);
    const vpc = new Vpc(this, Vpc.tfResourceType, {
      cidrBlock: cidr,
      // Private zones only resolve where both are on (Route 53, "Considerations when working with a private hosted zone").
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: { Name: name },
    });
    const vpcId = vpc.id;
    new DefaultSecurityGroup(this, DefaultSecurityGroup.tfResourceType, { vpcId, tags: { Name: name } });
    const isOpen = zones.some(({ publicCidr }) => publicCidr !== undefined);
    const gateway = isOpen
      ? new InternetGateway(this, InternetGateway.tfResourceType, { vpcId, tags: { Name: name } })
      : undefined;

    const tier = (tierName: 'public' | 'private', cidrOf: (zone: NetworkZone) => string): Tier => {
      const table = new RouteTable(this, tierName, { vpcId, tags: { Name: `${name}-${tierName}` } });
      const placed = zones.map((zone, index) => {
        const subnet = new Subnet(this, `${tierName}-${index + 1}`, {
          vpcId,
          cidrBlock: cidrOf(zone),
          availabilityZone: zone.zone,
          tags: { Name: `${name}-${tierName}-${index + 1}` },
        });
        const association = new RouteTableAssociation(this, `${tierName}-${index + 1}-table`, {
          subnetId: subnet.id,
          routeTableId: table.id,
        });
        return { subnet, association };
      });
      return { table, placed };
    };
    const open = gateway && tier('public', ({ publicCidr = '' }) => publicCidr);
    const closed = tier('private', (zone) => zone.privateCidr);
    if (gateway !== undefined && open !== undefined) this.join(name, gateway, open, closed);

    this.vpcId = vpcId;
    this.privateRouteTableId = closed.table.id;
    this.privateSubnetIds = closed.placed.map(({ subnet }) => subnet.id);
    this.publicSubnetIds = open?.placed.map(({ subnet }) => subnet.id) ?? [];
  }

  /** Lets the public subnets reach the internet, and the private ones through a NAT gateway in the first of those. */
  private join(name: string, gateway: InternetGateway, open: Tier, closed: Tier): void {
    const toInternet = new Route(this, 'public-internet', {
      routeTableId: open.table.id,
      destinationCidrBlock: '0.0.0.0/0',
      gatewayId: gateway.id,
    });
    const address = new Eip(this, Eip.tfResourceType, {
      domain: 'vpc',
      tags: { Name: `${name}-nat` },
      dependsOn: [gateway],
    });
    const nat = new NatGateway(this, NatGateway.tfResourceType, {
      allocationId: address.id,
      subnetId: open.placed[0]?.subnet.id ?? '',
      tags: { Name: name },
      // It must reach the internet while it is created, and until it is deleted.
      dependsOn: [gateway, toInternet, ...open.placed.map(({ association }) => association)],
    });
    new Route(this, 'private-nat', {
      routeTableId: closed.table.id,
      destinationCidrBlock: '0.0.0.0/0',
      natGatewayId: nat.id,
    });
  }
}

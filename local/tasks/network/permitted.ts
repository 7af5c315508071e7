import { quotedList } from '../../../core/base/text';
import { contains, lengthOf } from './addresses';
import type { Interface, Network, Permission, Route, Subnet } from './network';

/** Any public address: it stands for all of AWS's own. */
const OUTSIDE = '203.0.113.10';
const HTTPS = 443;

/**
 * Why AWS would not let a TCP connection through, in one line; undefined where it would. Security groups are stateful, so that
 * only the first packet is checked; routes are needed in both directions.
 */
export function refusalOf(
  network: Network,
  caller: Interface,
  callee: Interface,
  port: number,
): string | undefined {
  return (
    refusedByGroups(network, caller, 'egress', callee, port) ??
    refusedByGroups(network, callee, 'ingress', caller, port) ??
    refusedByRoutes(network, caller, callee)
  );
}

/** Why a task does not reach AWS itself, for its image, its logs and its certificates; undefined where it does. */
export function refusalToAws(
  network: Network,
  task: Interface,
  hasPublicAddress: boolean,
): string | undefined {
  const aws: Interface = { name: 'AWS', owner: 'AWS', ip: OUTSIDE, groups: [] };
  const refused = refusedByGroups(network, task, 'egress', aws, HTTPS);
  if (refused !== undefined || task.subnet === undefined || network.withEndpoints.has(task.subnet.vpc))
    return refused;
  const route = routeTo(task.subnet, OUTSIDE);
  const leads =
    route?.via === 'nat' ||
    route?.via === 'transit-gateway' ||
    (route?.via === 'internet' && hasPublicAddress);
  return leads
    ? undefined
    : `subnet ${task.subnet.id} of ${task.name} has no way to AWS: neither a NAT gateway, nor an endpoint in its VPC, nor a public address with an internet gateway`;
}

function refusedByGroups(
  { groups }: Network,
  owner: Interface,
  direction: 'ingress' | 'egress',
  peer: Interface,
  port: number,
): string | undefined {
  if (owner.groups.length === 0) return undefined;
  const isPermitted = owner.groups.some((id) =>
    groups.get(id)?.[direction].some((permission) => permits(permission, peer, port)),
  );
  if (isPermitted) return undefined;
  const names = owner.groups.map((id) => groups.get(id)?.name ?? id);
  const towards = direction === 'ingress' ? 'from' : 'to';
  return `no ${direction} rule of security group ${quotedList(names)} of ${owner.name} permits TCP port ${port} ${towards} ${peer.name} (${peer.ip})`;
}

const permits = ({ protocol, from, to, cidrs, groups }: Permission, peer: Interface, port: number): boolean =>
  (protocol === '-1' || ((protocol === 'tcp' || protocol === '6') && from <= port && port <= to)) &&
  (cidrs.some((cidr) => contains(cidr, peer.ip)) || groups.some((id) => peer.groups.includes(id)));

function refusedByRoutes(network: Network, caller: Interface, callee: Interface): string | undefined {
  const [from, to] = [caller.subnet, callee.subnet];
  if (from === undefined || to === undefined || from.vpc === to.vpc) return undefined;
  return noWay(network, from, callee, to) ?? noWay(network, to, caller, from);
}

function noWay(network: Network, from: Subnet, peer: Interface, to: Subnet): string | undefined {
  const route = routeTo(from, peer.ip);
  return route !== undefined && leadsTo(network, route, from.vpc, to.vpc)
    ? undefined
    : `no route leads from subnet ${from.id} (${from.vpc}) to ${peer.name} (${peer.ip} in ${to.vpc})`;
}

/** The narrowest route decides. */
const routeTo = ({ routes }: Subnet, ip: string): Route | undefined =>
  routes
    .filter(({ destination }) => contains(destination, ip))
    .toSorted((a, b) => lengthOf(b.destination) - lengthOf(a.destination))[0];

function leadsTo({ peerings, attached }: Network, route: Route, from: string, to: string): boolean {
  if (!route.isActive) return false;
  if (route.via === 'peering') {
    const peering = peerings.get(route.target);
    return peering?.isActive === true && peering.vpcs.includes(from) && peering.vpcs.includes(to);
  }
  const vpcs = attached.get(route.target);
  return route.via === 'transit-gateway' && vpcs?.has(from) === true && vpcs.has(to);
}

import {
  at,
  layerOf,
  openParametersOf,
  type DnsRecord,
  type Entry,
  type Hit,
  type Network,
  type Topology,
} from '../topology';
import { hit } from './hit';
import { listenerBehind, runnersOf, type Runner } from './runners';

/** An entry with a load balancer that is created, and what is behind it. */
interface Front {
  readonly runner: Runner;
  readonly entry: Entry;
  readonly layer: 'application' | 'network';
}

const frontsOf = (topology: Topology): readonly Front[] =>
  runnersOf(topology).flatMap((runner) =>
    runner.entries.map((entry) => ({ runner, entry, layer: layerOf(entry, listenerBehind(runner, entry)) })),
  );

/** An application load balancer has subnets in two zones, any other in one; one for the internet has public ones. */
export const frontSubnetHits = (topology: Topology): readonly Hit[] =>
  frontsOf(topology).flatMap(({ runner: { key, account }, entry, layer }): readonly Hit[] => {
    const { network } = at(topology.accounts, account);
    // That there is none at all is reported once, at the runtime.
    if (network.kind === 'none') return [];
    const isPublic = entry.scheme === 'internet-facing';
    const has = subnetsIn(network, isPublic);
    const needs = layer === 'application' ? 2 : 1;
    if (has >= needs) return [];
    const tier = isPublic ? 'public' : 'private';
    const where =
      needs === 1
        ? `${tier} subnets`
        : `${tier} subnets in two availability zones, as an application load balancer has them`;
    return [
      hit(
        entry.at,
        `the load balancer in front of "${key}" needs ${where}, and the network of "${account}" has ${has === 0 ? 'none' : 'one'}`,
        fixOf(network, account, isPublic, has),
      ),
    ];
  });

/** One for each zone of a network that is created. */
function subnetsIn(network: Exclude<Network, { kind: 'none' }>, isPublic: boolean): number {
  if (network.kind === 'existing') return network.subnets[isPublic ? 'public' : 'private'].length;
  return isPublic && network.internet === 'none' ? 0 : network.zones.length;
}

function fixOf(network: Network, account: string, isPublic: boolean, has: number): string {
  const place = `accounts.${account}.network`;
  if (network.kind === 'existing')
    return `add ${has === 0 ? 'subnets of two zones' : 'one of another zone'} to ${place}.subnets.${isPublic ? 'public' : 'private'}`;
  return has === 0
    ? `write internet: nat in ${place}, or scheme: internal at the entry`
    : `name a second zone at the end of ${place}.zones, or drop zones for <region>a and <region>b`;
}

/** An application load balancer speaks HTTP/2 only with TLS (ELB API, `CreateTargetGroup`, `ProtocolVersion`). */
export const frontProtocolHits = (topology: Topology): readonly Hit[] =>
  frontsOf(topology).flatMap(({ runner, entry, layer }) => {
    const protocol = listenerBehind(runner, entry)?.protocol;
    return layer === 'application' &&
      entry.outside.kind === 'plain' &&
      (protocol === 'grpc' || protocol === 'http2')
      ? [
          hit(
            entry.at,
            `the entry leads to a listener of ${protocol}, and an application load balancer accepts HTTP/2 only with TLS`,
            "add tls: { certificate: KEY } to the entry, or inside: 'passed' for callers that open TLS to the listener itself",
          ),
        ]
      : [];
  });

/**
 * Records that lead to no load balancer, and zones that cannot be created for one. Of what somebody else runs, the record
 * only states the name that callers know.
 */
export const recordHits = (topology: Topology): readonly Hit[] =>
  runnersOf(topology).flatMap((party): readonly Hit[] => {
    const record = 'record' in party ? party.record : undefined;
    const unled =
      record === undefined || party.entries.length > 0
        ? []
        : [
            hit(
              record.at,
              `the record "${record.name}" leads to a load balancer, and "${party.key}" has no entry`,
              `add entry: { port: 443, tls: { certificate: KEY } } to "${party.key}", or drop record`,
            ),
          ];
    return [...unled, ...[record, ...party.entries.map((entry) => entry.record)].flatMap(zoneHit)];
  });

/** A zone that is created has the name of the record without its first label; a registry owns one of a single label. */
function zoneHit(record: DnsRecord | undefined): readonly Hit[] {
  if (record === undefined || record.zone !== undefined || openParametersOf(record.name).length > 0)
    return [];
  const [, ...zone] = record.name.replace(/\.$/, '').split('.');
  if (zone.length >= (record.private ? 1 : 2)) return [];
  return [
    hit(
      record.at,
      `the zone that would be created for record "${record.name}" is "${zone.join('.')}", which is ${zone.length === 0 ? 'no name' : 'a public suffix'}`,
      'add zone: the id of a hosted zone that exists, such as Z0123456789ABCDEFGHIJ, or put a label in front of the name',
    ),
  ];
}

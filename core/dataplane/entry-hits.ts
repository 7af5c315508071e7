import { groupedBy } from '../base/collections';
import {
  at as thing,
  clashesAmong,
  isParameterRef,
  type Hit,
  type Network,
  type Path,
  type Text,
  type Topology,
  type Value,
} from '../topology';
import { allFrontingOf, frontingOf, loadBalancerKeyOf, type Fronting } from './fronting';
import { valueText } from './live';

/** Listeners of one load balancer on one port, also those that only redirect. */
export const entryPortHits = (topology: Topology): readonly Hit[] =>
  clashesAmong(allFrontingOf(topology).flatMap(portsOf)).map(({ other: { at, port, party } }) => ({
    at,
    summary: `two entries of "${party}" are on port ${isParameterRef(port) ? `of parameter "${port.parameter}"` : port}, and their load balancer listens once on a port`,
    fix: 'give each entry and each redirect a port of its own, or keep one',
  }));

function portsOf(fronting: Fronting) {
  const { party, entry } = fronting;
  const on = (port: Value<number>, at: Path) => ({
    at,
    port,
    party: party.key,
    object: {
      kind: 'load-balancer-listener',
      parent: loadBalancerKeyOf(fronting),
      name: valueText(port),
    } as const,
  });
  const { at, port, redirectFrom } = entry;
  return [on(port, at), ...(redirectFrom === undefined ? [] : [on(redirectFrom, [...at, 'redirectFrom'])])];
}

/** Plain listeners before what speaks HTTP/2 only. */
export const plainVersionHits = (topology: Topology): readonly Hit[] =>
  frontingOf(topology).flatMap(({ entry, layer, listener, party }): readonly Hit[] =>
    layer === 'application' &&
    entry.outside.kind === 'plain' &&
    (listener?.protocol === 'grpc' || listener?.protocol === 'http2')
      ? [
          {
            at: entry.at,
            summary: `"${party.key}" listens with ${listener.protocol}, which its load balancer accepts only with TLS`,
            fix: "add tls: { certificate: KEY } with a certificate of ACM, or pass the callers' own bytes with inside: 'passed'",
          },
        ]
      : [],
  );

/** What a load balancer that reads no HTTP cannot do. */
export const connectionHits = (topology: Topology): readonly Hit[] =>
  frontingOf(topology).flatMap(({ entry, layer, party }): readonly Hit[] => {
    if (layer === 'application') return [];
    const { at, outside, inside, redirectFrom } = entry;
    return [
      ...(inside === 'encrypted' && outside.kind === 'plain'
        ? [
            {
              at: [...at, 'inside'],
              summary: `the load balancer in front of "${party.key}" passes connections on, and cannot encrypt those that arrive without TLS`,
              fix: "add tls: { certificate: KEY }, or write inside: 'passed', and the callers' own TLS reaches the listener",
            },
          ]
        : []),
      ...(redirectFrom === undefined
        ? []
        : [
            {
              at: [...at, 'redirectFrom'],
              summary: `the load balancer in front of "${party.key}" passes connections on, and cannot redirect requests`,
              fix: 'drop redirectFrom, or give the listener protocol: http',
            },
          ]),
    ];
  });

/** Certificates that no load balancer can present: it has them from ACM. */
export const entryCertificateHits = (topology: Topology): readonly Hit[] =>
  frontingOf(topology).flatMap(({ entry: { at, outside }, party }): readonly Hit[] => {
    if (outside.kind !== 'tls') return [];
    const { key, kind } = thing(topology.certificates, outside.certificate);
    return kind === 'issued' || kind === 'acm' || kind === 'public'
      ? []
      : [
          {
            at: [...at, 'tls', 'certificate'],
            summary: `certificate "${key}" is ${kind === 'file' ? 'a file' : 'a secret of a proxy'}, and the load balancer in front of "${party.key}" gets certificates only from ACM`,
            fix: "name a certificate { kind: 'issued' }, { kind: 'public', names: […] }, or { kind: 'acm', arn: … } that was imported there",
          },
        ];
  });

/** Access logs of one load balancer go to one place. */
export const accessLogHits = (topology: Topology): readonly Hit[] =>
  [...groupedBy(frontingOf(topology), loadBalancerKeyOf).values()].flatMap((fronting) => {
    const logged = fronting.flatMap(({ party, entry: { at, accessLogs } }) =>
      accessLogs === undefined ? [] : [{ at: [...at, 'accessLogs'], party, place: placeOf(accessLogs) }],
    );
    return logged
      .filter(({ place }) => place !== logged[0]?.place)
      .map(({ at, party, place }) => ({
        at,
        summary: `the load balancer in front of "${party.key}" would log to ${place} and to ${logged[0]?.place}, and it logs to one place only`,
        fix: 'write the same bucket and prefix at both entries, or at one of them alone',
      }));
  });

const placeOf = ({ bucket, prefix }: { readonly bucket: Text; readonly prefix?: Text }): string =>
  prefix === undefined ? `"${bucket}"` : `"${bucket}/${prefix}"`;

/** Subnets in which an Application Load Balancer must be: in two zones at least (its user guide, "Subnets for your load balancer"). */
const LEAST = { application: 2, network: 1 } as const;

/** Load balancers without a place in the network of their account. */
export const entrySubnetHits = (topology: Topology): readonly Hit[] =>
  frontingOf(topology).flatMap(({ entry, layer, party }): readonly Hit[] => {
    const { network, at } = thing(topology.accounts, party.account);
    const isPublic = entry.scheme === 'internet-facing';
    const count = subnetCountOf(network, isPublic);
    if (count >= LEAST[layer]) return [];
    const kind = isPublic ? 'public' : 'private';
    return [
      {
        at: entry.at,
        summary: `the load balancer in front of "${party.key}" needs ${LEAST[layer] === 1 ? `a ${kind} subnet` : `${kind} subnets in two zones`}, and the network of "${party.account}" has ${count === 0 ? 'none' : count}`,
        fix:
          network.kind === 'existing'
            ? `name them: ${[...at, 'network', 'subnets', kind].join('.')}`
            : isPublic && network.kind === 'create' && network.internet === 'none'
              ? `write internet: nat in ${[...at, 'network'].join('.')}, or scheme: internal`
              : `name two zones in ${[...at, 'network', 'zones'].join('.')}`,
      },
    ];
  });

function subnetCountOf(network: Network, isPublic: boolean): number {
  switch (network.kind) {
    case 'create':
      return isPublic && network.internet === 'none' ? 0 : network.zones.length;
    case 'existing':
      return network.subnets[isPublic ? 'public' : 'private'].length;
    case 'none':
      return 0;
  }
}

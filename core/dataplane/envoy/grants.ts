import { groupedBy, unique } from '../../base/collections';
import { at, isParameterRef, type Topology } from '../../topology';
import { privateAuthoritiesOf } from '../authority-uses';
import { valueText } from '../live';
import type { Connection, ListenerSpec, Lowered, Party, PolicySpec } from '../lowered';
import { listenerKey } from '../party-ids';
import { isOfAcm } from '../tls-flaws';
import { policyTowards } from './sides';
import { rootsAbove } from './tls';

/** What a proxy fetches from AWS itself; files and secrets of others are not among it. */
export interface Grants {
  /** Keys of its own certificates, whose private keys ACM hands out. */
  readonly certificates: readonly string[];
  /** Keys of the authorities that it trusts, whose certificates AWS Private CA hands out. */
  readonly authorities: readonly string[];
}

const NONE: Grants = { certificates: [], authorities: [] };

/** What each proxy fetches, by party id: all that its configuration reads, and nothing else. */
export function grantsIn(
  topology: Topology,
  { parties, connections }: Pick<Lowered, 'parties' | 'connections'>,
): (id: string) => Grants {
  const working = groupedBy(
    connections.filter(({ flaw }) => flaw === undefined),
    ({ client }) => client,
  );
  const listeners = new Map(
    parties.flatMap(({ id, listeners: own }) =>
      own.map((listener) => [listenerKey(id, listener.port), listener] as const),
    ),
  );
  const byParty = new Map(
    parties.map((party) => [
      party.id,
      grantsOf(topology, party, working.get(party.id) ?? [], ({ server, port }) =>
        listeners.get(listenerKey(server, port)),
      ),
    ]),
  );
  return (id) => byParty.get(id) ?? NONE;
}

/** What it presents or trusts, of which the part that AWS hands out is granted. */
interface Used {
  readonly certificate?: string;
  readonly authorities?: readonly string[];
}

function grantsOf(
  topology: Topology,
  party: Party,
  connections: readonly Connection[],
  listenerOf: (connection: Connection) => ListenerSpec | undefined,
): Grants {
  const policyFor = policyTowards(party);
  const used: readonly Used[] = [
    ...party.listeners.flatMap(acceptingWith),
    ...connections.flatMap((connection) =>
      callingWith(topology, policyFor(connection.service), listenerOf(connection)),
    ),
  ];
  return {
    certificates: unique(used.flatMap(({ certificate }) => certificate ?? [])).filter((key) =>
      isOfAcm(topology, key),
    ),
    authorities: unique(used.flatMap(({ authorities = [] }) => authorities)).filter(
      (key) => at(topology.authorities, key).kind !== 'file',
    ),
  };
}

function acceptingWith({ tls }: ListenerSpec): readonly Used[] {
  if (tls.kind !== 'mesh' || tls.mode === 'DISABLED') return [];
  const { certificate, validation } = tls;
  return [
    { certificate, authorities: validation === undefined ? [] : privateAuthoritiesOf(validation.trust) },
  ];
}

/** As `tlsTowards` configures it; what waits for a parameter may be either. */
function callingWith(
  topology: Topology,
  policy: PolicySpec | undefined,
  listener: ListenerSpec | undefined,
): readonly Used[] {
  const tls = listener?.tls;
  const offered = tls?.kind === 'mesh' && tls.mode !== 'DISABLED' ? tls.certificate : undefined;
  const covering =
    policy?.kind === 'tls' && listener !== undefined ? coverageOf(policy, listener.port) : 'no';
  const own: readonly Used[] =
    policy?.kind !== 'tls' || covering === 'no' || (policy.enforce === false && offered === undefined)
      ? []
      : [
          {
            ...(policy.certificate !== undefined && { certificate: policy.certificate }),
            authorities: policy.enforce === false ? [] : privateAuthoritiesOf(policy.trust),
          },
        ];
  const roots = covering === 'yes' || offered === undefined ? [] : rootsAbove(topology, offered);
  return [...own, { authorities: roots }];
}

function coverageOf(
  { ports }: Extract<PolicySpec, { kind: 'tls' }>,
  port: ListenerSpec['port'],
): 'yes' | 'no' | 'perhaps' {
  if (ports.length === 0 || ports.some((each) => valueText(each) === valueText(port))) return 'yes';
  return isParameterRef(port) || ports.some(isParameterRef) ? 'perhaps' : 'no';
}

/** Whether a proxy needs a policy at all: IAM knows none without a statement. */
export const hasGrants = ({ certificates, authorities }: Grants): boolean =>
  certificates.length + authorities.length > 0;

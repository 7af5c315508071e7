import { at, type Account, type Topology } from '../topology';
import { vpcReads } from './place-network';
import { contentId, demandsOfKind, type Placement, type Read, type Site } from './placement';
import type { NotDeployed } from './plan';
import { liveZoneHoldersOf, zoneHoldersOf } from './zone-holders';

/** Whether meshspan makes a namespace in an account, which is a hosted zone of a VPC; a retired one counts too. */
export const hasNamespace = (topology: Topology, account: string): boolean =>
  hasNetwork(topology, account) && zoneHoldersOf(topology, account).length > 0;

const hasNetwork = (topology: Topology, account: string): boolean =>
  at(topology.accounts, account).network.kind !== 'none';

/** What makes the id of an account's namespace known. */
export function namespaceReads({ topology }: Site, account: string): readonly Read[] {
  return hasNamespace(topology, account)
    ? [{ from: contentId(account, 'namespace'), value: { kind: 'namespace-id', account } }]
    : [];
}

/** Namespaces with their private zones, and who else may resolve names in them. */
export function zonePlacements(site: Site): readonly Placement[] {
  const { topology, layout } = site;
  return [
    ...layout.accounts.flatMap((account) =>
      (hasNetwork(topology, account.key) ? zoneHoldersOf(topology, account.key) : []).map(
        ({ concerns }): Placement => ({
          stack: layout.first(account.key),
          content: { id: contentId(account.key, 'namespace'), kind: 'namespace' },
          reads: vpcReads(site, account.key),
          follows: [],
          concerns,
        }),
      ),
    ),
    ...resolved(site)
      .filter(({ callee }) => hasNamespace(topology, callee.key))
      .flatMap(({ caller, callee }) => associationPlacements(site, caller, callee)),
  ];
}

/** The zone's account authorizes as early as it can, the caller's associates in its second stack. */
function associationPlacements(site: Site, caller: Account, callee: Account): readonly Placement[] {
  const { topology, layout } = site;
  const zone = { kind: 'zone-id' as const, account: callee.key };
  const authorization = contentId(callee.key, 'zone-authorization', caller.key);
  // Whoever resolves may go on while nothing is left in the zone, and then the zone itself is gone.
  const zoneGone = { retired: liveZoneHoldersOf(topology, callee.key).length === 0 };
  const concerns = [caller, callee, zoneGone];
  return [
    {
      stack: layout.later(callee.key, caller.key) ? layout.first(callee.key) : layout.second(callee.key),
      content: { id: authorization, kind: 'zone-authorization', caller: caller.key },
      reads: [{ from: contentId(callee.key, 'namespace'), value: zone }, ...vpcReads(site, caller.key)],
      follows: [],
      concerns,
    },
    {
      stack: layout.second(caller.key),
      content: {
        id: contentId(caller.key, 'zone-association', callee.key),
        kind: 'zone-association',
        callee: callee.key,
      },
      reads: [{ from: authorization, value: zone }, ...vpcReads(site, caller.key)],
      follows: [],
      concerns,
    },
  ];
}

/** Zones that a caller should resolve but that are not ours to associate. */
export function zonesNotDeployed(site: Site): readonly NotDeployed[] {
  return resolved(site)
    .filter(({ caller, callee }) => !caller.retired && !callee.retired && callee.network.kind !== 'none')
    .filter(({ callee }) => !hasNamespace(site.topology, callee.key))
    .map(({ caller, callee }) => ({
      at: callee.at,
      what: `association of the private zone of "${callee.key}" with the network of "${caller.key}"`,
      why: `"${callee.key}" has no namespace that meshspan creates`,
    }));
}

/** Each pair of accounts in which the caller resolves the callee's names, in order and once. */
function resolved({ topology, layout, demands }: Site): readonly { caller: Account; callee: Account }[] {
  const pairs = new Set(
    demandsOfKind(demands, 'resolve').map(({ caller, callee }) =>
      [at(topology.accounts, caller).key, at(topology.accounts, callee).key].join(' '),
    ),
  );
  return layout.accounts.flatMap((callee) =>
    layout.accounts
      .filter((caller) => caller !== callee && pairs.has(`${caller.key} ${callee.key}`))
      .filter((caller) => caller.network.kind !== 'none')
      .map((caller) => ({ caller, callee })),
  );
}

import { at, type Account, type Topology } from '../topology';
import { vpcReads } from './place-network';
import { contentId, demandsOfKind, type Placement, type Read, type Site } from './placement';
import type { NotDeployed } from './plan';

/** Whoever needs a Cloud Map namespace of meshspan's own in an account; each with its retirement. */
function nameHoldersOf(
  topology: Topology,
  account: Account,
): readonly (readonly { readonly retired: boolean }[])[] {
  // A private namespace is a hosted zone of a VPC; an imported mesh has none that we know.
  if (account.network.kind === 'none') return [];
  return [
    ...Object.values(topology.workloads)
      .filter((workload) => workload.account === account.key)
      .filter(({ discovery }) => discovery.kind === 'cloud-map' && discovery.create)
      .map((workload) => [account, workload]),
    ...Object.values(topology.services)
      .filter((service) => service.account === account.key && !service.resolvesByDiscovery)
      .map(() => [account]),
  ];
}

/** Whether meshspan makes a namespace in an account. */
export const hasNamespace = (topology: Topology, account: string): boolean =>
  nameHoldersOf(topology, at(topology.accounts, account)).length > 0;

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
      nameHoldersOf(topology, account).map((concerns): Placement => ({
        stack: layout.first(account.key),
        content: { id: contentId(account.key, 'namespace'), kind: 'namespace' },
        reads: vpcReads(site, account.key),
        follows: [],
        concerns,
      })),
    ),
    ...resolved(site)
      .filter(({ callee }) => hasNamespace(topology, callee.key))
      .flatMap(({ caller, callee }) => associationPlacements(site, caller, callee)),
  ];
}

/** The zone's account authorizes as early as it can, the caller's associates in its second stack. */
function associationPlacements(site: Site, caller: Account, callee: Account): readonly Placement[] {
  const { layout } = site;
  const zone = { kind: 'zone-id' as const, account: callee.key };
  const authorization = contentId(callee.key, 'zone-authorization', caller.key);
  const concerns = [caller, callee];
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
    .filter(({ callee }) => callee.network.kind !== 'none' && !hasNamespace(site.topology, callee.key))
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

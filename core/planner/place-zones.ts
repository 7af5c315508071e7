import { isSharedNetwork, type Account } from '../topology';
import { contentId, namespaceContentId } from './ids';
import { networkValues } from './place-network';
import { placed, type Placement } from './placement';
import type { NotDeployed } from './plan';
import type { OutputValue } from './values';
import type { Site } from './site';
import { liveHolders } from './zone-holders';

/** Whether meshspan creates a namespace in an account, which is a hosted zone of a VPC; a retired one counts too. */
export const hasNamespace = ({ zoneHolders }: Site, { key, network }: Account): boolean =>
  network.kind !== 'none' && !isSharedNetwork(network) && zoneHolders(key).length > 0;

const zoneOf = (account: string): OutputValue => ({ kind: 'zone-id', account });

/** Namespaces with their private zones, and who else may resolve names in them. */
export function zonePlacements(site: Site): readonly Placement[] {
  const namespaces = site.layout.accounts
    .filter((account) => hasNamespace(site, account))
    .flatMap((account) =>
      // Of several that need it any one will do, as long as it is there.
      site.zoneHolders(account.key).map(({ concerns }) =>
        placed(
          site.layout.first(account.key),
          { id: namespaceContentId(account.key), kind: 'namespace' },
          {
            reads: [networkValues(account.key).vpc],
            outputs: [
              { value: { kind: 'namespace-id', account: account.key } },
              { value: zoneOf(account.key) },
            ],
            concerns,
          },
        ),
      ),
    );
  const resolved = resolvedPairs(site).filter(({ callee }) => hasNamespace(site, callee));
  return [
    ...namespaces,
    ...resolved.flatMap(({ caller, callee }) => associationPlacements(site, caller, callee)),
  ];
}

/** The zone's account authorizes as early as it can, the caller's associates in its second stack. */
function associationPlacements(site: Site, caller: Account, callee: Account): readonly Placement[] {
  const { layout } = site;
  const authorization = contentId(callee.key, 'zone-authorization', caller.key);
  // A caller may stay while nothing is left in the zone, and then the zone itself is gone.
  const zoneGone = { retired: liveHolders(site.zoneHolders(callee.key)).length === 0 };
  const concerns = [caller, callee, zoneGone];
  const reads = [zoneOf(callee.key), networkValues(caller.key).vpc];
  return [
    placed(
      layout.asks(callee.key, caller.key),
      { id: authorization, kind: 'zone-authorization', caller: caller.key },
      {
        reads,
        follows: [namespaceContentId(callee.key)],
        outputs: [{ value: zoneOf(callee.key) }],
        concerns,
      },
    ),
    placed(
      layout.second(caller.key),
      {
        id: contentId(caller.key, 'zone-association', callee.key),
        kind: 'zone-association',
        callee: callee.key,
      },
      { reads, follows: [authorization], concerns },
    ),
  ];
}

/** Zones that a caller should resolve but that meshspan cannot associate. */
export const zonesNotDeployed = (site: Site): readonly NotDeployed[] =>
  resolvedPairs(site)
    .filter(({ caller, callee }) => !caller.retired && !callee.retired && callee.network.kind !== 'none')
    .filter(({ callee }) => !hasNamespace(site, callee))
    .map(({ caller, callee }) => ({
      at: callee.at,
      what: `association of the private zone of "${callee.key}" with the network of "${caller.key}"`,
      why: `"${callee.key}" has no namespace that meshspan creates`,
    }));

/** Each pair of accounts in which the caller resolves the callee's names, in order. */
function resolvedPairs({ layout, resolves }: Site): readonly { caller: Account; callee: Account }[] {
  return layout.accounts.flatMap((callee) =>
    layout.accounts
      .filter((caller) => caller !== callee && resolves(caller.key, callee.key))
      .filter((caller) => caller.network.kind !== 'none')
      .map((caller) => ({ caller, callee })),
  );
}

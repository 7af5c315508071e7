import { groupedBy, unique } from '../base/collections';
import { quotedList } from '../base/text';
import { at, identityOf, isSameVpc, type Account, type ExistingNetwork, type Hit } from '../topology';
import type { Site } from './site';
import { liveHolders } from './zone-holders';

/** An account with a VPC that was there before. */
type Tenant = Account & { readonly network: ExistingNetwork };

const isTenant = (account: Account): account is Tenant => account.network.kind === 'existing';

/** What several accounts ask of one VPC that only its owner may do, or whose owner is not named. */
export function sharedVpcHits(site: Site): readonly Hit[] {
  const tenants = site.layout.accounts.filter((account) => isTenant(account));
  const byVpc = groupedBy(tenants, ({ network }) => identityOf({ kind: 'vpc', name: network.vpc }));
  return [
    ...[...byVpc.values()].flatMap(severalOwners),
    ...tenants.flatMap((tenant) => [...wrongOwner(site, tenant), ...zoneOfAGuest(site, tenant)]),
  ];
}

/** A VPC belongs to one account; one without a named owner would belong to each account that names it. */
function severalOwners(tenants: readonly Tenant[]): readonly Hit[] {
  const [first, ...others] = tenants.filter(({ network }) => network.sharedBy === undefined);
  if (first === undefined) return [];
  return others.map(({ key, at: path, network }) => ({
    at: [...path, 'network'],
    summary: `"${first.key}" and "${key}" are both in ${network.vpc}, and a VPC belongs to one account: the other may not create a private zone in it, and needs no association with it`,
    fix: `write sharedBy: ${first.key} in accounts.${key}.network where "${first.key}" owns the VPC (or the other way around), or give each account a VPC of its own`,
  }));
}

/** The owner is an account that has the same VPC, and not as a guest. */
function wrongOwner({ topology }: Site, { key, at: path, network }: Tenant): readonly Hit[] {
  if (network.sharedBy === undefined) return [];
  const owner = at(topology.accounts, network.sharedBy);
  const isGuest = owner.network.kind === 'existing' && owner.network.sharedBy !== undefined;
  if (isSameVpc(network, owner.network) && !isGuest) return [];
  const why = isGuest ? `is itself only a guest in it` : `has another network`;
  return [
    {
      at: [...path, 'network', 'sharedBy'],
      summary: `"${owner.key}" is said to own ${network.vpc}, the VPC of "${key}", and ${why}`,
      fix: `name the account that owns ${network.vpc} (its network has vpc: ${network.vpc} and no sharedBy), or drop sharedBy`,
    },
  ];
}

/** Route 53 refuses a private zone in the VPC of another account (InvalidVPCId, "not authorized"). */
function zoneOfAGuest({ zoneHolders }: Site, { key, at: path, network }: Tenant): readonly Hit[] {
  if (network.sharedBy === undefined) return [];
  const names = unique(liveHolders(zoneHolders(key)).map((holder) => holder.key));
  if (names.length === 0) return [];
  const named = quotedList(names);
  return [
    {
      at: [...path, 'network'],
      summary: `the ${names.length === 1 ? 'name' : 'names'} of ${named} would need a private zone of "${key}" in ${network.vpc}, which belongs to "${network.sharedBy}": only its owner can create one`,
      fix: `give the workloads among ${named} a discovery that exists, { kind: cloud-map, existing: true, namespace: … } or { kind: dns, hostname: … }, and services a name of the same kind`,
    },
  ];
}

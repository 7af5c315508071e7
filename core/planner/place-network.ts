import type { Account, Network } from '../topology';
import type { NotDeployed } from './plan';
import type { OutputValue } from './values';
import { contentId } from './ids';
import { placed, type Placement } from './placement';
import { isJoined, type Site } from './site';

/** The values of a network that its other contents read. One that exists has them written in the topology. */
export const networkValues = (
  account: string,
): Readonly<Record<'vpc' | 'routes' | 'subnets' | 'publicSubnets', OutputValue>> => ({
  vpc: { kind: 'vpc-id', account },
  routes: { kind: 'private-route-table-id', account },
  subnets: { kind: 'private-subnet-ids', account },
  publicSubnets: { kind: 'public-subnet-ids', account },
});

/** Networks, and how packets get from one to another. Towards existing networks that is up to their owners. */
export const networkPlacements = (site: Site): readonly Placement[] => [
  ...site.layout.accounts
    .filter(({ network }) => network.kind === 'create')
    .map((account) => networkPlacement(site, account)),
  ...peeringPlacements(site),
];

function networkPlacement({ layout }: Site, account: Account): Placement {
  const { vpc, routes, subnets, publicSubnets } = networkValues(account.key);
  const { network } = account;
  const hasPublic = network.kind === 'create' && network.internet === 'nat';
  return placed(
    layout.first(account.key),
    { id: contentId(account.key, 'network'), kind: 'network' },
    {
      outputs: [vpc, routes, subnets, ...(hasPublic ? [publicSubnets] : [])].map((value) => ({ value })),
      concerns: [account],
    },
  );
}

/** Pairs of accounts between which packets go and whose networks are as wanted; the first comes before the second. */
function joinedPairs(
  site: Site,
  has: (network: Network) => boolean,
): readonly { readonly earlier: Account; readonly later: Account }[] {
  const { layout } = site;
  const accounts = layout.accounts.filter(({ network }) => has(network));
  return accounts.flatMap((earlier) =>
    accounts
      .filter(({ key }) => layout.later(key, earlier.key) && isJoined(site, key, earlier.key))
      .map((later) => ({ earlier, later })),
  );
}

/** Networks that calls cross and that meshspan does not join: one of them existed before, or the topology says so. */
export function connectionsNotDeployed(site: Site): readonly NotDeployed[] {
  const { connect } = site.topology;
  if (connect === 'transit-gateway') return [];
  const pairs = joinedPairs(site, ({ kind }) => kind !== 'none');
  return pairs.flatMap(({ earlier, later }): readonly NotDeployed[] => {
    const existing = [earlier, later].filter(({ network }) => network.kind === 'existing');
    const [first] = existing;
    if ((first === undefined && connect === 'peering') || earlier.retired || later.retired) return [];
    const names = existing.map(({ key }) => `"${key}"`).join(' and ');
    return [
      {
        at: [...(first ?? later).at, 'network'],
        what: `the connection between the networks of "${earlier.key}" and "${later.key}": peering, and routes both ways`,
        why:
          connect === 'none'
            ? 'the topology has connect: none, so join them with your own tools; until then their calls do not connect'
            : `meshspan joins only networks that it creates, and ${existing.length > 1 ? 'those' : 'that'} of ${names} already ${existing.length > 1 ? 'exist' : 'exists'}`,
      },
    ];
  });
}

/** Callers and callees across a border of which one side's addresses are unknown: the other side gets no rule for it. */
export function rulesNotDeployed({ layout, reaches }: Site): readonly NotDeployed[] {
  const present = layout.accounts.filter(({ retired }) => !retired);
  const pairs = present.flatMap((caller) =>
    present
      .filter(({ key }) => key !== caller.key && reaches(caller.key, key))
      .map((callee) => ({ caller, callee })),
  );
  return pairs.flatMap(({ caller, callee }): readonly NotDeployed[] => {
    const unknown = [caller, callee].find(({ network }) => network.kind === 'none');
    const known = [caller, callee].find(({ network }) => network.kind !== 'none');
    if (unknown === undefined || known === undefined) return [];
    const way = known === caller ? 'out to' : 'in from';
    return [
      {
        at: [...unknown.at, 'network'],
        what: `the rules that let the security groups of "${known.key}" ${way} the workloads of "${unknown.key}"`,
        why: `"${unknown.key}" has no network, so their addresses are unknown; open them with your own tools`,
      },
    ];
  });
}

/** The later account asks, as early as it can; the earlier accepts in its second stack: the other way is a circle. */
function peeringPlacements(site: Site): readonly Placement[] {
  if (site.topology.connect !== 'peering') return [];
  const { layout } = site;
  return joinedPairs(site, ({ kind }) => kind === 'create').flatMap(({ earlier, later }) => {
    const concerns = [later, earlier];
    const peering: OutputValue = { kind: 'peering-id', requester: later.key, peer: earlier.key };
    const own = networkValues(later.key);
    return [
      placed(
        layout.asks(later.key, earlier.key),
        {
          id: contentId(later.key, 'peering-request', earlier.key),
          kind: 'peering-request',
          peer: earlier.key,
        },
        {
          reads: [networkValues(earlier.key).vpc, own.vpc, own.routes],
          outputs: [{ value: peering }],
          concerns,
        },
      ),
      placed(
        layout.second(earlier.key),
        {
          id: contentId(earlier.key, 'peering-acceptance', later.key),
          kind: 'peering-acceptance',
          peer: later.key,
        },
        { reads: [peering, networkValues(earlier.key).routes], concerns },
      ),
    ];
  });
}

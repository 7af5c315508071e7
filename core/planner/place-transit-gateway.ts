import { at, type Account } from '../topology';
import { privateRouteReads, reachedPairs, vpcReads } from './place-network';
import { contentId, demandsOfKind, type Placement, type Site } from './placement';

/** Whether an account's network hangs on the transit gateway: a demand wants packets to cross its border. */
export function joinsTransitGateway({ topology, demands }: Site, account: Account): boolean {
  return (
    topology.connect === 'transit-gateway' &&
    account.network.kind !== 'none' &&
    demandsOfKind(demands, 'reach').some(
      ({ caller, callee }) => caller !== callee && (caller === account.key || callee === account.key),
    )
  );
}

/**
 * The gateway beside the mesh, so that no member's network waits for another member's. Each network that calls cross
 * hangs on it, and has a route to each network that it reaches, where the peering of the two would have it: whoever
 * changes from one to the other changes where a route leads, and AWS takes no second route to the same network.
 */
export function transitGatewayPlacements(site: Site): readonly Placement[] {
  const { topology, layout, demands } = site;
  if (!topology.transitGateway) return [];
  const gateway = contentId(topology.owner, 'transit-gateway');
  const owner = at(topology.accounts, topology.owner);
  const pairs = reachedPairs(demands);
  const joined = layout.accounts.filter((account) => joinsTransitGateway(site, account));
  return [
    {
      stack: layout.first(owner.key),
      content: { id: gateway, kind: 'transit-gateway' },
      reads: [],
      follows: [],
      concerns: [owner],
    },
    ...joined.flatMap((account) => [
      attachment(site, account, owner, gateway),
      ...joined
        .filter(({ key }) => key !== account.key && pairs.has(`${account.key} ${key}`))
        .map((peer) => route(site, account, peer, gateway)),
    ]),
  ];
}

const attachmentId = (account: string): string => contentId(account, 'transit-gateway-attachment');

function attachment(site: Site, account: Account, owner: Account, gateway: string): Placement {
  return {
    stack: site.layout.first(account.key),
    content: { id: attachmentId(account.key), kind: 'transit-gateway-attachment' },
    reads: [{ from: gateway, value: { kind: 'transit-gateway-id' } }, ...vpcReads(site, account.key)],
    follows: [],
    concerns: [owner, account],
  };
}

function route(site: Site, account: Account, peer: Account, gateway: string): Placement {
  const { topology, layout } = site;
  return {
    stack: layout.later(account.key, peer.key) ? layout.first(account.key) : layout.second(account.key),
    content: {
      id: contentId(account.key, 'transit-gateway-route', peer.key),
      kind: 'transit-gateway-route',
      peer: peer.key,
    },
    reads: [
      { from: gateway, value: { kind: 'transit-gateway-id' } },
      ...(account.network.kind === 'create' ? privateRouteReads(account.key) : []),
    ],
    follows: [attachmentId(account.key)],
    concerns: [at(topology.accounts, topology.owner), account, peer],
  };
}

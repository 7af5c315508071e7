import type { Account } from '../topology';
import { acceptanceId, contentId } from './ids';
import { networkValues } from './place-network';
import { placed, type Placement } from './placement';
import type { OutputValue } from './values';
import type { ShareItem } from './content';
import { isJoined, type Site } from './site';

const GATEWAY: OutputValue = { kind: 'transit-gateway-id' };

const gatewayId = (owner: string): string => contentId(owner, 'transit-gateway');
const attachmentId = (account: string): string => contentId(account, 'transit-gateway-attachment');

/** The gateway as a part of a member's share. */
export const sharedGateway = (owner: string): ShareItem => ({
  name: 'transit-gateway',
  arn: { kind: 'transit-gateway-arn' },
  content: gatewayId(owner),
});

/** Whether an account's network is attached to the transit gateway: a need wants packets to cross its border. */
export const joinsTransitGateway = ({ topology, crosses }: Site, { key, network }: Account): boolean =>
  topology.connect === 'transit-gateway' && network.kind !== 'none' && crosses(key);

/**
 * The gateway beside the authorities, so that no member's network waits for another member's. Each network that calls
 * cross is attached to it, and has a route to each network that it reaches, where the peering of the two would have it:
 * a change from one to the other changes where a route leads, and AWS accepts no second route to the same network.
 */
export function transitGatewayPlacements(site: Site): readonly Placement[] {
  const { topology, layout, owner } = site;
  if (!topology.transitGateway) return [];
  const joined = layout.accounts.filter((account) => joinsTransitGateway(site, account));
  return [
    placed(
      layout.first(owner.key),
      { id: gatewayId(owner.key), kind: 'transit-gateway' },
      { outputs: [{ value: GATEWAY }], concerns: [owner] },
    ),
    ...joined.flatMap((account) => [
      attachment(site, account),
      ...joined
        .filter(({ key }) => key !== account.key && isJoined(site, account.key, key))
        .map((peer) => route(site, account, peer)),
    ]),
  ];
}

function attachment({ layout, owner }: Site, account: Account): Placement {
  const { vpc, subnets } = networkValues(account.key);
  return placed(
    layout.first(account.key),
    { id: attachmentId(account.key), kind: 'transit-gateway-attachment' },
    { reads: [GATEWAY, vpc, subnets], follows: [acceptanceId(account.key)], concerns: [owner, account] },
  );
}

function route({ layout, owner }: Site, account: Account, peer: Account): Placement {
  return placed(
    layout.later(account.key, peer.key) ? layout.asks(account.key, peer.key) : layout.second(account.key),
    {
      id: contentId(account.key, 'transit-gateway-route', peer.key),
      kind: 'transit-gateway-route',
      peer: peer.key,
    },
    {
      reads: [GATEWAY, networkValues(account.key).routes],
      follows: [attachmentId(account.key)],
      concerns: [owner, account, peer],
    },
  );
}

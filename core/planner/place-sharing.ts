import { isSharedNetwork, type Account, type Authority } from '../topology';
import { acceptanceId, authorityId, shareId } from './ids';
import { joinsTransitGateway, sharedGateway } from './place-transit-gateway';
import { placed, type Placement } from './placement';
import type { OutputValue } from './values';
import type { Site } from './site';

/** The authorities, and what lets members use what the owner shares. */
export function sharingPlacements(site: Site): readonly Placement[] {
  const { topology, layout, owner } = site;
  const [, ...members] = layout.accounts;
  const others = topology.mesh.sharedWith;
  return [
    ...Object.values(topology.authorities)
      .filter(({ kind }) => kind === 'private-ca')
      .map(({ key, ...authority }) =>
        placed(
          layout.first(owner.key),
          { id: authorityId(owner.key, key), kind: 'authority', authority: key },
          {
            reads: parentsOf(authority).map((parent) => ({ kind: 'authority-arn', authority: parent })),
            outputs: [
              {
                value: { kind: 'authority-arn', authority: key },
                ...(others.length > 0 && {
                  handover: { thing: `authority "${key}"`, what: 'ARN for other topologies' },
                }),
              },
            ],
            concerns: [owner],
          },
        ),
      ),
    ...members.flatMap((member) =>
      topology.mesh.existing ? existingShare(site, member) : sharePlacements(site, member),
    ),
  ];
}

/** Who signs an authority that is created: what is above one that exists has signed it already. */
const parentsOf = ({ parent }: Pick<Authority, 'parent'>): readonly string[] =>
  parent === undefined ? [] : [parent];

/** The share of one member, and its acceptance. */
function sharePlacements(site: Site, member: Account): readonly Placement[] {
  const { topology, layout, owner, sharedWith } = site;
  const wanted = sharedWith(member.key);
  if (wanted.length === 0 && !joinsTransitGateway(site, member)) return [];
  // Also after the last call is gone: an account that no longer sees the gateway cannot detach from it.
  const seesGateway =
    topology.transitGateway &&
    member.network.kind !== 'none' &&
    !isSharedNetwork(member.network) &&
    !site.isElsewhere(member.key);
  const items = [...wanted, ...(seesGateway ? [sharedGateway(owner.key)] : [])];

  const id = shareId(owner.key, member.key);
  const arn: OutputValue = { kind: 'share-arn', member: member.key };
  // A retired member keeps its share: without it, it could not remove what it created in the owner's things.
  const share = placed(
    layout.first(owner.key),
    { id, kind: 'share', member: member.key, items },
    {
      reads: items.map((item) => item.arn),
      follows: items.flatMap(({ content }) => content ?? []),
      outputs: [
        {
          value: arn,
          ...(site.isElsewhere(member.key) && {
            handover: { thing: `account "${member.key}"`, what: 'ARN of its share, for other topologies' },
          }),
        },
      ],
      concerns: [owner],
    },
  );
  if (member.principal !== 'invitation' || site.isElsewhere(member.key)) return [share];
  return [share, acceptanceOf(site, member, [id])];
}

/** The share of a mesh that exists, where it waits to be accepted. */
const existingShare = (site: Site, member: Account): readonly Placement[] =>
  member.share === undefined || site.isElsewhere(member.key) ? [] : [acceptanceOf(site, member, [])];

const acceptanceOf = ({ layout, owner }: Site, member: Account, follows: readonly string[]): Placement =>
  placed(
    layout.first(member.key),
    { id: acceptanceId(member.key), kind: 'share-acceptance' },
    { reads: [{ kind: 'share-arn', member: member.key }], follows, concerns: [owner, member] },
  );

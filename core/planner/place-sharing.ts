import { at, type Account } from '../topology';
import { byName } from './names';
import { joinsTransitGateway } from './place-transit-gateway';
import { contentId, demandsOfKind, type Placement, type Read, type Site } from './placement';

const unique = (keys: readonly string[]): readonly string[] => [...new Set(keys)].toSorted(byName);

/** What makes an authority's ARN known: nothing where it exists already. */
export function authorityReads({ topology }: Site, authorities: readonly string[]): readonly Read[] {
  return unique(authorities)
    .filter((key) => at(topology.authorities, key).kind === 'private-ca')
    .map((authority) => ({
      from: contentId(topology.owner, 'authority', authority),
      value: { kind: 'authority-arn', authority },
    }));
}

/** The mesh, the authorities, and what lets members use them. */
export function sharingPlacements(site: Site): readonly Placement[] {
  const { topology, layout } = site;
  const [owner, ...members] = layout.accounts;
  if (owner === undefined) return [];
  const placed = { stack: layout.first(owner.key), reads: [], follows: [], concerns: [owner] };
  const mesh = contentId(owner.key, 'mesh');
  return [
    ...Object.values(topology.authorities)
      .filter(({ kind }) => kind === 'private-ca')
      .map(({ key }): Placement => {
        const id = contentId(owner.key, 'authority', key);
        return { ...placed, content: { id, kind: 'authority', authority: key } };
      }),
    { ...placed, content: { id: mesh, kind: 'mesh' } },
    ...members.flatMap((member) => sharedWith(site, owner, member)),
  ];
}

/** The share of one member, and what the member does with it. */
function sharedWith(
  { topology, layout, demands }: Site,
  owner: Account,
  member: Account,
): readonly Placement[] {
  const mesh = sharesMesh({ topology, layout, demands }, member);
  const authorities = unique(
    demandsOfKind(demands, 'share-authority')
      .filter((demand) => demand.member === member.key)
      .map(({ authority }) => authority),
  );
  const joins = joinsTransitGateway({ topology, layout, demands }, member);
  if (!mesh && authorities.length === 0 && !joins) return [];
  // Also while nobody calls it any more: whoever no longer sees the gateway can't leave it.
  const transitGateway = topology.transitGateway && member.network.kind !== 'none';

  const share = contentId(owner.key, 'share', member.key);
  const own = { stack: layout.first(member.key), reads: [], follows: [share], concerns: [owner, member] };
  return [
    // A retired member keeps its share: without it, it could not remove what it made in the mesh.
    {
      stack: layout.first(owner.key),
      content: { id: share, kind: 'share', member: member.key, mesh, authorities, transitGateway },
      reads: [],
      follows: [],
      concerns: [owner],
    },
    ...(member.principal === 'invitation'
      ? [
          {
            ...own,
            content: { id: contentId(member.key, 'share-acceptance'), kind: 'share-acceptance' as const },
            reads: [{ from: share, value: { kind: 'share-arn' as const, member: member.key } }],
          },
        ]
      : []),
    // The owner's came with the mesh; AWS makes none for an account that only uses another's.
    ...(mesh && member.meshRole === 'create'
      ? [{ ...own, content: { id: contentId(member.key, 'mesh-role'), kind: 'mesh-role' as const } }]
      : []),
  ];
}

function sharesMesh({ topology, demands }: Site, member: Account): boolean {
  const lives = (thing: { readonly account: string }): boolean => thing.account === member.key;
  return (
    demandsOfKind(demands, 'share-mesh').some((demand) => demand.member === member.key) ||
    (member.retired &&
      (Object.values(topology.workloads).some(lives) || Object.values(topology.services).some(lives)))
  );
}

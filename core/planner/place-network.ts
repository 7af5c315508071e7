import { at } from '../topology';
import type { NotDeployed } from './plan';
import { contentId, demandsOfKind, type Placement, type Read, type Site } from './placement';

/** What makes the id of an account's VPC known: nothing where it exists already. */
export function vpcReads({ topology }: Site, account: string): readonly Read[] {
  return at(topology.accounts, account).network.kind === 'create'
    ? [{ from: contentId(account, 'network'), value: { kind: 'vpc-id', account } }]
    : [];
}

/** Networks, and how packets get from one to another. Towards existing networks that is their owners' affair. */
export function networkPlacements(site: Site): readonly Placement[] {
  const { layout } = site;
  return [
    ...layout.accounts
      .filter(({ network }) => network.kind === 'create')
      .map((account): Placement => ({
        stack: layout.first(account.key),
        content: { id: contentId(account.key, 'network'), kind: 'network' },
        reads: [],
        follows: [],
        concerns: [account],
      })),
    ...peeringPlacements(site),
  ];
}

/** Networks that calls cross and that nothing of ours joins, since one of them was there before. */
export function connectionsNotDeployed({ topology, layout, demands }: Site): readonly NotDeployed[] {
  if (topology.connect !== 'peering') return [];
  const pairs = reachedPairs(demands);
  const networks = layout.accounts.filter(({ network, retired }) => network.kind !== 'none' && !retired);
  return networks.flatMap((one) =>
    networks
      .filter(({ key }) => layout.later(key, one.key) && pairs.has(`${key} ${one.key}`))
      .flatMap((other) => {
        const existing = [one, other].find(({ network }) => network.kind === 'existing');
        return existing === undefined
          ? []
          : [
              {
                at: [...existing.at, 'network'],
                what: `the connection between the networks of "${one.key}" and "${other.key}": peering, and routes both ways`,
                why: `meshspan joins only networks that it creates, and that of "${existing.key}" exists`,
              },
            ];
      }),
  );
}

/** Callers and callees across a border of which one side's addresses nobody knows: its neighbour opens no door. */
export function rulesNotDeployed({ layout, demands }: Site): readonly NotDeployed[] {
  const wanted = new Set(demandsOfKind(demands, 'reach').map(({ caller, callee }) => `${caller} ${callee}`));
  const present = layout.accounts.filter(({ retired }) => !retired);
  const pairs = present.flatMap((caller) =>
    present
      .filter(({ key }) => key !== caller.key && wanted.has(`${caller.key} ${key}`))
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

/** Each pair of accounts between which packets go, in both orders. */
export const reachedPairs = (demands: Site['demands']): ReadonlySet<string> =>
  new Set(
    demandsOfKind(demands, 'reach').flatMap(({ caller, callee }) => [
      `${caller} ${callee}`,
      `${callee} ${caller}`,
    ]),
  );

/** The later account asks from its first stack, the earlier accepts in its second: the other way is a circle. */
function peeringPlacements(site: Site): readonly Placement[] {
  const { topology, layout, demands } = site;
  if (topology.connect !== 'peering') return [];
  const pairs = reachedPairs(demands);
  const created = layout.accounts.filter(({ network }) => network.kind === 'create');
  return created.flatMap((accepter) =>
    created
      .filter(({ key }) => layout.later(key, accepter.key) && pairs.has(`${key} ${accepter.key}`))
      .flatMap((requester): readonly Placement[] => {
        const request = contentId(requester.key, 'peering-request', accepter.key);
        const concerns = [requester, accepter];
        return [
          {
            stack: layout.first(requester.key),
            content: { id: request, kind: 'peering-request', peer: accepter.key },
            reads: [
              ...vpcReads(site, accepter.key),
              ...vpcReads(site, requester.key),
              ...privateRouteReads(requester.key),
            ],
            follows: [],
            concerns,
          },
          {
            stack: layout.second(accepter.key),
            content: {
              id: contentId(accepter.key, 'peering-acceptance', requester.key),
              kind: 'peering-acceptance',
              peer: requester.key,
            },
            reads: [
              {
                from: request,
                value: { kind: 'peering-id', requester: requester.key, peer: accepter.key },
              },
              ...privateRouteReads(accepter.key),
            ],
            follows: [],
            concerns,
          },
        ];
      }),
  );
}

/** What makes the id of a created network's private route table known. */
export const privateRouteReads = (account: string): readonly Read[] => [
  { from: contentId(account, 'network'), value: { kind: 'private-route-table-id', account } },
];

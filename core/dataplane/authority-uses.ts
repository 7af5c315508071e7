import { authorityId, type Need } from '../planner';
import { at, openParametersOf, type Topology, type Trust, type Workload } from '../topology';
import { arnOf } from './arn';
import { certificateUsesOf, entryUsesOf } from './certificates';
import { accountIdOf, liveGatewaysOf, liveWorkloadsOf } from './live';

/** An account in which something is issued by an authority, or trusts it. */
export interface AuthorityUse {
  readonly account: string;
  readonly authority: string;
}

/** Who needs which authority: ACM where certificates are issued, and the proxies that trust it. */
export function authorityUsesOf(topology: Topology): readonly AuthorityUse[] {
  const uses = [...certificateUsesOf(topology, isCreated), ...entryUsesOf(topology)];
  const issuing = uses.flatMap(({ account, certificate }) => {
    const found = at(topology.certificates, certificate);
    return found.kind === 'issued' ? [{ account, authority: found.authority }] : [];
  });
  const trusting = [...liveWorkloadsOf(topology), ...liveGatewaysOf(topology)]
    .filter(isCreated)
    .flatMap(({ account, ...party }) =>
      trustsOf(party).flatMap((trust) =>
        privateAuthoritiesOf(trust).map((authority) => ({ account, authority })),
      ),
    );
  return [...issuing, ...trusting];
}

/** What a party trusts: as a caller, and in the callers of its listeners. */
const trustsOf = ({
  listeners,
  callDefaults,
  calls = [],
}: Pick<Workload, 'callDefaults'> & {
  readonly listeners: readonly Pick<Workload['listeners'][number], 'tls'>[];
  readonly calls?: Workload['calls'];
}): readonly Trust[] => [
  ...listeners.flatMap(({ tls }) =>
    tls.kind === 'mesh' && tls.validation !== undefined ? [tls.validation.trust] : [],
  ),
  ...[callDefaults, ...calls.map(({ policy }) => policy)].flatMap((policy) =>
    policy?.kind === 'tls' ? [policy.trust] : [],
  ),
];

/** Private CAs that a trust names; empty where it reads a file or a secret. */
export const privateAuthoritiesOf = (trust: Trust): readonly string[] =>
  trust.kind === 'private-ca' ? [...new Set(trust.authorities)] : [];

const isCreated = ({ existing }: { readonly existing: boolean }): boolean => !existing;

/**
 * What a rotation replaces stays shared with who uses what takes its place, until the rotation is dropped: what runs
 * there may still fetch the certificate of the old one.
 */
const keptInRotation = ({ rotation }: Topology, uses: readonly AuthorityUse[]): readonly AuthorityUse[] =>
  rotation === undefined
    ? []
    : uses
        .filter(({ authority }) => authority === rotation.to)
        .map(({ account }) => ({ account, authority: rotation.from }));

/** All authorities, for the accounts in which other topologies use them. */
const usesElsewhere = ({ mesh, authorities }: Topology): readonly AuthorityUse[] =>
  mesh.sharedWith.flatMap((account) => Object.keys(authorities).map((authority) => ({ account, authority })));

/**
 * The owner's authorities, for the members that use them.
 * @param more uses that no policy and no listener states; @default none
 */
export function authoritySharesOf(topology: Topology, more: readonly AuthorityUse[] = []): readonly Need[] {
  const uses = [...authorityUsesOf(topology), ...more, ...usesElsewhere(topology)];
  return [...uses, ...keptInRotation(topology, uses)]
    .filter(({ account, authority }) => account !== topology.owner && isOwners(topology, authority))
    .map(({ account, authority }) => ({
      kind: 'share',
      member: account,
      item: {
        name: `authority-${authority}`,
        arn: { kind: 'authority-arn', authority },
        content: authorityId(topology.owner, authority),
      },
    }));
}

/** Whether the owner can share it: an existing one may be known to be in another account. */
function isOwners(topology: Topology, key: string): boolean {
  const authority = at(topology.authorities, key);
  if (authority.kind === 'file') return false;
  if (authority.kind === 'private-ca') return true;
  if (authority.shared) return false;
  const ownerId = accountIdOf(topology, topology.owner);
  const holder = arnOf(authority.arn)?.account;
  return holder === undefined || openParametersOf(ownerId).length > 0 || holder === ownerId;
}

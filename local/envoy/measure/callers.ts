import type { Pki } from '../pki';
import type { Outcome } from '../report';
import type { CallWalk } from './calls';
import { expectedOf, expired, foreignLeaves, otherName, type Expected } from './impostors';
import { kept } from './kept';
import type { Lookups } from './lookups';
import { exactOf } from './names';
import type { OutsideWalk } from './outside';
import { deceived, firstAccepted } from './trials';

/** Which servers a caller accepts in the place of its own; each is tried once. */
export interface CallerTrials {
  readonly expected: Expected;
  /** Those of foreign authorities, with the names that the caller expects. */
  readonly foreignServer: () => Promise<Outcome>;
  /** One of the right authority with another name. */
  readonly wrongName: () => Promise<Outcome>;
  /** One with the right name of the right authority, an hour after its certificate's end. */
  readonly expiredServer: () => Promise<Outcome>;
}

/** @param address where servers can be that take another one's place */
export function callerTrialsOf(
  lookups: Lookups,
  pki: Pki,
  address: string,
  walk: CallWalk | OutsideWalk,
): CallerTrials {
  const policy =
    walk.service === undefined
      ? (walk as OutsideWalk).policy
      : lookups.policyOf(walk.client, walk.service, walk.listener);
  const expected = expectedOf(lookups, pki, walk.server, walk.listener, policy);
  const { issuer, names, trusted } = expected;
  return {
    expected,
    foreignServer: kept(async () =>
      firstAccepted(await foreignLeaves(pki, names, trusted), (leaf) => deceived(walk, address, leaf)),
    ),
    wrongName: kept(async () =>
      issuer === undefined ? 'unmeasured' : deceived(walk, address, await otherName(issuer, names)),
    ),
    expiredServer: kept(async () =>
      issuer === undefined ? 'unmeasured' : deceived(walk, address, await expired(issuer, exactOf(names))),
    ),
  };
}

import { at, type Topology } from '../../topology';
import { certificateUsesOf } from './certificates';
import { liveGatewaysOf, liveWorkloadsOf } from './live';
import { privateAuthoritiesOf } from './tls-flaws';

/** An account in which something is issued by an authority, or trusts it. */
export interface AuthorityUse {
  readonly account: string;
  readonly authority: string;
}

/** Who needs which authority: ACM where certificates are issued, and the proxies that trust it. */
export function authorityUsesOf(topology: Topology): readonly AuthorityUse[] {
  const issuing = certificateUsesOf(topology).flatMap(({ account, certificate }) => {
    const found = at(topology.certificates, certificate);
    return found.kind === 'issued' ? [{ account, authority: found.authority }] : [];
  });
  const callers = [
    ...liveWorkloadsOf(topology).map(({ account, callDefaults, calls }) => ({
      account,
      policies: [callDefaults, ...calls.map(({ policy }) => policy)],
    })),
    ...liveGatewaysOf(topology).map(({ account, callDefaults }) => ({ account, policies: [callDefaults] })),
  ];
  const trusting = callers.flatMap(({ account, policies }) =>
    policies
      .flatMap((policy) => (policy?.kind === 'tls' ? privateAuthoritiesOf(policy.trust) : []))
      .map((authority) => ({ account, authority })),
  );
  return [...issuing, ...trusting];
}

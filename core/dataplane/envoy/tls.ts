import { unique } from '../../base/collections';
import { defined } from '../../base/properties';
import {
  at,
  rootOf,
  trustedSignersOf,
  trustInAll,
  type Closed,
  type Text,
  type Topology,
} from '../../topology';
import type { PolicySpec } from '../lowered';
import { isOfAcm } from '../tls-flaws';
import { certificateSecretOf, trustSecretOf } from './secrets';
import type { Server } from './sides';
import type { CertificateSecret, TrustSecret } from './secret-specs';

/** What a proxy requires of a server, and shows to it. */
export interface Tls {
  /** Absent: the server is not verified. */
  readonly trust?: TrustSecret;
  /** Names of which the server's certificate must carry one; empty: any. */
  readonly names: readonly Text[];
  readonly certificate?: CertificateSecret;
}

/**
 * How a caller uses TLS towards a listener, as the check decides it (`core/checker/handshake.ts`). A policy that
 * enforces TLS verifies chain and name, whatever the listener does, so that nothing is sent in plaintext. One that does
 * not enforce it follows the listener, and verifies nothing. Without a policy that covers the port a caller follows the
 * listener too, and verifies the chain of what ACM issued, since App Mesh did (TLS user guide). Absent: plaintext, or
 * bytes whose TLS the applications do.
 */
export function tlsTowards(
  topology: Closed<Topology>,
  policy: Closed<PolicySpec> | undefined,
  { listener: { tls, port }, certificate }: Server,
  discoveryName: Text,
): Tls | undefined {
  const offers = tls.kind === 'mesh' && tls.mode !== 'DISABLED';
  if (policy?.kind === 'tls' && covers(policy.ports, port)) {
    if (!policy.enforce && !offers) return undefined;
    const shown = defined({
      certificate:
        policy.certificate === undefined ? undefined : certificateSecretOf(topology, policy.certificate),
    });
    if (!policy.enforce) return { names: [], ...shown };
    const names = policy.names.length > 0 ? policy.names : [discoveryName];
    return { trust: trustSecretOf(policy.trust), names, ...shown };
  }
  if (!offers) return undefined;
  const roots = certificate === undefined ? [] : rootsAbove(topology, certificate.key);
  const trust = roots.length === 0 ? undefined : trustInAll(roots, topology.authorities);
  return { names: [], ...defined({ trust: trust && trustSecretOf(trust) }) };
}

const covers = (ports: readonly number[], port: number): boolean =>
  ports.length === 0 || ports.includes(port);

/**
 * Keys of the roots by which a caller without a policy verifies a certificate: one, or both of a rotation. None where
 * the root is unknown, or the certificate is a file or a secret.
 */
export const rootsAbove = (topology: Topology, certificate: string): readonly string[] =>
  isOfAcm(topology, certificate)
    ? unique(
        trustedSignersOf(topology.rotation, at(topology.certificates, certificate)).map((key) =>
          rootOf(key, topology.authorities),
        ),
      )
    : [];

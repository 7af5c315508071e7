import { defined } from '../../../base/properties';
import { at, type ClientPolicy, type Closed, type ListenerTls, type Trust } from '../../../topology';
import type { ManifestTree } from '../../pods/specs';
import { authorityArnFilled, certificateArnFilled, type Scope } from './scope';

/** The client policy, or none: App Mesh has no other way to express that TLS is not required. */
export function clientPolicyOf(scope: Scope, policy: Closed<ClientPolicy> | undefined) {
  if (policy === undefined || policy.kind === 'none') return undefined;
  const { enforce, ports, names, trust, certificate } = policy;
  return {
    tls: defined({
      enforce,
      ports: ports.length > 0 ? ports : undefined,
      certificate: certificate === undefined ? undefined : certificateOf(scope, certificate),
      validation: defined({ subjectAlternativeNames: namesOf(names), trust: trustOf(trust) }),
    }),
  };
}

/** TLS that the mesh terminates; App Mesh has no setting for TLS that the application terminates. */
export function listenerTlsOf(scope: Scope, tls: Closed<ListenerTls>) {
  if (tls.kind !== 'mesh') return undefined;
  const { mode, certificate, validation } = tls;
  return defined({
    mode,
    certificate: certificateOf(scope, certificate),
    validation:
      validation &&
      defined({ subjectAlternativeNames: namesOf(validation.names), trust: trustOf(validation.trust) }),
  });
}

const namesOf = (names: readonly string[]) => (names.length > 0 ? { match: { exact: names } } : undefined);

function certificateOf({ topology }: Scope, key: string): ManifestTree {
  const certificate = at(topology.certificates, key);
  switch (certificate.kind) {
    case 'issued':
    case 'public':
    case 'acm':
      return { acm: { certificateARN: { filled: certificateArnFilled(topology, key) } } };
    case 'file':
      return { file: { certificateChain: certificate.chain, privateKey: certificate.privateKey } };
    case 'sds':
      return { sds: { secretName: certificate.secret } };
  }
}

function trustOf(trust: Closed<Trust>): ManifestTree {
  switch (trust.kind) {
    case 'private-ca':
      return {
        acm: {
          certificateAuthorityARNs: trust.authorities.map((key) => ({ filled: authorityArnFilled(key) })),
        },
      };
    case 'file':
      return { file: { certificateChain: trust.chain } };
    case 'sds':
      return { sds: { secretName: trust.secret } };
  }
}

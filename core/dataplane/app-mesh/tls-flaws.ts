import { at, partitionOf, type ClientPolicy, type Topology, type Trust } from '../../topology';
import { privateAuthoritiesOf } from '../authority-uses';
import type { CertificateSpec, Flaw, ListenerSpec } from '../lowered';
import { certificateFlawOf, isOfAcm, trustFlawOf } from '../tls-flaws';
import { TRUSTED_AUTHORITIES } from './limits';

/** Whether the region is one of China, where App Mesh has neither TLS by private CAs nor shared meshes. */
export const isInChina = ({ region }: Topology): boolean => partitionOf(region) === 'aws-cn';

/** A listener's key from ACM is RSA (aws-app-mesh-roadmap #469). */
export const isKeyUnfit = ({ source }: Pick<CertificateSpec, 'source'>): boolean =>
  source.kind === 'issue' && !source.keyAlgorithm.startsWith('RSA_');

/** A private CA in a client policy is a root (TLS user guide, "Certificate requirements"). */
export const isSubordinate = (topology: Topology, key: string): boolean =>
  at(topology.authorities, key).level === 'subordinate';

/** What App Mesh refuses in a trust, beside what no data plane accepts. */
function appMeshTrustFlawOf(topology: Topology, trust: Trust): Flaw | undefined {
  const keys = privateAuthoritiesOf(trust);
  if (keys.length > 0 && isInChina(topology)) return 'private-ca-unavailable';
  const found = trustFlawOf(topology, trust);
  if (found !== undefined) return found;
  if (keys.some((key) => isSubordinate(topology, key))) return 'authority-not-a-root';
  return keys.length > TRUSTED_AUTHORITIES ? 'too-many-authorities' : undefined;
}

/** What App Mesh refuses in a policy of a caller. */
export function appMeshPolicyFlawOf(topology: Topology, policy: ClientPolicy): Flaw | undefined {
  if (policy.kind !== 'tls') return undefined;
  const { certificate, trust } = policy;
  const found = appMeshTrustFlawOf(topology, trust);
  if (found !== undefined) return found;
  return certificate !== undefined && isOfAcm(topology, certificate) ? 'caller-certificate-acm' : undefined;
}

/** What App Mesh refuses in how a listener asks for certificates. */
export const listenerFlawOf = ({ tls }: Pick<ListenerSpec, 'tls'>): Flaw | undefined =>
  tls.kind === 'mesh' && tls.validation?.trust.kind === 'private-ca' ? 'listener-trust-acm' : undefined;

/** What App Mesh or ACM refuses in a certificate, in the account that presents it. */
export function appMeshCertificateFlawOf(
  topology: Topology,
  certificate: Pick<CertificateSpec, 'account' | 'facts' | 'source'>,
): Flaw | undefined {
  const { kind } = certificate.source;
  if ((kind === 'issue' || kind === 'acm') && isInChina(topology)) return 'private-ca-unavailable';
  return certificateFlawOf(topology, certificate) ?? (isKeyUnfit(certificate) ? 'key-unfit' : undefined);
}

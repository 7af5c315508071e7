import {
  at,
  fits,
  openParametersOf,
  partitionOf,
  type Authority,
  type ClientPolicy,
  type Text,
  type Topology,
  type Trust,
} from '../../topology';
import type { CertificateSpec, Flaw, ListenerSpec } from '../lowered';
import { arnOf } from '../arn';
import { TRUSTED_AUTHORITIES } from './limits';
import { endsTooEarly } from '../authority-life';
import { privateAuthoritiesOf } from '../authority-uses';
import { accountIdOf } from '../live';

/** Whether the region is one of China, where App Mesh has neither TLS by private CAs nor shared meshes. */
export const isInChina = ({ region }: Topology): boolean => partitionOf(region) === 'aws-cn';

/** Whether the ARN of a certificate is given instead of that of its CA. */
export const hasCertificateArn = (authority: Authority): boolean =>
  authority.kind === 'existing-ca' && arnOf(authority.arn)?.service === 'acm';

const differs = (found: string | undefined, wanted: Text): boolean =>
  found !== undefined && openParametersOf(wanted).length === 0 && found !== wanted;

/** The region of an existing CA, where it is known to be another than the mesh's. */
export function foreignRegionOf(topology: Topology, authority: Authority): string | undefined {
  const found = authority.kind === 'existing-ca' ? arnOf(authority.arn)?.region : undefined;
  return differs(found, topology.region) ? found : undefined;
}

/** Account and region of an ARN, where they are known to differ from those of the account. */
export function foreignPlaceOf(topology: Topology, account: string, arn: Text): readonly string[] {
  const found = arnOf(arn);
  return [
    ...(differs(found?.account, accountIdOf(topology, account)) ? [`account ${found?.account}`] : []),
    ...(differs(found?.region, topology.region) ? [`region ${found?.region}`] : []),
  ];
}

/** Why ACM can't issue from the authority, in words that follow its name. */
export function inabilityOf(authority: Authority): string | undefined {
  if (authority.kind === 'file') return 'is known only by its chain file';
  const shortLived = authority.kind === 'private-ca' && authority.usageMode === 'SHORT_LIVED_CERTIFICATE';
  return shortLived ? 'is for short-lived certificates' : undefined;
}

/** A listener's key from ACM is RSA (aws-app-mesh-roadmap #469). */
export const isKeyUnfit = ({ source }: Pick<CertificateSpec, 'source'>): boolean =>
  source.kind === 'issue' && !source.keyAlgorithm.startsWith('RSA_');

function authorityFlawOf(topology: Topology, key: string): Flaw | undefined {
  const authority = at(topology.authorities, key);
  if (hasCertificateArn(authority)) return 'authority-not-a-ca';
  return foreignRegionOf(topology, authority) === undefined ? undefined : 'authority-elsewhere';
}

function trustFlawOf(topology: Topology, trust: Trust): Flaw | undefined {
  const keys = privateAuthoritiesOf(trust);
  if (keys.length > 0 && isInChina(topology)) return 'private-ca-unavailable';
  const found = keys.map((key) => authorityFlawOf(topology, key)).find((flaw) => flaw !== undefined);
  if (found !== undefined) return found;
  if (keys.some((key) => isSubordinate(topology, key))) return 'authority-not-a-root';
  return keys.length > TRUSTED_AUTHORITIES ? 'too-many-authorities' : undefined;
}

/** A private CA in a client policy is a root (TLS user guide, "Certificate requirements"). */
export function isSubordinate(topology: Topology, key: string): boolean {
  const authority = at(topology.authorities, key);
  return authority.level === 'subordinate';
}

/** Whether App Mesh would read it from ACM. */
export const isOfAcm = (topology: Topology, certificate: string): boolean =>
  ['issued', 'acm'].includes(at(topology.certificates, certificate).kind);

/** What App Mesh refuses in a policy of a caller. */
export function policyFlawOf(topology: Topology, policy: ClientPolicy): Flaw | undefined {
  if (policy.kind !== 'tls') return undefined;
  const { certificate, trust } = policy;
  const found = trustFlawOf(topology, trust);
  if (found !== undefined) return found;
  return certificate !== undefined && isOfAcm(topology, certificate) ? 'caller-certificate-acm' : undefined;
}

/** What App Mesh refuses in how a listener asks for certificates. */
export const listenerFlawOf = ({ tls }: Pick<ListenerSpec, 'tls'>): Flaw | undefined =>
  tls.kind === 'mesh' && tls.validation?.trust.kind === 'private-ca' ? 'listener-trust-acm' : undefined;

/** What App Mesh or ACM refuses in a certificate, in the account that presents it. */
export function certificateFlawOf(
  topology: Topology,
  { account, facts, source }: Pick<CertificateSpec, 'account' | 'facts' | 'source'>,
): Flaw | undefined {
  if (source.kind !== 'issue' && source.kind !== 'acm') return undefined;
  if (isInChina(topology)) return 'private-ca-unavailable';
  if (source.kind === 'acm') {
    if (foreignPlaceOf(topology, account, source.arn).length > 0) return 'certificate-elsewhere';
    return isPublic(topology, facts.issuer) ? 'certificate-public' : undefined;
  }
  const issuer = at(topology.authorities, source.authority);
  const isMisnamed = source.names.some((name) => !fits('certificate-name', name));
  const unable = isMisnamed || inabilityOf(issuer) !== undefined || endsTooEarly(issuer);
  const found = unable ? 'certificate-not-issuable' : authorityFlawOf(topology, source.authority);
  return found ?? (isKeyUnfit({ source }) ? 'key-unfit' : undefined);
}

/** Whether the issuer is not an AWS private CA. */
export const isPublic = (topology: Topology, issuer: string | undefined): boolean =>
  issuer !== undefined && at(topology.authorities, issuer).kind === 'file';

/** The thing with its flaw, where it has one. */
export const flawed = <T extends { readonly flaw?: Flaw }>(thing: T, flaw: Flaw | undefined): T =>
  flaw === undefined ? thing : { ...thing, flaw };

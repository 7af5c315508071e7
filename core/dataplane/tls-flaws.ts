import {
  at,
  fits,
  openParametersOf,
  type Authority,
  type Text,
  type Topology,
  type Trust,
} from '../topology';
import { arnOf } from './arn';
import { endsTooEarly } from './authority-life';
import { privateAuthoritiesOf } from './authority-uses';
import { accountIdOf } from './live';
import type { CertificateSpec, Flaw } from './lowered';

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

/** Whether the issuer is not an AWS private CA. */
export const isPublic = (topology: Topology, issuer: string | undefined): boolean =>
  issuer !== undefined && at(topology.authorities, issuer).kind === 'file';

/** Whether ACM has the certificate: it issued it, or it was imported. */
export const isOfAcm = (topology: Topology, certificate: string): boolean =>
  ['issued', 'acm'].includes(at(topology.certificates, certificate).kind);

/** What every data plane refuses in an authority that a proxy trusts or ACM issues from: it can't be read. */
export function authorityFlawOf(topology: Topology, key: string): Flaw | undefined {
  const authority = at(topology.authorities, key);
  if (hasCertificateArn(authority)) return 'authority-not-a-ca';
  return foreignRegionOf(topology, authority) === undefined ? undefined : 'authority-elsewhere';
}

/** What every data plane refuses in a trust: the flaw of the first private CA that has one. */
export const trustFlawOf = (topology: Topology, trust: Trust): Flaw | undefined =>
  privateAuthoritiesOf(trust)
    .map((key) => authorityFlawOf(topology, key))
    .find((flaw) => flaw !== undefined);

/**
 * What ACM refuses in a certificate, in the account that presents it, whatever the data plane. A certificate that
 * is a file or a secret of a proxy has no flaw.
 */
export function certificateFlawOf(
  topology: Topology,
  { account, facts, source }: Pick<CertificateSpec, 'account' | 'facts' | 'source'>,
): Flaw | undefined {
  switch (source.kind) {
    case 'acm':
      if (foreignPlaceOf(topology, account, source.arn).length > 0) return 'certificate-elsewhere';
      return isPublic(topology, facts.issuer) ? 'certificate-public' : undefined;
    case 'public':
      return 'certificate-public';
    case 'issue': {
      const issuer = at(topology.authorities, source.authority);
      const isMisnamed = source.names.some((name) => !fits('certificate-name', name));
      const unable = isMisnamed || inabilityOf(issuer) !== undefined || endsTooEarly(issuer);
      return unable ? 'certificate-not-issuable' : authorityFlawOf(topology, source.authority);
    }
    case 'file':
    case 'sds':
      return undefined;
  }
}

/** The thing with its flaw, where it has one. */
export const flawed = <T extends { readonly flaw?: Flaw }>(thing: T, flaw: Flaw | undefined): T =>
  flaw === undefined ? thing : { ...thing, flaw };

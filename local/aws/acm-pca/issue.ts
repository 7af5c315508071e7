import { createPrivateKey, X509Certificate, randomBytes } from 'node:crypto';
import { refusal, type Refusal } from '../rules';
import { certificateOf, spkiOf } from '../../x509/certificate';
import type { CertificateRequest } from '../../x509/request';
import type { SigningAlgorithm } from '../../x509/keys';
import { pathLengthOf } from '../../x509/path-length';
import { subjectName } from './authorities';
import type { Authority, Issued } from './authority';
import { extensionsOf, type Template } from './templates';

/** A certificate to be issued. */
export interface Order {
  readonly request: CertificateRequest;
  readonly template: Template;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly algorithm: SigningAlgorithm;
}

/** Longest lifetime of a certificate from an authority for short-lived certificates. */
const shortLivedMs = 7 * 86_400_000;

/**
 * Signs a certificate with the authority's key.
 * An active authority signs anything within its own lifetime; one that waits for its own certificate, only that.
 */
export function issue(authority: Authority, order: Order): Issued {
  const key = createPrivateKey(authority.key);
  const isOwn = order.template.authority === 'any' && order.request.spki.equals(spkiOf(key));
  if (!isOwn) checkMayIssue(authority, order);
  else if (authority.status !== 'PENDING_CERTIFICATE' && authority.status !== 'ACTIVE')
    throw notActive(authority);
  const { pem, serial } = certificateOf(
    {
      subject: order.request.subject,
      spki: order.request.spki,
      notBefore: order.notBefore,
      notAfter: order.notAfter,
      extensions: extensionsOf(order.template, order.request.extensions),
    },
    { name: subjectName(authority.configuration), key, algorithm: order.algorithm },
  );
  const arn = `${authority.arn}/certificate/${randomBytes(16).toString('hex')}`;
  const issued = { arn, serial, pem, revoked: false };
  authority.issued[arn] = issued;
  return issued;
}

/** The certificates that lead from what the authority issues to its root, the authority's own first. */
export function chainOf(authority: Authority): string | undefined {
  if (authority.certificate === undefined) return undefined;
  return authority.chain === undefined
    ? authority.certificate
    : `${authority.certificate}\n${authority.chain}`;
}

function checkMayIssue(authority: Authority, order: Order): void {
  if (authority.status !== 'ACTIVE' || authority.certificate === undefined) throw notActive(authority);
  if (order.template.authority === 'any')
    throw refusal('acm-pca/arguments', 'a root certificate for another key');
  if (typeof order.template.authority === 'number')
    demandLevels(order.template.authority, authority.certificate, 'the certificate');
  const { validTo } = new X509Certificate(authority.certificate);
  if (order.notAfter > new Date(validTo))
    throw refusal(
      'acm-pca/outlives',
      `${order.notAfter.toISOString()}, but the authority expires ${validTo}`,
    );
  const isShortLived =
    authority.usageMode === 'SHORT_LIVED_CERTIFICATE' && order.template.authority === 'none';
  if (isShortLived && order.notAfter.getTime() - Date.now() > shortLivedMs)
    throw refusal('acm-pca/short-lived', order.notAfter.toISOString());
}

/** Refuses an authority with so many levels below it that the one above it does not allow them. */
export function demandLevels(below: number, above: string, what: string): void {
  const limit = pathLengthOf(above);
  if (limit !== undefined && below >= limit)
    throw refusal('acm-pca/path-length', `${what} allows ${below} below it, and its issuer ${limit}`);
}

function notActive({ arn, status }: Authority): Refusal {
  return refusal('acm-pca/not-active', `${arn} is ${status}`);
}

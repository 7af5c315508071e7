import { randomUUID } from 'node:crypto';
import { arnIn } from '../arn';
import type { Call } from '../call';
import { listField, objectField, textField, type Fields } from '../json-protocol';
import { refusal, Refusal } from '../rules';
import { madeOnce } from '../tokens';
import type { World } from '../world';
import { mayIssue } from '../acm-pca/access';
import { authoritiesPart, type Authority } from '../acm-pca/authority';
import { chainOf, issue } from '../acm-pca/issue';
import { tagsOf } from '../acm-pca/tags';
import { defaultTemplate, templateOf } from '../acm-pca/templates';
import { subjectAlternativeName } from '../../x509/extensions';
import { isKeyAlgorithm, newKey, type KeyAlgorithm } from '../../x509/keys';
import { nameOf } from '../../x509/name';
import { requestFrom, requestOf } from '../../x509/request';
import { certificatesPart, type Content } from './certificate';

/** The API's: "Idempotency tokens time out after one hour." */
const tokenSeconds = 3600;

/** The API's pattern of a domain name. */
const domainForm = /^(\*\.)?(((?!-)[A-Za-z0-9-]{0,62}[A-Za-z0-9])\.)+((?!-)[A-Za-z0-9-]{1,62}[A-Za-z0-9])$/;

/** ACM's private certificates are valid for 13 months. */
const daysOfValidity = 395;

/**
 * Requests a certificate. As in AWS, the request itself succeeds; a certificate that its authority refuses also exists, as
 * failed, with the reason, and a public one waits until its names are proved.
 * @param authorityArn the private authority; without one it is public
 */
export async function requestCertificate(
  world: World,
  call: Call,
  asked: Fields,
  authorityArn: string | undefined,
): Promise<Fields> {
  const domainName = textField(asked, 'DomainName') ?? '';
  const names = [...new Set([domainName, ...listField(asked, 'SubjectAlternativeNames').map(String)])];
  const tooLong =
    domainName === '' || domainName.length > 64 ? domainName : names.find((one) => one.length > 253);
  if (tooLong !== undefined) throw refusal('acm/domain-name', tooLong);
  const keyAlgorithm = textField(asked, 'KeyAlgorithm') ?? 'RSA_2048';
  if (!isKeyAlgorithm(keyAlgorithm)) throw refusal('acm/key-algorithm', keyAlgorithm);
  const misformed = names.find((one) => !domainForm.test(one));
  if (misformed !== undefined) throw refusal('acm/domain-form', `"${misformed}"`);
  const tags = tagsOf(asked);
  const { region } = call;
  const { account } = call.caller;
  const make = async (): Promise<string> => {
    const arn = arnIn(region, 'acm', account, `certificate/${randomUUID()}`);
    const content: Content =
      authorityArn === undefined
        ? { kind: 'pending' }
        : await contentOf(world, account, authorityArn, names, keyAlgorithm);
    world.part(certificatesPart)[arn] = {
      arn,
      account,
      region,
      ...(authorityArn !== undefined && { authority: authorityArn }),
      domainName,
      names,
      keyAlgorithm,
      createdAt: world.now(),
      transparency:
        textField(objectField(asked, 'Options'), 'CertificateTransparencyLoggingPreference') ?? 'ENABLED',
      tags,
      content,
    };
    return arn;
  };
  const CertificateArn = await madeOnce(
    world,
    {
      operation: 'acm:RequestCertificate',
      seconds: tokenSeconds,
      whose: [account, region],
      token: textField(asked, 'IdempotencyToken'),
    },
    (arn) => world.part(certificatesPart)[arn] !== undefined,
    make,
  );
  return { CertificateArn };
}

/** The certificate from its authority, or the reason why it was refused. */
export async function contentOf(
  world: World,
  account: string,
  authorityArn: string,
  names: readonly string[],
  keyAlgorithm: KeyAlgorithm,
): Promise<Content> {
  const authority = world.part(authoritiesPart)[authorityArn];
  const reason = refusalReason(world, account, authority);
  if (reason !== undefined || authority === undefined)
    return { kind: 'failed', reason: reason ?? 'PCA_RESOURCE_NOT_FOUND' };
  const key = await newKey(keyAlgorithm);
  const subject = nameOf({ CommonName: names[0] ?? '' });
  const algorithm = key.asymmetricKeyType === 'rsa' ? 'SHA256WITHRSA' : 'SHA256WITHECDSA';
  const request = requestFrom(requestOf(subject, key, algorithm, [subjectAlternativeName(names)]));
  const template = templateOf(defaultTemplate);
  if (request === undefined || template === undefined)
    return { kind: 'failed', reason: 'PCA_REQUEST_FAILED' };
  const now = world.now() * 1000;
  try {
    const issued = issue(authority, {
      request,
      template,
      algorithm: authority.algorithm,
      notBefore: new Date(now - 3_600_000),
      notAfter: new Date(now + daysOfValidity * 86_400_000),
    });
    return {
      kind: 'issued',
      pem: issued.pem,
      chain: chainOf(authority) ?? '',
      key: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
      issuedAt: world.now(),
    };
  } catch (problem) {
    if (problem instanceof Refusal) return { kind: 'failed', reason: 'PCA_INVALID_DURATION' };
    throw problem;
  }
}

/** The API's FailureReason (https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html). */
function refusalReason(world: World, account: string, authority: Authority | undefined): string | undefined {
  if (authority === undefined) return 'PCA_RESOURCE_NOT_FOUND';
  if (!mayIssue(authority, account, world)) return 'PCA_ACCESS_DENIED';
  if (authority.status !== 'ACTIVE') return 'PCA_INVALID_STATE';
  // ACM's certificates are valid for longer than an authority for short-lived certificates allows.
  if (authority.usageMode === 'SHORT_LIVED_CERTIFICATE') return 'PCA_INVALID_DURATION';
  return undefined;
}

import { createPrivateKey, X509Certificate } from 'node:crypto';
import { objectField, textField, type Fields } from '../json-protocol';
import { refusal } from '../rules';
import type { World } from '../world';
import { tagList, taggedMore, tagsOf, untagged } from '../acm-pca/tags';
import { usersOfCertificate } from '../certificate-uses';
import { encryptedPem } from '../../x509/encrypted-key';
import { isKeyAlgorithm } from '../../x509/keys';
import { certificatesPart, STATUS, type RequestedCertificate } from './certificate';
import { publicContent } from './public-authority';
import { validationsOf } from './validation';
import { contentOf } from './request';

/** One operation on one certificate. Its result is the response. */
export type Operation = (
  certificate: RequestedCertificate,
  asked: Fields,
  world: World,
) => Fields | Promise<Fields>;

/** The operations that name a certificate. */
export const operations: Readonly<Record<string, Operation>> = {
  DescribeCertificate: (certificate, _, world) => ({ Certificate: described(certificate, world) }),
  GetCertificate(certificate) {
    const { pem, chain } = issuedOf(certificate);
    return { Certificate: pem, CertificateChain: chain };
  },
  ExportCertificate(certificate, asked) {
    const { pem, chain, key } = issuedOf(certificate);
    // Of a public one only where that was asked for when it was requested.
    if (certificate.authority === undefined) throw refusal('acm/not-exportable', certificate.arn);
    const passphrase = Buffer.from(textField(asked, 'Passphrase') ?? '', 'base64').toString('utf8');
    if (passphrase === '') throw refusal('acm/not-exportable', certificate.arn);
    const encrypted = encryptedPem(createPrivateKey(key), passphrase);
    return { Certificate: pem, CertificateChain: chain, PrivateKey: `${encrypted}\n` };
  },
  /** Not of the API: what a load balancer inside of AWS gets, whose certificates nobody exports. */
  CertificateOfListener(certificate) {
    const { pem, chain, key } = issuedOf(certificate);
    return { Certificate: pem, CertificateChain: chain, PrivateKey: key };
  },
  async RenewCertificate(certificate, _, world) {
    const { keyAlgorithm } = certificate;
    if (!isKeyAlgorithm(keyAlgorithm)) throw refusal('acm/key-algorithm', keyAlgorithm);
    const { account, authority, names } = certificate;
    certificate.content =
      authority === undefined
        ? await publicContent(world, names, keyAlgorithm)
        : await contentOf(world, account, authority, names, keyAlgorithm);
    return {};
  },
  UpdateCertificateOptions(certificate, asked) {
    const wanted = textField(objectField(asked, 'Options'), 'CertificateTransparencyLoggingPreference');
    certificate.transparency = wanted ?? certificate.transparency;
    return {};
  },
  DeleteCertificate({ arn }, _, world) {
    const [user] = usersOfCertificate(world, arn);
    if (user !== undefined) throw refusal('acm/in-use', `${arn} is presented by ${user}`);
    delete world.part(certificatesPart)[arn];
    return {};
  },
  ListTagsForCertificate: ({ tags }) => ({ Tags: tagList(tags) }),
  AddTagsToCertificate(certificate, asked) {
    certificate.tags = taggedMore(certificate.tags, tagsOf(asked));
    return {};
  },
  RemoveTagsFromCertificate(certificate, asked) {
    certificate.tags = untagged(certificate.tags, asked);
    return {};
  },
};

/** A certificate's line in `ListCertificates`. */
export function summaryOf(
  { arn, authority, domainName, names, keyAlgorithm, content, createdAt }: RequestedCertificate,
  world: World,
): Fields {
  return {
    CertificateArn: arn,
    DomainName: domainName,
    SubjectAlternativeNameSummaries: names,
    Type: typeOf(authority),
    KeyAlgorithm: keyAlgorithm.replace('RSA_', 'RSA-'),
    Status: STATUS[content.kind],
    InUse: usersOfCertificate(world, arn).length > 0,
    CreatedAt: createdAt,
  };
}

function described(certificate: RequestedCertificate, world: World): Fields {
  const { arn, authority, domainName, names, keyAlgorithm, content } = certificate;
  const own = content.kind === 'issued' ? new X509Certificate(content.pem) : undefined;
  return {
    CertificateArn: arn,
    ...(authority === undefined
      ? { DomainValidationOptions: validationsOf(certificate) }
      : { CertificateAuthorityArn: authority }),
    DomainName: domainName,
    SubjectAlternativeNames: names,
    Type: typeOf(authority),
    Status: STATUS[content.kind],
    ...(content.kind === 'failed' && { FailureReason: content.reason }),
    ...(content.kind === 'issued' && { IssuedAt: content.issuedAt }),
    ...(own === undefined
      ? {}
      : {
          Serial: own.serialNumber.toLowerCase().match(/../g)?.join(':'),
          Subject: `CN=${domainName}`,
          NotBefore: Date.parse(own.validFrom) / 1000,
          NotAfter: Date.parse(own.validTo) / 1000,
        }),
    // Here the API writes a hyphen.
    KeyAlgorithm: keyAlgorithm.replace('RSA_', 'RSA-'),
    CreatedAt: certificate.createdAt,
    InUseBy: usersOfCertificate(world, arn),
    RenewalEligibility: content.kind === 'issued' ? 'ELIGIBLE' : 'INELIGIBLE',
    Options: { CertificateTransparencyLoggingPreference: certificate.transparency },
  };
}

/** The API's CertificateType. */
const typeOf = (authority: string | undefined): string =>
  authority === undefined ? 'AMAZON_ISSUED' : 'PRIVATE';

function issuedOf({ arn, content }: RequestedCertificate) {
  if (content.kind !== 'issued') throw refusal('acm/no-certificate', arn);
  return content;
}

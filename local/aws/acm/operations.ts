import { createPrivateKey, X509Certificate } from 'node:crypto';
import { objectField, textField, type Fields } from '../json-protocol';
import { refusal } from '../rules';
import type { World } from '../world';
import { tagList, taggedMore, tagsOf, untagged } from '../acm-pca/tags';
import { usersOfCertificate } from '../certificate-uses';
import { encryptedPem } from '../../x509/encrypted-key';
import { isKeyAlgorithm } from '../../x509/keys';
import { certificatesPart, type PrivateCertificate } from './certificate';
import { contentOf } from './request';

/** One operation on one private certificate. Its result is the response. */
export type Operation = (
  certificate: PrivateCertificate,
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
    const passphrase = Buffer.from(textField(asked, 'Passphrase') ?? '', 'base64').toString('utf8');
    if (passphrase === '') throw refusal('acm/not-exportable', certificate.arn);
    const encrypted = encryptedPem(createPrivateKey(key), passphrase);
    return { Certificate: pem, CertificateChain: chain, PrivateKey: `${encrypted}\n` };
  },
  async RenewCertificate(certificate, _, world) {
    const { keyAlgorithm } = certificate;
    if (!isKeyAlgorithm(keyAlgorithm)) throw refusal('acm/key-algorithm', keyAlgorithm);
    certificate.content = await contentOf(
      world,
      certificate.account,
      certificate.authority,
      certificate.names,
      keyAlgorithm,
    );
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
  { arn, domainName, names, keyAlgorithm, content, createdAt }: PrivateCertificate,
  world: World,
): Fields {
  return {
    CertificateArn: arn,
    DomainName: domainName,
    SubjectAlternativeNameSummaries: names,
    Type: 'PRIVATE',
    KeyAlgorithm: keyAlgorithm.replace('RSA_', 'RSA-'),
    Status: content.kind === 'issued' ? 'ISSUED' : 'FAILED',
    InUse: usersOfCertificate(world, arn).length > 0,
    CreatedAt: createdAt,
  };
}

function described(certificate: PrivateCertificate, world: World): Fields {
  const { arn, domainName, names, keyAlgorithm, content } = certificate;
  const own = content.kind === 'issued' ? new X509Certificate(content.pem) : undefined;
  return {
    CertificateArn: arn,
    CertificateAuthorityArn: certificate.authority,
    DomainName: domainName,
    SubjectAlternativeNames: names,
    Type: 'PRIVATE',
    Status: content.kind === 'issued' ? 'ISSUED' : 'FAILED',
    ...(content.kind === 'failed' ? { FailureReason: content.reason } : { IssuedAt: content.issuedAt }),
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

function issuedOf({ arn, content }: PrivateCertificate) {
  if (content.kind === 'failed') throw refusal('acm/no-certificate', arn);
  return content;
}

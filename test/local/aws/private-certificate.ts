import type { Requests } from './requests';

/** The ARN of an active root authority of an account. */
export async function newAuthority(owner: Requests, Value = 10, Type = 'YEARS'): Promise<string> {
  const pca = async (operation: string, asked: object): Promise<Record<string, unknown>> =>
    (await owner.target('acm-pca', `ACMPrivateCA.${operation}`, asked)).json;
  const made = await pca('CreateCertificateAuthority', {
    CertificateAuthorityType: 'ROOT',
    CertificateAuthorityConfiguration: {
      KeyAlgorithm: 'EC_prime256v1',
      SigningAlgorithm: 'SHA256WITHECDSA',
      Subject: { CommonName: 'root' },
    },
  });
  const CertificateAuthorityArn = String(made['CertificateAuthorityArn']);
  const { Csr } = await pca('GetCertificateAuthorityCsr', { CertificateAuthorityArn });
  const { CertificateArn } = await pca('IssueCertificate', {
    CertificateAuthorityArn,
    Csr: Buffer.from(String(Csr)).toString('base64'),
    SigningAlgorithm: 'SHA256WITHECDSA',
    TemplateArn: 'arn:aws:acm-pca:::template/RootCACertificate/V1',
    Validity: { Type, Value },
  });
  const { Certificate } = await pca('GetCertificate', { CertificateAuthorityArn, CertificateArn });
  await pca('ImportCertificateAuthorityCertificate', {
    CertificateAuthorityArn,
    Certificate: Buffer.from(String(Certificate)).toString('base64'),
  });
  return CertificateAuthorityArn;
}

/** The ARN of a certificate of an authority of its own. */
export async function newCertificate(owner: Requests): Promise<string> {
  const { json } = await owner.target('acm', 'CertificateManager.RequestCertificate', {
    DomainName: 'ui.yelb.internal',
    CertificateAuthorityArn: await newAuthority(owner),
  });
  return String(json['CertificateArn']);
}

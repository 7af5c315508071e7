import { X509Certificate } from 'node:crypto';
import { newKey } from '../../../local/x509/keys';
import { nameOf } from '../../../local/x509/name';
import { requestOf } from '../../../local/x509/request';
import { subjectAlternativeName } from '../../../local/x509/extensions';
import type { LocalAwsOptions } from '../../../local/aws/server';
import { requestsOf, type Requests, type Told } from './requests';
import { newStage, type Stage } from './stage';

export type Asked = Record<string, unknown>;

/** Two accounts and what they can ask of AWS Private CA. */
export interface AuthorityStage {
  readonly stage: Stage;
  readonly owner: Requests;
  readonly member: Requests;
  /** An authority of the owner that waits for its certificate. */
  newAuthority(more?: Asked): Promise<string>;
  /** A root of the owner that may issue for ten years. */
  activeAuthority(more?: Asked): Promise<{ arn: string; certificate: X509Certificate }>;
}

export const call = (who: Requests, operation: string, asked: Asked = {}): Promise<Told> =>
  who.target('acm-pca', `ACMPrivateCA.${operation}`, asked);

export const base64 = (text: string): string => Buffer.from(text).toString('base64');

export const configuration = {
  KeyAlgorithm: 'EC_prime256v1',
  SigningAlgorithm: 'SHA256WITHECDSA',
  Subject: { CommonName: 'yelb root', Organization: 'yelb' },
};

export async function newAuthorityStage(options: LocalAwsOptions = {}): Promise<AuthorityStage> {
  const stage = await newStage(options);
  const owner = await requestsOf(stage.aws, '111111111111');
  const member = await requestsOf(stage.aws, '222222222222');
  const newAuthority = async (more: Asked = {}): Promise<string> => {
    const told = await call(owner, 'CreateCertificateAuthority', {
      CertificateAuthorityConfiguration: configuration,
      CertificateAuthorityType: 'ROOT',
      ...more,
    });
    return String(told.json['CertificateAuthorityArn']);
  };
  const activeAuthority: AuthorityStage['activeAuthority'] = async (more = {}) => {
    const arn = await newAuthority(more);
    const { pem } = await issued(owner, arn, await requestOfAuthority(owner, arn), {
      TemplateArn: 'arn:aws:acm-pca:::template/RootCACertificate/V1',
      Validity: { Type: 'YEARS', Value: 10 },
    });
    const install = { CertificateAuthorityArn: arn, Certificate: base64(pem) };
    await call(owner, 'ImportCertificateAuthorityCertificate', install);
    return { arn, certificate: new X509Certificate(pem) };
  };
  return { stage, owner, member, newAuthority, activeAuthority };
}

/** The request for an authority's own certificate. */
export async function requestOfAuthority(owner: Requests, arn: string): Promise<string> {
  const told = await call(owner, 'GetCertificateAuthorityCsr', { CertificateAuthorityArn: arn });
  return String(told.json['Csr']);
}

/** What to ask for a certificate of 30 days. */
export const request = (arn: string, csr: string, more: Asked = {}): Asked => ({
  CertificateAuthorityArn: arn,
  Csr: base64(csr),
  SigningAlgorithm: 'SHA256WITHECDSA',
  Validity: { Type: 'DAYS', Value: 30 },
  ...more,
});

/** A certificate that was issued, with what is above it. */
export async function issued(
  who: Requests,
  arn: string,
  csr: string,
  more: Asked = {},
): Promise<{ pem: string; chain: string | undefined; certificateArn: string }> {
  const told = await call(who, 'IssueCertificate', request(arn, csr, more));
  const certificateArn = String(told.json['CertificateArn']);
  const got = await call(who, 'GetCertificate', {
    CertificateAuthorityArn: arn,
    CertificateArn: certificateArn,
  });
  const chain = got.json['CertificateChain'];
  return {
    pem: String(got.json['Certificate']),
    chain: typeof chain === 'string' ? chain : undefined,
    certificateArn,
  };
}

/** A workload's request. */
export async function leafRequest(): Promise<string> {
  const key = await newKey('RSA_2048');
  return requestOf(nameOf({ CommonName: 'ui.yelb.internal' }), key, 'SHA256WITHRSA', [
    subjectAlternativeName(['ui.yelb.internal']),
  ]);
}

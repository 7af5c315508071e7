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

/** An authority that waits for its certificate; its ARN. */
async function newAuthority(who: Requests, more: Asked = {}): Promise<string> {
  const told = await call(who, 'CreateCertificateAuthority', {
    CertificateAuthorityConfiguration: configuration,
    CertificateAuthorityType: 'ROOT',
    ...more,
  });
  return String(told.json['CertificateAuthorityArn']);
}

const TEN_YEARS = { Type: 'YEARS', Value: 10 };

/** A root that may issue. */
export async function newRoot(
  who: Requests,
  more: Asked = {},
  validity = TEN_YEARS,
): Promise<{ arn: string; certificate: X509Certificate }> {
  const arn = await newAuthority(who, more);
  const { pem } = await issued(who, arn, await requestOfAuthority(who, arn), {
    TemplateArn: 'arn:aws:acm-pca:::template/RootCACertificate/V1',
    Validity: validity,
  });
  const install = { CertificateAuthorityArn: arn, Certificate: base64(pem) };
  await call(who, 'ImportCertificateAuthorityCertificate', install);
  return { arn, certificate: new X509Certificate(pem) };
}

/** An authority that is signed by another one, and may have so many levels below it. */
export async function newSubordinate(
  who: Requests,
  signer: string,
  pathLength: number,
): Promise<{ arn: string; pem: string }> {
  const arn = await newAuthority(who, { CertificateAuthorityType: 'SUBORDINATE' });
  const { pem, chain } = await issued(who, signer, await requestOfAuthority(who, arn), {
    TemplateArn: subordinateTemplate(pathLength),
    // Those below it end before it does.
    Validity: { Type: 'YEARS', Value: pathLength + 1 },
  });
  await call(who, 'ImportCertificateAuthorityCertificate', {
    CertificateAuthorityArn: arn,
    Certificate: base64(pem),
    CertificateChain: base64(chain ?? ''),
  });
  return { arn, pem };
}

export const subordinateTemplate = (pathLength: number): string =>
  `arn:aws:acm-pca:::template/SubordinateCACertificate_PathLen${pathLength}/V1`;

export async function newAuthorityStage(options: LocalAwsOptions = {}): Promise<AuthorityStage> {
  const stage = await newStage(options);
  const owner = await requestsOf(stage.aws, '111111111111');
  const member = await requestsOf(stage.aws, '222222222222');
  return {
    stage,
    owner,
    member,
    newAuthority: (more) => newAuthority(owner, more),
    activeAuthority: (more) => newRoot(owner, more),
  };
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

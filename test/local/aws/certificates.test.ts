import { X509Certificate } from 'node:crypto';
import { newMotoStage, type MotoStage } from './moto';
import { expectRefused, requestsOf, type Requests, type Told } from './requests';
import { share } from './stage';

let stage: MotoStage;
let owner: Requests;
let member: Requests;
beforeAll(async () => {
  stage = await newMotoStage();
  owner = await requestsOf(stage.aws, '111111111111');
  member = await requestsOf(stage.aws, '222222222222');
});
afterAll(() => stage.end());

const acm = (who: Requests, operation: string, asked: object): Promise<Told> =>
  who.target('acm', `CertificateManager.${operation}`, asked);
const pca = async (operation: string, asked: object): Promise<Record<string, unknown>> =>
  (await owner.target('acm-pca', `ACMPrivateCA.${operation}`, asked)).json;
async function newRoot(years = 10): Promise<string> {
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
    Validity: { Type: 'YEARS', Value: years },
  });
  const { Certificate } = await pca('GetCertificate', { CertificateAuthorityArn, CertificateArn });
  await pca('ImportCertificateAuthorityCertificate', {
    CertificateAuthorityArn,
    Certificate: Buffer.from(String(Certificate)).toString('base64'),
  });
  return CertificateAuthorityArn;
}
const request = async (who: Requests, authority: string, more: object = {}): Promise<string> =>
  String(
    (
      await acm(who, 'RequestCertificate', {
        DomainName: 'ui.yelb.internal',
        CertificateAuthorityArn: authority,
        ...more,
      })
    ).json['CertificateArn'],
  );
const described = async (who: Requests, arn: string): Promise<unknown> =>
  (await acm(who, 'DescribeCertificate', { CertificateArn: arn })).json['Certificate'];

test('a certificate of a shared authority chains to it, and belongs to who asked', async () => {
  const authority = await newRoot();
  expect(await described(member, await request(member, authority))).toMatchObject({
    Status: 'FAILED',
    FailureReason: 'PCA_ACCESS_DENIED',
  });
  await share(stage, { resourceArns: [authority] });
  const names = ['ui.yelb.internal', 'alias.yelb.internal'];
  const arn = await request(member, authority, {
    SubjectAlternativeNames: names,
    KeyAlgorithm: 'EC_prime256v1',
  });
  expect(arn).toMatch(/^arn:aws:acm:us-west-2:222222222222:certificate\//);
  expect(await described(member, arn)).toMatchObject({
    Status: 'ISSUED',
    Type: 'PRIVATE',
    CertificateAuthorityArn: authority,
    SubjectAlternativeNames: names,
  });
  const { json } = await acm(member, 'GetCertificate', { CertificateArn: arn });
  const root = new X509Certificate(String(json['CertificateChain']));
  const leaf = new X509Certificate(String(json['Certificate']));
  expect([leaf.verify(root.publicKey), root.subject]).toEqual([true, 'CN=root']);
  expect(leaf.subjectAltName).toBe('DNS:ui.yelb.internal, DNS:alias.yelb.internal');
  expect(Math.round((Date.parse(leaf.validTo) - Date.now()) / 86_400_000)).toBe(395);
  const list = await acm(member, 'ListCertificates', {});
  expect(list.body).toContain(arn);
  expectRefused(await acm(owner, 'DescribeCertificate', { CertificateArn: arn }), 'acm/not-found');
});

test('a key leaves with a passphrase, fits its certificate, and is another after a renewal', async () => {
  const arn = await request(owner, await newRoot());
  const Passphrase = Buffer.from('correct horse').toString('base64');
  const first = (await acm(owner, 'ExportCertificate', { CertificateArn: arn, Passphrase })).json;
  expect(String(first['PrivateKey'])).toContain('BEGIN ENCRYPTED PRIVATE KEY');
  expectRefused(await acm(owner, 'ExportCertificate', { CertificateArn: arn }), 'acm/not-exportable');
  await acm(owner, 'RenewCertificate', { CertificateArn: arn });
  const { json } = await acm(owner, 'GetCertificate', { CertificateArn: arn });
  expect(json['Certificate']).not.toBe(first['Certificate']);
});

test('an authority that is disabled, or ends before the certificate would, fails it', async () => {
  const disabled = await newRoot();
  await pca('UpdateCertificateAuthority', { CertificateAuthorityArn: disabled, Status: 'DISABLED' });
  const arn = await request(owner, disabled);
  expect(await described(owner, arn)).toMatchObject({ FailureReason: 'PCA_INVALID_STATE' });
  expectRefused(await acm(owner, 'GetCertificate', { CertificateArn: arn }), 'acm/no-certificate');
  const short = await described(owner, await request(owner, await newRoot(1)));
  expect(short).toMatchObject({ Status: 'FAILED', FailureReason: 'PCA_INVALID_DURATION' });
});

test.each([
  ['acm/domain-name', { DomainName: `${'a'.repeat(60)}.internal` }],
  ['acm/domain-name', { SubjectAlternativeNames: ['a'.repeat(254)] }],
  ['acm/key-algorithm', { KeyAlgorithm: 'RSA_1' }],
] as const)('%s', async (rule, asked) => {
  const more = { DomainName: 'ui', CertificateAuthorityArn: await newRoot(), ...asked };
  expectRefused(await acm(owner, 'RequestCertificate', more), rule);
});

test("moto's own certificates stay", async () => {
  const { json } = await acm(owner, 'RequestCertificate', { DomainName: 'public.example.com' });
  const arn = String(json['CertificateArn']);
  expect(await described(owner, arn)).toMatchObject({ Type: 'AMAZON_ISSUED' });
  expect((await acm(owner, 'ListCertificates', {})).body).toContain(arn);
});

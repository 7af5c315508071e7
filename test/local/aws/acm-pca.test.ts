import { X509Certificate } from 'node:crypto';
import {
  base64,
  call,
  issued,
  leafRequest,
  newAuthorityStage,
  newSubordinate,
  request,
  requestOfAuthority,
  subordinateTemplate,
  type Asked,
  type AuthorityStage,
} from './authorities';
import { pathLengthOf } from '../../../local/x509/path-length';
import { expectRefused } from './requests';
import { share } from './stage';

let pca: AuthorityStage;
beforeAll(async () => {
  pca = await newAuthorityStage();
});
afterAll(() => pca.stage.aws.close());

test('a root is valid as long as requested and active once its certificate is installed', async () => {
  const arn = await pca.newAuthority();
  const pending = await call(pca.owner, 'DescribeCertificateAuthority', { CertificateAuthorityArn: arn });
  expect(pending.json['CertificateAuthority']).toMatchObject({
    Status: 'PENDING_CERTIFICATE',
    UsageMode: 'GENERAL_PURPOSE',
    OwnerAccount: '111111111111',
  });
  const { certificate } = await pca.activeAuthority();
  expect([certificate.ca, certificate.verify(certificate.publicKey)]).toEqual([true, true]);
  expect(certificate.subject).toBe('O=yelb\nCN=yelb root');
  const years = (Date.parse(certificate.validTo) - Date.now()) / (365.25 * 86_400_000);
  expect(years).toBeCloseTo(10, 1);
});

test('a certificate is signed by the authority that it names', async () => {
  const [{ arn, certificate: root }, { certificate: other }] = [
    await pca.activeAuthority(),
    await pca.activeAuthority(),
  ];
  const csr = await leafRequest();
  const { pem, chain } = await issued(pca.owner, arn, csr);
  const leaf = new X509Certificate(pem);
  expect([leaf.verify(root.publicKey), leaf.verify(other.publicKey)]).toEqual([true, false]);
  expect([leaf.subjectAltName, leaf.ca]).toEqual(['DNS:ui.yelb.internal', false]);
  expect(chain).toBe(root.toString().trim());
  const usages = leaf.toLegacyObject().ext_key_usage;
  expect(usages).toEqual(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']);
});

test('a subordinate authority is signed by the root and signs for itself', async () => {
  const root = await pca.activeAuthority();
  const arn = await pca.newAuthority({ CertificateAuthorityType: 'SUBORDINATE' });
  const csr = await requestOfAuthority(pca.owner, arn);
  const { pem, chain } = await issued(pca.owner, root.arn, csr, {
    TemplateArn: 'arn:aws:acm-pca:::template/SubordinateCACertificate_PathLen0/V1',
  });
  const install = { CertificateAuthorityArn: arn, Certificate: base64(pem) };
  expectRefused(
    await call(pca.owner, 'ImportCertificateAuthorityCertificate', install),
    'acm-pca/certificate',
  );
  await call(pca.owner, 'ImportCertificateAuthorityCertificate', {
    ...install,
    CertificateChain: base64(chain ?? ''),
  });
  const below = await issued(pca.owner, arn, await leafRequest(), { Validity: { Type: 'DAYS', Value: 1 } });
  expect(new X509Certificate(below.pem).verify(new X509Certificate(pem).publicKey)).toBe(true);
  expect(below.chain).toBe(`${pem}\n${root.certificate.toString().trim()}`);
});

test('authorities have as many levels below them as the one above allows, and present all of them', async () => {
  const root = await pca.activeAuthority();
  const upper = await newSubordinate(pca.owner, root.arn, 1);
  const below = await newSubordinate(pca.owner, upper.arn, 0);
  expect([root.certificate.toString(), upper.pem, below.pem].map(pathLengthOf)).toEqual([undefined, 1, 0]);
  const { pem, chain } = await issued(pca.owner, below.arn, await leafRequest(), {
    Validity: { Type: 'DAYS', Value: 1 },
  });
  expect(new X509Certificate(pem).verify(new X509Certificate(below.pem).publicKey)).toBe(true);
  expect(chain).toBe([below.pem, upper.pem, root.certificate.toString().trim()].join('\n'));
  // What is imported is compared with what is above it, whoever signed it.
  const arn = await pca.newAuthority({ CertificateAuthorityType: 'SUBORDINATE' });
  const foreign = await issued(pca.owner, root.arn, await requestOfAuthority(pca.owner, arn), {
    TemplateArn: subordinateTemplate(3),
  });
  expect((await installed(arn, foreign.pem, root.certificate.toString())).status).toBe(200);
  expectRefused(await installed(arn, foreign.pem, below.pem), 'acm-pca/mismatch');
});

const installed = (arn: string, pem: string, chain: string) =>
  call(pca.owner, 'ImportCertificateAuthorityCertificate', {
    CertificateAuthorityArn: arn,
    Certificate: base64(pem),
    CertificateChain: base64(chain),
  });

describe('an account with a share', () => {
  test('has the shared actions only, and only for end entities', async () => {
    const { arn, certificate } = await pca.activeAuthority();
    const named = { CertificateAuthorityArn: arn };
    expectRefused(await call(pca.member, 'DescribeCertificateAuthority', named), 'acm-pca/not-permitted');
    await share(pca.stage, { resourceArns: [arn] });
    expect((await call(pca.member, 'DescribeCertificateAuthority', named)).status).toBe(200);
    const { pem } = await issued(pca.member, arn, await leafRequest());
    expect(new X509Certificate(pem).verify(certificate.publicKey)).toBe(true);
    const root = { TemplateArn: 'arn:aws:acm-pca:::template/SubordinateCACertificate_PathLen0/V1' };
    const refused = await Promise.all([
      call(pca.member, 'IssueCertificate', request(arn, await leafRequest(), root)),
      call(pca.member, 'UpdateCertificateAuthority', { ...named, Status: 'DISABLED' }),
      call(pca.member, 'DeleteCertificateAuthority', named),
      call(pca.member, 'GetCertificateAuthorityCsr', named),
      call(pca.member, 'PutPolicy', { ResourceArn: arn, Policy: '{}' }),
    ]);
    for (const told of refused) expectRefused(told, 'acm-pca/not-permitted');
    expect((await call(pca.member, 'ListCertificateAuthorities')).json['CertificateAuthorities']).toEqual([]);
  });

  test('a policy of the authority allows its actions to its principals', async () => {
    const { arn } = await pca.activeAuthority();
    const statement = {
      Effect: 'Allow',
      Principal: { AWS: '222222222222' },
      Action: ['acm-pca:GetCertificateAuthorityCertificate'],
      Resource: arn,
    };
    await call(pca.owner, 'PutPolicy', {
      ResourceArn: arn,
      Policy: JSON.stringify({ Statement: [statement] }),
    });
    const named = { CertificateAuthorityArn: arn };
    expect((await call(pca.member, 'GetCertificateAuthorityCertificate', named)).status).toBe(200);
    expectRefused(await call(pca.member, 'DescribeCertificateAuthority', named), 'acm-pca/not-permitted');
    expect((await call(pca.owner, 'GetPolicy', { ResourceArn: arn })).body).toContain('222222222222');
    await call(pca.owner, 'DeletePolicy', { ResourceArn: arn });
    expectRefused(await call(pca.owner, 'GetPolicy', { ResourceArn: arn }), 'acm-pca/not-found');
  });
});

test('a permission for ACM is listed with its policy, and exists once', async () => {
  const arn = await pca.newAuthority();
  const asked = {
    CertificateAuthorityArn: arn,
    Principal: 'acm.amazonaws.com',
    Actions: ['IssueCertificate', 'GetCertificate', 'ListPermissions'],
    SourceAccount: '111111111111',
  };
  expect((await call(pca.owner, 'CreatePermission', asked)).status).toBe(200);
  expectRefused(await call(pca.owner, 'CreatePermission', asked), 'acm-pca/permission-exists');
  const { json } = await call(pca.owner, 'ListPermissions', { CertificateAuthorityArn: arn });
  expect(json['Permissions']).toMatchObject([
    { Principal: 'acm.amazonaws.com', SourceAccount: '111111111111', Policy: expect.stringContaining(arn) },
  ]);
  await call(pca.owner, 'DeletePermission', asked);
  expect(
    (await call(pca.owner, 'ListPermissions', { CertificateAuthorityArn: arn })).json['Permissions'],
  ).toEqual([]);
});

test('tags are set, replaced and removed', async () => {
  const arn = await pca.newAuthority({ Tags: [{ Key: 'mesh', Value: 'yelb' }] });
  const named = { CertificateAuthorityArn: arn };
  await call(pca.owner, 'TagCertificateAuthority', {
    ...named,
    Tags: [{ Key: 'mesh', Value: 'b' }, { Key: 'c' }],
  });
  await call(pca.owner, 'UntagCertificateAuthority', { ...named, Tags: [{ Key: 'c' }] });
  expect((await call(pca.owner, 'ListTags', named)).json['Tags']).toEqual([{ Key: 'mesh', Value: 'b' }]);
});

test('a deleted authority can be restored, and needs to be enabled again', async () => {
  const { arn } = await pca.activeAuthority();
  const named = { CertificateAuthorityArn: arn };
  const status = async (): Promise<unknown> =>
    ((await call(pca.owner, 'DescribeCertificateAuthority', named)).json['CertificateAuthority'] as Asked)[
      'Status'
    ];
  await call(pca.owner, 'UpdateCertificateAuthority', { ...named, Status: 'DISABLED' });
  expect((await call(pca.owner, 'GetCertificateAuthorityCertificate', named)).status).toBe(200);
  await call(pca.owner, 'DeleteCertificateAuthority', { ...named, PermanentDeletionTimeInDays: 7 });
  expect(await status()).toBe('DELETED');
  await call(pca.owner, 'RestoreCertificateAuthority', named);
  expect(await status()).toBe('DISABLED');
  await call(pca.owner, 'UpdateCertificateAuthority', { ...named, Status: 'ACTIVE' });
  expect(await status()).toBe('ACTIVE');
});

test('keys and certificates outlive a snapshot', async () => {
  const { arn, certificate } = await pca.activeAuthority();
  pca.stage.aws.world.restore(JSON.parse(JSON.stringify(pca.stage.aws.world.snapshot())));
  const { pem } = await issued(pca.owner, arn, await leafRequest());
  expect(new X509Certificate(pem).verify(certificate.publicKey)).toBe(true);
});

import { X509Certificate } from 'node:crypto';
import { privateCaRules } from '../../../local/aws/acm-pca/rules';
import {
  base64,
  call,
  configuration,
  issued,
  leafRequest,
  newAuthorityStage,
  newSubordinate,
  request,
  requestOfAuthority,
  subordinateTemplate,
  type AuthorityStage,
} from './authorities';
import { expectRefused, type Told } from './requests';

let pca: AuthorityStage;
beforeAll(async () => {
  pca = await newAuthorityStage();
});
afterAll(() => pca.stage.aws.close());

/** A request that breaks each rule. */
const broken: Readonly<Record<keyof typeof privateCaRules, () => Promise<Told>>> = {
  'acm-pca/not-permitted': async () =>
    call(pca.member, 'IssueCertificate', request((await pca.activeAuthority()).arn, await leafRequest())),
  'acm-pca/not-found': async () =>
    call(pca.owner, 'DescribeCertificateAuthority', {
      CertificateAuthorityArn: 'arn:aws:acm-pca:us-west-2:111111111111:certificate-authority/none',
    }),
  'acm-pca/not-active': async () => {
    const { arn } = await pca.activeAuthority();
    await call(pca.owner, 'UpdateCertificateAuthority', { CertificateAuthorityArn: arn, Status: 'DISABLED' });
    return call(pca.owner, 'IssueCertificate', request(arn, await leafRequest()));
  },
  'acm-pca/delete-active': async () =>
    call(pca.owner, 'DeleteCertificateAuthority', {
      CertificateAuthorityArn: (await pca.activeAuthority()).arn,
    }),
  'acm-pca/wrong-state': async () =>
    call(pca.owner, 'RestoreCertificateAuthority', { CertificateAuthorityArn: await pca.newAuthority() }),
  'acm-pca/update-state': async () =>
    call(pca.owner, 'UpdateCertificateAuthority', {
      CertificateAuthorityArn: await pca.newAuthority(),
      Status: 'DISABLED',
    }),
  'acm-pca/no-certificate': async () =>
    call(pca.owner, 'GetCertificateAuthorityCertificate', {
      CertificateAuthorityArn: await pca.newAuthority(),
    }),
  'acm-pca/malformed': () =>
    call(pca.owner, 'CreateCertificateAuthority', {
      CertificateAuthorityConfiguration: { ...configuration, KeyAlgorithm: 'RSA_1' },
      CertificateAuthorityType: 'ROOT',
    }),
  'acm-pca/arguments': () =>
    call(pca.owner, 'CreateCertificateAuthority', {
      CertificateAuthorityConfiguration: { ...configuration, SigningAlgorithm: 'SHA256WITHRSA' },
      CertificateAuthorityType: 'ROOT',
    }),
  'acm-pca/request': async () =>
    call(pca.owner, 'IssueCertificate', request((await pca.activeAuthority()).arn, 'nonsense')),
  'acm-pca/certificate': async () =>
    call(pca.owner, 'ImportCertificateAuthorityCertificate', {
      CertificateAuthorityArn: await pca.newAuthority(),
      Certificate: base64('nonsense'),
    }),
  'acm-pca/mismatch': async () =>
    call(pca.owner, 'ImportCertificateAuthorityCertificate', {
      CertificateAuthorityArn: await pca.newAuthority(),
      Certificate: base64((await pca.activeAuthority()).certificate.toString()),
    }),
  'acm-pca/outlives': async () =>
    call(
      pca.owner,
      'IssueCertificate',
      request((await pca.activeAuthority()).arn, await leafRequest(), {
        Validity: { Type: 'YEARS', Value: 11 },
      }),
    ),
  'acm-pca/path-length': async () => {
    const root = await pca.activeAuthority();
    const { arn } = await newSubordinate(pca.owner, root.arn, 1);
    const csr = await requestOfAuthority(pca.owner, await pca.newAuthority());
    return call(pca.owner, 'IssueCertificate', request(arn, csr, { TemplateArn: subordinateTemplate(1) }));
  },
  'acm-pca/crl': () =>
    call(pca.owner, 'CreateCertificateAuthority', {
      CertificateAuthorityConfiguration: configuration,
      CertificateAuthorityType: 'ROOT',
      RevocationConfiguration: { CrlConfiguration: { Enabled: true, ExpirationInDays: 7 } },
    }),
  'acm-pca/crl-bucket': () =>
    call(pca.owner, 'CreateCertificateAuthority', {
      CertificateAuthorityConfiguration: configuration,
      CertificateAuthorityType: 'ROOT',
      RevocationConfiguration: {
        CrlConfiguration: { Enabled: true, ExpirationInDays: 7, S3BucketName: 'no-such-lists' },
      },
    }),
  'acm-pca/short-lived': async () => {
    const { arn } = await pca.activeAuthority({ UsageMode: 'SHORT_LIVED_CERTIFICATE' });
    return call(pca.owner, 'IssueCertificate', request(arn, await leafRequest()));
  },
  'acm-pca/self-signed': async () => {
    const { arn, certificate } = await pca.activeAuthority();
    return call(pca.owner, 'RevokeCertificate', {
      CertificateAuthorityArn: arn,
      CertificateSerial: certificate.serialNumber,
      RevocationReason: 'UNSPECIFIED',
    });
  },
  'acm-pca/revoked': async () => {
    const { arn } = await pca.activeAuthority();
    const { pem } = await issued(pca.owner, arn, await leafRequest());
    const asked = {
      CertificateAuthorityArn: arn,
      CertificateSerial: new X509Certificate(pem).serialNumber,
      RevocationReason: 'SUPERSEDED',
    };
    expect((await call(pca.owner, 'RevokeCertificate', asked)).status).toBe(200);
    return call(pca.owner, 'RevokeCertificate', asked);
  },
  'acm-pca/permission-exists': async () => {
    const asked = {
      CertificateAuthorityArn: await pca.newAuthority(),
      Principal: 'acm.amazonaws.com',
      Actions: ['IssueCertificate'],
    };
    await call(pca.owner, 'CreatePermission', asked);
    return call(pca.owner, 'CreatePermission', asked);
  },
  'acm-pca/policy': async () =>
    call(pca.owner, 'PutPolicy', { ResourceArn: await pca.newAuthority(), Policy: 'nonsense' }),
  'acm-pca/tag': async () =>
    call(pca.owner, 'TagCertificateAuthority', {
      CertificateAuthorityArn: await pca.newAuthority(),
      Tags: [{ Key: 'aws:mine', Value: '' }],
    }),
  'acm-pca/too-many-tags': async () => {
    const named = { CertificateAuthorityArn: await pca.newAuthority() };
    const tags = (from: number): object[] =>
      Array.from({ length: 30 }, (_, index) => ({ Key: `k${from + index}`, Value: '' }));
    await call(pca.owner, 'TagCertificateAuthority', { ...named, Tags: tags(0) });
    return call(pca.owner, 'TagCertificateAuthority', { ...named, Tags: tags(30) });
  },
  'acm-pca/permission-principal': async () =>
    call(pca.owner, 'CreatePermission', {
      CertificateAuthorityArn: await pca.newAuthority(),
      Principal: 'appmesh.amazonaws.com',
      Actions: ['IssueCertificate'],
    }),
  'acm-pca/permission-account': async () =>
    call(pca.owner, 'CreatePermission', {
      CertificateAuthorityArn: await pca.newAuthority(),
      Principal: 'acm.amazonaws.com',
      SourceAccount: '222222222222',
      Actions: ['IssueCertificate'],
    }),
  'acm-pca/next-token': () => call(pca.owner, 'ListCertificateAuthorities', { NextToken: 'ZnJvbSAx' }),
  'acm-pca/ends-in-future': () =>
    issuing({ Validity: { Type: 'ABSOLUTE', Value: Math.floor(Date.now() / 1000) - 60 } }),
  'acm-pca/ends-after-start': () =>
    issuing({
      Validity: { Type: 'DAYS', Value: 1 },
      ValidityNotBefore: { Type: 'ABSOLUTE', Value: Math.floor(Date.now() / 1000) + 2 * 86_400 },
    }),
  'acm-pca/not-before': () => issuing({ ValidityNotBefore: { Type: 'DAYS', Value: 1 } }),
  'acm-pca/revocation': async () =>
    call(pca.owner, 'CreateCertificateAuthority', {
      CertificateAuthorityConfiguration: configuration,
      CertificateAuthorityType: 'ROOT',
      RevocationConfiguration: { CrlConfiguration: { Enabled: false, ExpirationInDays: 7 } },
    }),
};

async function issuing(more: object): Promise<Told> {
  return call(
    pca.owner,
    'IssueCertificate',
    request((await pca.activeAuthority()).arn, await leafRequest(), { ...more }),
  );
}

test.each(Object.keys(privateCaRules) as (keyof typeof privateCaRules)[])('%s', async (rule) => {
  expectRefused(await broken[rule](), rule);
});

import { X509Certificate } from 'node:crypto';
import { newTrial, type Stack, type Trial } from './local-aws';
import { requestsOf } from '../local/aws/requests';

// The real Terraform: a run of several stacks takes a minute on two cores.
jest.setTimeout(600_000);

let trial: Trial;
beforeAll(async () => {
  trial = await newTrial();
});
afterAll(() => trial.end());

const authority = '${aws_acmpca_certificate_authority.root.arn}';
/** An activated root, which ACM may use, and a share for the member. */
const shared = {
  aws_acmpca_certificate_authority: {
    root: {
      provider: 'aws.owner',
      type: 'ROOT',
      usage_mode: 'GENERAL_PURPOSE',
      permanent_deletion_time_in_days: 7,
      certificate_authority_configuration: {
        key_algorithm: 'RSA_2048',
        signing_algorithm: 'SHA256WITHRSA',
        subject: { common_name: 'yelb root', organization: 'yelb' },
      },
      revocation_configuration: { ocsp_configuration: { enabled: true } },
      tags: { mesh: 'yelb' },
    },
  },
  aws_acmpca_certificate: {
    root: {
      provider: 'aws.owner',
      certificate_authority_arn: authority,
      certificate_signing_request: '${aws_acmpca_certificate_authority.root.certificate_signing_request}',
      signing_algorithm: 'SHA256WITHRSA',
      template_arn: 'arn:aws:acm-pca:::template/RootCACertificate/V1',
      validity: { type: 'YEARS', value: '10' },
    },
  },
  aws_acmpca_certificate_authority_certificate: {
    root: {
      provider: 'aws.owner',
      certificate_authority_arn: authority,
      certificate: '${aws_acmpca_certificate.root.certificate}',
      certificate_chain: '${aws_acmpca_certificate.root.certificate_chain}',
    },
  },
  aws_acmpca_permission: {
    acm: {
      provider: 'aws.owner',
      certificate_authority_arn:
        '${aws_acmpca_certificate_authority_certificate.root.certificate_authority_arn}',
      principal: 'acm.amazonaws.com',
      actions: ['IssueCertificate', 'GetCertificate', 'ListPermissions'],
      source_account: '111111111111',
    },
  },
  aws_ram_resource_share: {
    member: { provider: 'aws.owner', name: 'yelb-member', allow_external_principals: true },
  },
  aws_ram_resource_association: {
    authority: {
      provider: 'aws.owner',
      resource_share_arn: '${aws_ram_resource_share.member.arn}',
      resource_arn: authority,
    },
  },
  aws_ram_principal_association: {
    member: {
      provider: 'aws.owner',
      resource_share_arn: '${aws_ram_resource_share.member.arn}',
      principal: '222222222222',
      depends_on: ['aws_ram_resource_association.authority'],
    },
  },
};
const certificate = (postcondition: boolean, depends_on: readonly string[]): object => ({
  provider: 'aws.member',
  domain_name: 'yelb-db.backend.yelb.internal',
  certificate_authority_arn: '${aws_acmpca_certificate_authority_certificate.root.certificate_authority_arn}',
  key_algorithm: 'RSA_2048',
  lifecycle: postcondition
    ? [{ postcondition: [{ condition: '${self.status == "ISSUED"}', error_message: 'it was not issued' }] }]
    : [],
  depends_on,
});
const accepted: Stack = {
  resource: {
    ...shared,
    aws_ram_resource_share_accepter: {
      member: {
        provider: 'aws.member',
        share_arn: '${aws_ram_principal_association.member.resource_share_arn}',
      },
    },
    aws_acm_certificate: { db: certificate(true, ['aws_ram_resource_share_accepter.member']) },
  },
  output: {
    root: { value: '${aws_acmpca_certificate.root.certificate}' },
    leaf: { value: '${aws_acm_certificate.db.arn}' },
  },
};

test("a member's certificate is signed by the owner's root, for as long as AWS says", async () => {
  const { added, outputs } = await trial.apply('certificates', accepted);
  expect(added).toBe(9);
  const member = await requestsOf(trial.aws, '222222222222');
  const { json } = await member.target('acm', 'CertificateManager.GetCertificate', {
    CertificateArn: outputs['leaf'],
  });
  const root = new X509Certificate(outputs['root'] ?? '');
  const leaf = new X509Certificate(String(json['Certificate']));
  expect([root.verify(root.publicKey), leaf.verify(root.publicKey), leaf.checkIssued(root)]).toEqual([
    true,
    true,
    true,
  ]);
  expect(leaf.checkHost('yelb-db.backend.yelb.internal')).toBe('yelb-db.backend.yelb.internal');
  const years = (Date.parse(root.validTo) - Date.now()) / (365.25 * 86_400_000);
  expect(years).toBeCloseTo(10, 1);
  // The member's acceptance goes with the owner's share.
  expect(await trial.destroy('certificates')).toBe(9);
});

test('fails the postcondition of a certificate whose authority was not accepted', async () => {
  const early = { aws_acm_certificate: { db: certificate(true, ['aws_ram_principal_association.member']) } };
  await expect(trial.apply('early', { resource: { ...shared, ...early } })).rejects.toThrow(
    'it was not issued',
  );
  expect(await trial.destroy('early')).toBe(8);
});

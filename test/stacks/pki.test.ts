import type { WrittenTopology } from '../../core/topology';
import { development, hierarchy, publicFront } from '../cases/pki';
import { stacksOf } from './json';

const shared = stacksOf(hierarchy)('tree-shared');
const certificateOf = (key: string) => shared.at(`aws_acmpca_certificate.authority_${key}`);
const installed = (key: string) =>
  `\${aws_acmpca_certificate_authority_certificate.authority_${key}.certificate_authority_arn}`;

test('each authority is signed by the one above it, once that can sign', () => {
  expect(certificateOf('root')).toMatchObject({
    certificate_authority_arn: '${aws_acmpca_certificate_authority.authority_root.arn}',
    template_arn: 'arn:aws:acm-pca:::template/RootCACertificate/V1',
  });
  expect(certificateOf('region')).toMatchObject({
    certificate_authority_arn: installed('root'),
    template_arn: 'arn:aws:acm-pca:::template/SubordinateCACertificate_PathLen1/V1',
    signing_algorithm: 'SHA256WITHRSA',
    validity: { value: '10' },
  });
  expect(certificateOf('issuing')).toMatchObject({
    certificate_authority_arn: installed('region'),
    template_arn: 'arn:aws:acm-pca:::template/SubordinateCACertificate_PathLen0/V1',
    signing_algorithm: 'SHA384WITHECDSA',
    validity: { value: '5' },
  });
});

test('a subordinate is installed with the chain above it', () => {
  expect(shared.at('aws_acmpca_certificate_authority_certificate.authority_issuing')).toMatchObject({
    certificate_authority_arn: '${aws_acmpca_certificate_authority.authority_issuing.arn}',
    certificate_chain: '${aws_acmpca_certificate.authority_issuing.certificate_chain}',
  });
});

test('ACM may issue only from what issues', () => {
  expect(shared.ofType('aws_acmpca_permission').map(({ address }) => address)).toEqual([
    'aws_acmpca_permission.authority_issuing',
  ]);
});

interface Statement {
  readonly Sid: string;
  readonly Principal: unknown;
  readonly Condition?: unknown;
}
const statementsOf = (written: WrittenTopology, stack = 'tree-shared'): readonly Statement[] => {
  const { policy } = stacksOf(written)(stack).at('aws_s3_bucket_policy.authority_issuing');
  return (JSON.parse(String(policy)) as { Statement: readonly Statement[] }).Statement;
};

test('a list of what was revoked is in a closed bucket, in which only authorities of the account write', () => {
  const bucket = '${aws_s3_bucket.authority_issuing.id}';
  expect(shared.at('aws_acmpca_certificate_authority.authority_issuing')).toMatchObject({
    revocation_configuration: {
      ocsp_configuration: { enabled: true },
      crl_configuration: {
        enabled: true,
        expiration_in_days: 14,
        s3_bucket_name: bucket,
        s3_object_acl: 'BUCKET_OWNER_FULL_CONTROL',
      },
    },
    depends_on: expect.arrayContaining(['aws_s3_bucket_policy.authority_issuing']) as unknown,
  });
  expect(shared.at('aws_acmpca_certificate_authority.authority_region')['depends_on']).toBeUndefined();
  expect(shared.at('aws_s3_bucket.authority_issuing')).toMatchObject({ bucket_prefix: 'crl-issuing-' });
  expect(shared.at('aws_s3_bucket_public_access_block.authority_issuing')).toMatchObject({
    bucket,
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  });
  expect(shared.at('aws_s3_bucket_versioning.authority_issuing')).toMatchObject({
    versioning_configuration: { status: 'Enabled' },
  });
  expect(statementsOf(hierarchy)).toMatchObject([
    {
      Sid: 'AuthoritiesWrite',
      Principal: { Service: 'acm-pca.amazonaws.com' },
      Condition: {
        StringEquals: { 'aws:SourceAccount': '111111111111' },
        ArnLike: {
          'aws:SourceArn': 'arn:aws:acm-pca:eu-central-1:111111111111:certificate-authority/*',
        },
      },
    },
    { Sid: 'OnlyWithTls', Effect: 'Deny' },
  ]);
});

const withCrl = (crl: object): WrittenTopology => ({
  ...hierarchy,
  authorities: {
    root: { kind: 'private-ca', commonName: 'r' },
    issuing: { kind: 'private-ca', commonName: 'i', level: 'subordinate', parent: 'root', crl },
  },
});

test('everybody reads the lists only where that is asked for, and without TLS', () => {
  const open = withCrl({ public: true });
  expect(statementsOf(open).map(({ Sid }) => Sid)).toEqual(['AuthoritiesWrite', 'EverybodyReads']);
  expect(
    stacksOf(open)('tree-shared').at('aws_s3_bucket_public_access_block.authority_issuing'),
  ).toMatchObject({ block_public_acls: true, block_public_policy: false, restrict_public_buckets: false });
});

test('a bucket that exists is only named', () => {
  const stack = stacksOf(withCrl({ bucket: 'company-lists' }))('tree-shared');
  expect(stack.ofType('aws_s3_bucket')).toEqual([]);
  expect(stack.at('aws_acmpca_certificate_authority.authority_issuing')).toMatchObject({
    revocation_configuration: {
      crl_configuration: { s3_bucket_name: 'company-lists', expiration_in_days: 7 },
    },
  });
});

test('an authority that exists signs by its ARN, as its key does', () => {
  const arn = 'arn:aws:acm-pca:eu-central-1:111111111111:certificate-authority/company';
  const stack = stacksOf({
    ...hierarchy,
    authorities: {
      root: { kind: 'existing-ca', arn, keyAlgorithm: 'EC_prime256v1' },
      issuing: {
        kind: 'private-ca',
        commonName: 'issuing',
        level: 'subordinate',
        parent: 'root',
        pathLength: 1,
      },
    },
  })('tree-shared');
  expect(stack.at('aws_acmpca_certificate.authority_issuing')).toMatchObject({
    certificate_authority_arn: arn,
    signing_algorithm: 'SHA256WITHECDSA',
    template_arn: 'arn:aws:acm-pca:::template/SubordinateCACertificate_PathLen1/V1',
  });
  // Nobody creates or destroys what exists.
  expect(stack.ofType('aws_acmpca_certificate_authority')).toHaveLength(1);
});

test('a public certificate is presented once its one record has proved both names', () => {
  const main = stacksOf(publicFront)('main');
  expect(main.at('aws_acm_certificate.certificate_front')).toMatchObject({
    domain_name: 'shop.example.com',
    subject_alternative_names: ['shop.example.com', '*.shop.example.com'],
    validation_method: 'DNS',
    lifecycle: { create_before_destroy: true },
    tags: { team: 'front' },
  });
  const records = main
    .ofType('aws_route53_record')
    .filter(({ address }) => address.includes('certificate_front'));
  expect(records.map(({ body }) => body)).toMatchObject([
    { zone_id: '${aws_route53_zone.record-zone_public-example_2e_com.zone_id}', allow_overwrite: true },
  ]);
  expect(main.at('aws_acm_certificate_validation.certificate_front')).toMatchObject({
    certificate_arn: '${aws_acm_certificate.certificate_front.arn}',
    validation_record_fqdns: [`\${${records[0]?.address}.fqdn}`],
  });
  expect(main.at('aws_lb_listener.load-balancer_workload-web-application-internet-facing_443')).toMatchObject(
    {
      certificate_arn: '${aws_acm_certificate_validation.certificate_front.certificate_arn}',
    },
  );
});

test('the key of an authority for development is an output that Terraform does not print, and in no task', () => {
  const trial = stacksOf(development);
  expect(trial('trial-shared').json['output']).toMatchObject({
    development_key_root: { sensitive: true },
    development_certificate_root: expect.not.objectContaining({ sensitive: true }) as unknown,
  });
  for (const stack of ['main', 'back']) {
    for (const { body } of trial(stack).ofType('aws_ecs_task_definition'))
      expect(JSON.stringify(body)).not.toMatch(/tls_private_key|development_key/);
  }
});

test('a task reads the secrets of its own certificate and of what it trusts, and starts after them', () => {
  const main = stacksOf(development)('main');
  const { policy } = main.at('aws_iam_role_policy.task_workload-web_task-policy');
  const start = 'arn:aws:secretsmanager:eu-central-1:111111111111:secret:trial/development/';
  expect((JSON.parse(String(policy)) as { Statement: readonly Statement[] }).Statement).toContainEqual({
    Sid: 'StoredSecrets',
    Effect: 'Allow',
    Action: ['secretsmanager:GetSecretValue'],
    Resource: [
      `${start}authority/root/ca.pem-??????`,
      `${start}certificate/web/chain.pem-??????`,
      `${start}certificate/web/key.pem-??????`,
    ],
  });
  const versions = main.ofType('aws_secretsmanager_secret_version').map(({ address }) => address);
  expect(versions).toHaveLength(3);
  expect(main.at('aws_ecs_service.task_workload-web')['depends_on']).toEqual(
    expect.arrayContaining(versions),
  );
});

test('keys and certificates of development are as the topology says', () => {
  const trial = stacksOf(development);
  expect(trial('trial-shared').at('tls_private_key.development-authority_root')).toMatchObject({
    algorithm: 'RSA',
    rsa_bits: 2048,
  });
  expect(trial('trial-shared').at('tls_self_signed_cert.development-authority_root')).toMatchObject({
    is_ca_certificate: true,
    validity_period_hours: 8760,
  });
  expect(
    trial('back').at('tls_locally_signed_cert.development-secrets_development-certificate-api'),
  ).toMatchObject({
    ca_private_key_pem: '${local.trial_shared_development_key_root}',
    validity_period_hours: 2160,
    allowed_uses: ['digital_signature', 'server_auth', 'client_auth'],
  });
});

test('a pipeline passes the key of an authority for development as a variable that is not printed', () => {
  const main = stacksOf({ ...development, transport: 'variables' })('main');
  const name = 'trial_shared_development_key_root';
  expect(main.json['variable']).toMatchObject({ [name]: { sensitive: true } });
  const [given] = Object.values(
    main.json['output'] as Record<string, { value: object; precondition?: unknown }>,
  ).filter(({ precondition }) => precondition !== undefined);
  expect(Object.keys(given?.value ?? {})).not.toContain(name);
  expect(JSON.stringify(given?.precondition)).toContain(`nonsensitive(length(var.${name}) > 0)`);
});

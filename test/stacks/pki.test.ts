import { hierarchy, publicFront } from '../cases/pki';
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

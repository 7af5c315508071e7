/** The subnets of the network. */
export const subnets = '${aws_subnet.it[*].id}';
/** Its security groups. */
export const groups = ['${aws_security_group.it.id}'];

const authority = '${aws_acmpca_certificate_authority.it.arn}';
/** A certificate of a private authority. */
export const certificates = {
  aws_acmpca_certificate_authority: {
    it: {
      type: 'ROOT',
      permanent_deletion_time_in_days: 7,
      certificate_authority_configuration: {
        key_algorithm: 'EC_prime256v1',
        signing_algorithm: 'SHA256WITHECDSA',
        subject: { common_name: 'trial root' },
      },
    },
  },
  aws_acmpca_certificate: {
    it: {
      certificate_authority_arn: authority,
      certificate_signing_request: '${aws_acmpca_certificate_authority.it.certificate_signing_request}',
      signing_algorithm: 'SHA256WITHECDSA',
      template_arn: 'arn:aws:acm-pca:::template/RootCACertificate/V1',
      validity: { type: 'YEARS', value: '10' },
    },
  },
  aws_acmpca_certificate_authority_certificate: {
    it: { certificate_authority_arn: authority, certificate: '${aws_acmpca_certificate.it.certificate}' },
  },
  aws_acm_certificate: {
    it: {
      domain_name: 'www.trial.example',
      certificate_authority_arn: authority,
      depends_on: ['aws_acmpca_certificate_authority_certificate.it'],
    },
  },
};

const certificate = {
  ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
  certificate_arn: '${aws_acm_certificate.it.arn}',
};
const forward = (group: string): object => ({
  type: 'forward',
  target_group_arn: `\${aws_lb_target_group.${group}.arn}`,
});
const group = { port: 15_000, target_type: 'ip', vpc_id: '${aws_vpc.it.id}' };
const zone = (name: string): string => `\${aws_route53_zone.${name}.zone_id}`;
const alias = (balancer: string): object => ({
  name: `\${aws_lb.${balancer}.dns_name}`,
  zone_id: `\${aws_lb.${balancer}.zone_id}`,
  evaluate_target_health: true,
});
/** Load balancers of both kinds, with the records that lead to them. */
export const balancers = {
  aws_lb: {
    application: {
      name: 'trial-application',
      load_balancer_type: 'application',
      subnets,
      security_groups: groups,
      depends_on: ['aws_internet_gateway.it'],
    },
    network: {
      name: 'trial-network',
      load_balancer_type: 'network',
      internal: true,
      subnets,
      security_groups: groups,
      enforce_security_group_inbound_rules_on_private_link_traffic: 'on',
    },
  },
  aws_lb_target_group: {
    https: { ...group, name: 'https', protocol: 'HTTPS', protocol_version: 'HTTP2' },
    tls: { ...group, name: 'tls', protocol: 'TLS' },
  },
  aws_lb_listener: {
    redirect: {
      load_balancer_arn: '${aws_lb.application.arn}',
      port: 80,
      protocol: 'HTTP',
      default_action: {
        type: 'redirect',
        redirect: { port: '443', protocol: 'HTTPS', status_code: 'HTTP_301' },
      },
    },
    https: {
      ...certificate,
      load_balancer_arn: '${aws_lb.application.arn}',
      port: 443,
      protocol: 'HTTPS',
      default_action: forward('https'),
    },
    tls: {
      ...certificate,
      load_balancer_arn: '${aws_lb.network.arn}',
      port: 443,
      protocol: 'TLS',
      default_action: forward('tls'),
    },
  },
  aws_route53_zone: {
    public: { name: 'trial.example' },
    private: { name: 'private.example', vpc: { vpc_id: '${aws_vpc.it.id}' } },
  },
  aws_route53_record: {
    public: { zone_id: zone('public'), name: 'www', type: 'A', alias: alias('application') },
    private: { zone_id: zone('private'), name: 'db', type: 'A', alias: alias('network') },
  },
};

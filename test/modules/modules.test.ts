import { defined } from '../../core/base/properties';
import { EnvoyPolicy } from '../../modules/app-mesh/envoy-policy';
import { Mesh } from '../../modules/app-mesh/mesh';
import { VirtualGateway } from '../../modules/app-mesh/virtual-gateway';
import { VirtualService } from '../../modules/app-mesh/virtual-service';
import {
  CertificateAuthority,
  type CertificateAuthorityProps,
} from '../../modules/certificate-authority/certificate-authority';
import { NetworkRoutes } from '../../modules/network/network-routes';
import { ResourceShare } from '../../modules/resource-share/resource-share';
import { SecurityGroup } from '../../modules/security-group/security-group';
import { DiscoveryService } from '../../modules/service-discovery/discovery-service';
import { TransitGatewayAttachment } from '../../modules/transit-gateway/transit-gateway-attachment';
import { made, only } from './made';

test('what is undefined is left out, and what is false or 0 is not', () => {
  expect(Object.entries(defined({ a: undefined, b: 0, c: false, d: '' }))).toEqual([
    ['b', 0],
    ['c', false],
    ['d', ''],
  ]);
});

const authority = (
  partition: string,
  keyAlgorithm: 'RSA_4096' | 'EC_secp384r1',
  more: Partial<CertificateAuthorityProps> = {},
) =>
  made((scope) => {
    new CertificateAuthority(scope, 'authority', {
      subject: { commonName: 'shop root', country: 'DE' },
      keyAlgorithm,
      validityYears: 10,
      usageMode: 'GENERAL_PURPOSE',
      ocsp: true,
      deletionDays: 7,
      accountId: '111111111111',
      partition,
      issues: true,
      protected: false,
      ...more,
    });
  });

test('an authority signs its own root certificate, and allows ACM to issue', () => {
  const blocks = authority('aws', 'RSA_4096');
  expect(blocks['aws_acmpca_certificate_authority']).toEqual([
    {
      type: 'ROOT',
      usage_mode: 'GENERAL_PURPOSE',
      key_storage_security_standard: 'FIPS_140_2_LEVEL_3_OR_HIGHER',
      permanent_deletion_time_in_days: 7,
      certificate_authority_configuration: {
        key_algorithm: 'RSA_4096',
        signing_algorithm: 'SHA256WITHRSA',
        subject: { common_name: 'shop root', country: 'DE' },
      },
      revocation_configuration: { ocsp_configuration: { enabled: true } },
      tags: { AmazonECSManaged: 'true' },
    },
  ]);
  expect(blocks['aws_acmpca_certificate']).toMatchObject([
    {
      template_arn: 'arn:aws:acm-pca:::template/RootCACertificate/V1',
      signing_algorithm: 'SHA256WITHRSA',
      validity: { type: 'YEARS', value: '10' },
    },
  ]);
  expect(blocks['aws_acmpca_permission']).toMatchObject([
    {
      principal: 'acm.amazonaws.com',
      source_account: '111111111111',
      actions: ['IssueCertificate', 'GetCertificate', 'ListPermissions'],
    },
  ]);
});

test('a subordinate is signed by its signer, as the key of that one signs', () => {
  const blocks = authority('aws-us-gov', 'EC_secp384r1', {
    signer: { authorityArn: 'arn:root', keyAlgorithm: 'RSA_4096', pathLength: 1 },
    issues: false,
  });
  expect(blocks['aws_acmpca_certificate_authority']).toMatchObject([
    { type: 'SUBORDINATE', certificate_authority_configuration: { signing_algorithm: 'SHA384WITHECDSA' } },
  ]);
  expect(blocks['aws_acmpca_certificate']).toMatchObject([
    {
      certificate_authority_arn: 'arn:root',
      signing_algorithm: 'SHA256WITHRSA',
      template_arn: 'arn:aws-us-gov:acm-pca:::template/SubordinateCACertificate_PathLen1/V1',
      lifecycle: { create_before_destroy: true },
    },
  ]);
  expect(blocks['aws_acmpca_permission']).toBeUndefined();
});

test('an authority knows its partition, and signs as its key can', () => {
  expect(authority('aws-us-gov', 'EC_secp384r1')['aws_acmpca_certificate']).toMatchObject([
    {
      template_arn: 'arn:aws-us-gov:acm-pca:::template/RootCACertificate/V1',
      signing_algorithm: 'SHA384WITHECDSA',
    },
  ]);
});

test.each([true, false])('a share may leave the organization: %s', (external) => {
  const share = only('aws_ram_resource_share', (scope) => {
    new ResourceShare(scope, 'share', {
      name: 's',
      principal: '2',
      external,
      resources: {},
      protected: false,
    });
  });
  expect(share['allow_external_principals']).toBe(external);
});

test('a network hangs on a gateway first, and is routed to it then', () => {
  const blocks = made((scope) => {
    const { gatewayId } = new TransitGatewayAttachment(scope, 'attachment', {
      name: 'shop-cart',
      gatewayId: 'tgw-1',
      vpcId: 'vpc-1',
      subnetIds: ['subnet-1', 'subnet-2'],
      after: [],
    });
    new NetworkRoutes(scope, 'routes', {
      routes: [{ routeTableId: 'rtb-1', cidr: '10.1.0.0/16' }],
      leadTo: { transitGatewayId: gatewayId },
    });
  });
  expect(blocks['aws_ec2_transit_gateway_vpc_attachment']).toMatchObject([
    { transit_gateway_id: 'tgw-1', vpc_id: 'vpc-1', subnet_ids: ['subnet-1', 'subnet-2'] },
  ]);
  expect(blocks['aws_route']).toMatchObject([
    {
      route_table_id: 'rtb-1',
      destination_cidr_block: '10.1.0.0/16',
      transit_gateway_id: expect.stringMatching(
        /^\$\{aws_ec2_transit_gateway_vpc_attachment\..*\.transit_gateway_id\}$/,
      ) as string,
    },
  ]);
});

test('a placeholder is one instance that is nowhere', () => {
  const placed = made((scope) => {
    new DiscoveryService(scope, 'd', {
      name: 'cart',
      namespaceId: 'ns',
      ttl: 10,
      placeholderAddress: '192.0.2.1',
    });
  });
  expect(placed['aws_service_discovery_instance']).toMatchObject([
    { instance_id: 'placeholder', attributes: { AWS_INSTANCE_IPV4: '192.0.2.1' } },
  ]);
});

test('a rule names a group or a block, on one TCP port', () => {
  const blocks = made((scope) => {
    const group = new SecurityGroup(scope, 'group', { name: 'g', description: 'd', vpcId: 'vpc' });
    group.allowIn('from_a', { description: 'a', port: 80, side: { kind: 'group', id: 'sg-a' } });
    group.allowOut('to_b', { description: 'b', port: 81, side: { kind: 'cidr', block: '10.0.0.0/20' } });
  });
  expect(blocks['aws_vpc_security_group_ingress_rule']).toMatchObject([
    { ip_protocol: 'tcp', from_port: 80, to_port: 80, referenced_security_group_id: 'sg-a' },
  ]);
  const out = blocks['aws_vpc_security_group_egress_rule'] ?? [];
  expect(out.map((rule) => [rule['from_port'], rule['cidr_ipv4']])).toEqual(
    expect.arrayContaining([
      [443, '0.0.0.0/0'],
      [81, '10.0.0.0/20'],
    ]),
  );
  expect(out).toHaveLength(2);
});

test('a mesh has its egress filter, and its IP preference if it has one', () => {
  const mesh = only('aws_appmesh_mesh', (scope) => {
    const spec = {
      name: 'shop',
      ownerId: '1',
      owner: 'o',
      egress: 'ALLOW_ALL',
      ipPreference: 'IPv6_ONLY',
    } as const;
    new Mesh(scope, 'mesh', { spec, protected: true });
  });
  expect(mesh).toMatchObject({
    spec: { egress_filter: { type: 'ALLOW_ALL' }, service_discovery: { ip_preference: 'IPv6_ONLY' } },
    lifecycle: { prevent_destroy: true },
  });
});

test('a service without a provider is valid', () => {
  const service = only('aws_appmesh_virtual_service', (scope) => {
    new VirtualService(scope, 's', { meshName: 'shop', after: [], name: 'cart', provider: { kind: 'none' } });
  });
  expect(service['spec']).toEqual({});
});

test('a gateway has listeners with TLS and pools, logs, and one policy for all', () => {
  const gateway = only('aws_appmesh_virtual_gateway', (scope) => {
    new VirtualGateway(scope, 'g', {
      meshName: 'shop',
      after: [],
      references: {
        certificates: { own: { kind: 'acm', arn: 'arn:cert' } },
        authorities: { root: 'arn:root' },
      },
      spec: {
        kind: 'gateway',
        id: 'gateway/door',
        key: 'door',
        at: [],
        name: 'door',
        account: 'shop',
        listeners: [
          {
            at: [],
            port: 443,
            protocol: 'http',
            tls: { kind: 'mesh', mode: 'STRICT', certificate: 'own' },
            connectionPool: { maxConnections: 3 },
          },
        ],
        backends: [],
        backendDefaults: {
          kind: 'tls',
          at: [],
          enforce: true,
          ports: [],
          names: [],
          trust: { kind: 'file', chain: '/ca.pem' },
        },
        entries: [],
        accessLog: { path: '/dev/stdout' },
        routes: [],
        envoy: { resourceArn: 'arn', certificates: [], authorities: [] },
      },
    });
  });
  expect(gateway['spec']).toEqual({
    listener: [
      {
        port_mapping: { port: 443, protocol: 'http' },
        tls: { mode: 'STRICT', certificate: { acm: { certificate_arn: 'arn:cert' } } },
        connection_pool: { http: { max_connections: 3 } },
      },
    ],
    logging: { access_log: { file: { path: '/dev/stdout' } } },
    backend_defaults: {
      client_policy: {
        tls: { enforce: true, validation: { trust: { file: { certificate_chain: '/ca.pem' } } } },
      },
    },
  });
});

test('a proxy may do what it needs on its own things, and nothing where it needs nothing', () => {
  const policyOf = (certificateArns: string[], authorityArns: string[]) =>
    JSON.parse(
      String(
        only('aws_iam_policy', (scope) => {
          new EnvoyPolicy(scope, 'e', { name: 'p', resourceArn: 'arn:node', certificateArns, authorityArns });
        })['policy'],
      ),
    ) as { Statement: { Action: string; Resource: string[] }[] };
  expect(policyOf(['arn:cert'], ['arn:root']).Statement).toEqual([
    {
      Sid: 'Configuration',
      Effect: 'Allow',
      Action: 'appmesh:StreamAggregatedResources',
      Resource: ['arn:node'],
    },
    { Sid: 'Certificate', Effect: 'Allow', Action: 'acm:ExportCertificate', Resource: ['arn:cert'] },
    {
      Sid: 'Authority',
      Effect: 'Allow',
      Action: 'acm-pca:GetCertificateAuthorityCertificate',
      Resource: ['arn:root'],
    },
  ]);
  expect(policyOf([], []).Statement.map(({ Action }) => Action)).toEqual([
    'appmesh:StreamAggregatedResources',
  ]);
});

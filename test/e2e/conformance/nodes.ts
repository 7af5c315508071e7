import {
  casesOf,
  clientPolicy,
  healthCheck,
  inMesh,
  logging,
  meshName,
  millis,
  names,
  portMapping,
  seconds,
  tls,
  trust,
  type Row,
} from './blocks';
import type { Case } from './stage';

const dns = { service_discovery: [{ dns: [{ hostname: 'node.conformance.internal' }] }] };
const listening = (protocol: string, more: object = {}, port = 8080): object => ({
  ...dns,
  listener: [{ ...portMapping(protocol, port), ...more }],
});
const calling = (...backends: readonly (readonly [service: string, policy?: object])[]): object => ({
  backend: backends.map(([virtual_service_name, policy = {}]) => ({
    virtual_service: [{ virtual_service_name, ...policy }],
  })),
});
const cloudMap = (more: object = {}): object => ({
  listener: [portMapping('http')],
  service_discovery: [{ aws_cloud_map: [{ namespace_name: 'conformance', service_name: 'node', ...more }] }],
});
const pool = (protocol: string, limits: object): object => ({ connection_pool: [{ [protocol]: [limits] }] });
const timeout = (protocol: string, limits: object): object => ({ timeout: [{ [protocol]: [limits] }] });
const outlier = (max_server_errors: number, max_ejection_percent: number): object => ({
  outlier_detection: [
    {
      base_ejection_duration: seconds(30),
      interval: millis(10_000),
      max_ejection_percent,
      max_server_errors,
    },
  ],
});
const secured = (mode: string, certificate: readonly object[], more: object = {}): object => ({
  tls: [{ mode, certificate, ...more }],
});

const rows: readonly Row[] = [
  // What routes and services point to stays as it is.
  ['target_http', listening('http')],
  ['target_http2', listening('http2')],
  ['target_grpc', listening('grpc')],
  ['target_tcp', listening('tcp')],
  ['bare', {}, listening('http')],
  ['port', listening('http'), listening('http', {}, 9090)],
  ['protocol', listening('http'), listening('http2')],
  ['grpc', listening('grpc'), listening('grpc', {}, 50_051)],
  ['tcp', listening('tcp'), listening('tcp', {}, 5432)],
  [
    'two_listeners',
    { ...dns, listener: [portMapping('http', 8080), portMapping('tcp', 9090)] },
    { ...dns, listener: [portMapping('http', 8080)] },
  ],
  [
    'dns',
    {
      ...listening('http'),
      service_discovery: [{ dns: [{ hostname: 'a.internal', response_type: 'ENDPOINTS' }] }],
    },
    {
      ...listening('http'),
      service_discovery: [{ dns: [{ hostname: 'b.internal', response_type: 'LOADBALANCER' }] }],
    },
  ],
  [
    'dns_addresses',
    {
      ...listening('http'),
      service_discovery: [{ dns: [{ hostname: 'a.internal', ip_preference: 'IPv4_ONLY' }] }],
    },
    {
      ...listening('http'),
      service_discovery: [{ dns: [{ hostname: 'a.internal', ip_preference: 'IPv6_PREFERRED' }] }],
    },
  ],
  ['cloud_map', cloudMap(), cloudMap({ attributes: { stack: 'blue' } })],
  [
    'cloud_map_attributes',
    cloudMap({ attributes: { stack: 'blue', tier: 'web' } }),
    cloudMap({ attributes: { stack: 'green' } }),
  ],
  ['discovery_changes', cloudMap(), listening('http')],
  [
    'health_http',
    listening('http', healthCheck('http', { path: '/ping' })),
    listening('http', healthCheck('http', { path: '/health', timeout_millis: 3000 })),
  ],
  ['health_http2', listening('http2', healthCheck('http2', { path: '/ping' })), listening('http2')],
  [
    'health_grpc',
    listening('grpc', healthCheck('grpc')),
    listening('grpc', healthCheck('grpc', { healthy_threshold: 10 })),
  ],
  [
    'health_tcp',
    listening('tcp', healthCheck('tcp', { port: 8080 })),
    listening('tcp', healthCheck('tcp', { interval_millis: 300_000 })),
  ],
  [
    'pool_http',
    listening('http', pool('http', { max_connections: 50, max_pending_requests: 5 })),
    listening('http', pool('http', { max_connections: 10 })),
  ],
  [
    'pool_http2',
    listening('http2', pool('http2', { max_requests: 50 })),
    listening('http2', pool('http2', { max_requests: 5 })),
  ],
  ['pool_grpc', listening('grpc', pool('grpc', { max_requests: 50 })), listening('grpc')],
  [
    'pool_tcp',
    listening('tcp', pool('tcp', { max_connections: 4 })),
    listening('tcp', pool('tcp', { max_connections: 40 })),
  ],
  [
    'timeout_http',
    listening('http', timeout('http', { idle: seconds(60), per_request: millis(1500) })),
    listening('http', timeout('http', { per_request: seconds(2) })),
  ],
  [
    'timeout_http2',
    listening('http2', timeout('http2', { per_request: seconds(15) })),
    listening('http2', timeout('http2', { idle: seconds(5) })),
  ],
  [
    'timeout_grpc',
    listening('grpc', timeout('grpc', { idle: seconds(60), per_request: seconds(15) })),
    listening('grpc'),
  ],
  [
    'timeout_tcp',
    listening('tcp', timeout('tcp', { idle: seconds(3600) })),
    listening('tcp', timeout('tcp', { idle: seconds(0) })),
  ],
  ['outlier', listening('http', outlier(5, 50)), listening('http', outlier(10, 100))],
  [
    'tls_acm',
    listening('http', secured('STRICT', tls.acm)),
    listening('http', secured('PERMISSIVE', tls.acm)),
  ],
  ['tls_file', listening('http', secured('STRICT', tls.file)), listening('http', secured('STRICT', tls.sds))],
  [
    'tls_sds',
    listening('http', secured('PERMISSIVE', tls.sds)),
    listening('http', secured('DISABLED', tls.sds)),
  ],
  ['tls_off', listening('tcp', secured('STRICT', tls.file)), listening('tcp')],
  [
    'tls_mutual_file',
    listening(
      'http',
      secured('STRICT', tls.file, { validation: [{ trust: trust.file, ...names('client.internal') }] }),
    ),
    listening('http', secured('STRICT', tls.file, { validation: [{ trust: trust.file }] })),
  ],
  [
    'tls_mutual_sds',
    listening('http', secured('STRICT', tls.sds, { validation: [{ trust: trust.sds }] })),
    listening(
      'http',
      secured('STRICT', tls.sds, {
        validation: [{ trust: trust.sds, ...names('a.internal', 'b.internal') }],
      }),
    ),
  ],
  ['backend', calling(['api.internal']), calling(['other.internal'])],
  [
    'backends',
    calling(['a.internal'], ['b.internal'], ['c.internal']),
    calling(['c.internal'], ['a.internal']),
  ],
  [
    'backend_trust_acm',
    calling(['api.internal', clientPolicy({ enforce: true })]),
    calling(['api.internal', clientPolicy({ enforce: false })]),
  ],
  [
    'backend_trust_three',
    calling(['api.internal', clientPolicy({}, trust.threeAuthorities)]),
    calling(['api.internal', clientPolicy({}, trust.acm)]),
  ],
  [
    'backend_trust_file',
    calling(['api.internal', clientPolicy({ certificate: tls.file }, trust.file)]),
    calling(['api.internal', clientPolicy({}, trust.file, names('api.internal'))]),
  ],
  [
    'backend_trust_sds',
    calling(['api.internal', clientPolicy({ certificate: tls.sds }, trust.sds)]),
    calling(['api.internal', clientPolicy({ ports: [8080, 9090] }, trust.sds)]),
  ],
  [
    'defaults',
    { backend_defaults: [clientPolicy({ enforce: true, ports: [443] })] },
    { backend_defaults: [clientPolicy({ enforce: true, ports: [443, 8443] })] },
  ],
  [
    'defaults_names',
    { backend_defaults: [clientPolicy({}, trust.file, names('a.internal', 'b.internal'))] },
    { backend_defaults: [clientPolicy({}, trust.file, names('a.internal'))] },
  ],
  ['defaults_gone', { backend_defaults: [clientPolicy({ certificate: tls.file }, trust.file)] }, {}],
  ['log', logging('/dev/stdout'), logging('/var/log/access.log')],
  [
    'log_text',
    logging('/dev/stdout', { format: [{ text: '%RESPONSE_CODE%' }] }),
    logging('/dev/stdout', { format: [{ text: '%DURATION%' }] }),
  ],
  [
    'log_json',
    logging('/dev/stdout', {
      format: [
        {
          json: [
            { key: 'code', value: '%RESPONSE_CODE%' },
            { key: 'time', value: '%DURATION%' },
          ],
        },
      ],
    }),
    logging('/dev/stdout'),
  ],
  [
    'everything',
    {
      ...listening('http', {
        ...healthCheck('http', { path: '/' }),
        ...pool('http', { max_connections: 5 }),
        ...timeout('http', { idle: seconds(9) }),
        ...outlier(1, 1),
        ...secured('STRICT', tls.acm),
      }),
      ...calling([
        'api.internal',
        clientPolicy({ enforce: true, ports: [443] }, trust.acm, names('api.internal')),
      ]),
      backend_defaults: [clientPolicy({ certificate: tls.sds }, trust.sds)],
      ...logging('/dev/stdout'),
    },
    listening('http', { ...outlier(1, 2), ...secured('STRICT', tls.acm) }),
  ],
];

export const nodeCases: readonly Case[] = [
  ...casesOf('aws_appmesh_virtual_node', '', {}, rows),
  {
    type: 'aws_appmesh_virtual_node',
    key: 'tagged',
    id: `${meshName}/tagged`,
    args: { ...inMesh, name: 'tagged', spec: [listening('http')], tags: { team: 'mesh', tier: 'web' } },
    changed: { tags: { team: 'edge' } },
  },
  {
    type: 'aws_appmesh_virtual_node',
    key: 'renamed',
    id: `${meshName}/renamed`,
    args: { ...inMesh, name: 'renamed', spec: [listening('http')] },
    changed: { name: 'another' },
    plans: 'replace',
  },
];

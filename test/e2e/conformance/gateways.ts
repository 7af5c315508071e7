import {
  casesOf,
  clientPolicy,
  healthCheck,
  inMesh,
  logging,
  meshName,
  names,
  portMapping,
  tls,
  trust,
  type Row,
} from './blocks';
import type { Case } from './stage';

const listening = (protocol: string, more: object = {}, port = 8080): object => ({
  listener: [{ ...portMapping(protocol, port), ...more }],
});
const secured = (mode: string, certificate: readonly object[], more: object = {}): object => ({
  tls: [{ mode, certificate, ...more }],
});
const pool = (protocol: string, limits: object): object => ({ connection_pool: [{ [protocol]: [limits] }] });

const gatewayRows: readonly Row[] = [
  ['gateway_http', listening('http')],
  ['gateway_http2', listening('http2')],
  ['gateway_grpc', listening('grpc')],
  ['edge_port', listening('http'), listening('http', {}, 9090)],
  ['edge_protocol', listening('http'), listening('grpc')],
  ['edge_two', { listener: [portMapping('http', 80), portMapping('http2', 81)] }, listening('http', {}, 80)],
  [
    'edge_health_http',
    listening('http', healthCheck('http', { path: '/' })),
    listening('http', healthCheck('http', { path: '/ping', port: 8080 })),
  ],
  ['edge_health_grpc', listening('grpc', healthCheck('grpc')), listening('grpc')],
  [
    'edge_pool_http',
    listening('http', pool('http', { max_connections: 5, max_pending_requests: 6 })),
    listening('http', pool('http', { max_connections: 6 })),
  ],
  [
    'edge_pool_http2',
    listening('http2', pool('http2', { max_requests: 5 })),
    listening('http2', pool('http2', { max_requests: 6 })),
  ],
  ['edge_pool_grpc', listening('grpc', pool('grpc', { max_requests: 5 })), listening('grpc')],
  [
    'edge_tls_acm',
    listening('http', secured('STRICT', tls.acm)),
    listening('http', secured('PERMISSIVE', tls.acm)),
  ],
  [
    'edge_tls_file',
    listening('http', secured('STRICT', tls.file)),
    listening('http', secured('STRICT', tls.sds)),
  ],
  ['edge_tls_sds', listening('http2', secured('DISABLED', tls.sds)), listening('http2')],
  [
    'edge_mutual',
    listening(
      'http',
      secured('STRICT', tls.file, { validation: [{ trust: trust.file, ...names('a.internal') }] }),
    ),
    listening('http', secured('STRICT', tls.file, { validation: [{ trust: trust.sds }] })),
  ],
  [
    'edge_defaults',
    { ...listening('http'), backend_defaults: [clientPolicy({ enforce: true })] },
    {
      ...listening('http'),
      backend_defaults: [clientPolicy({ ports: [1, 2] }, trust.file, names('a.internal'))],
    },
  ],
  [
    'edge_client',
    { ...listening('http'), backend_defaults: [clientPolicy({ certificate: tls.file }, trust.file)] },
    listening('http'),
  ],
  [
    'edge_log',
    { ...listening('http'), ...logging('/dev/stdout') },
    { ...listening('http'), ...logging('/dev/stderr', { format: [{ text: '%DURATION%' }] }) },
  ],
  [
    'edge_log_json',
    { ...listening('http'), ...logging('/dev/stdout', { format: [{ json: [{ key: 'a', value: 'b' }] }] }) },
    listening('http'),
  ],
];

const to = (more: object = {}, rewrite?: object): object => ({
  action: [
    {
      target: [
        {
          virtual_service: [{ virtual_service_name: '${aws_appmesh_virtual_service.front.name}' }],
          ...more,
        },
      ],
      ...(rewrite === undefined ? {} : { rewrite: [rewrite] }),
    },
  ],
});
const http = (match: object, action: object = to()): object => ({
  http_route: [{ match: [match], ...action }],
});
const http2 = (match: object, action: object = to()): object => ({
  http2_route: [{ match: [match], ...action }],
});
const grpc = (match: object, action: object = to()): object => ({
  grpc_route: [{ match: [match], ...action }],
});
const prefix = (text: string, more: object = {}): object => ({ prefix: text, ...more });
const header = (name: string, match: object, invert = false): object =>
  prefix('/', { header: [{ name, invert, match: [match] }] });
const rewritten = (rewrite: object): object => to({}, rewrite);

const httpRows: readonly Row[] = [
  ['enter_prefix', http(prefix('/')), http(prefix('/votes'))],
  ['enter_path', http({ path: [{ exact: '/a' }] }), http({ path: [{ regex: '/a.*' }] })],
  [
    'enter_host',
    http(prefix('/', { hostname: [{ exact: 'www.example.com' }] })),
    http(prefix('/', { hostname: [{ suffix: '.example.com' }] })),
  ],
  [
    'enter_header',
    http(header('x-tier', { exact: 'gold' })),
    http(header('x-tier', { exact: 'gold' }, true)),
  ],
  ['enter_header_prefix', http(header('x-tier', { prefix: 'g' })), http(header('x-tier', { suffix: 'd' }))],
  [
    'enter_header_range',
    http(header('x-tier', { range: [{ start: 1, end: 5 }] })),
    http(header('x-tier', { regex: 'a+' })),
  ],
  [
    'enter_query',
    http(prefix('/', { query_parameter: [{ name: 'q', match: [{ exact: '1' }] }] })),
    http(prefix('/')),
  ],
  ['enter_port', http(prefix('/', { port: 8080 })), http(prefix('/'))],
  ['enter_target_port', http(prefix('/'), to({ port: 8080 })), http(prefix('/'), to({ port: 9090 }))],
  ['enter_priority', { ...http(prefix('/')), priority: 7 }, { ...http(prefix('/')), priority: 8 }],
  [
    'enter_rewrite_host',
    http(prefix('/'), rewritten({ hostname: [{ default_target_hostname: 'ENABLED' }] })),
    http(prefix('/'), rewritten({ hostname: [{ default_target_hostname: 'DISABLED' }] })),
  ],
  [
    'enter_rewrite_prefix',
    http(prefix('/a/'), rewritten({ prefix: [{ value: '/b/' }] })),
    http(prefix('/a/'), rewritten({ prefix: [{ default_prefix: 'DISABLED' }] })),
  ],
  [
    'enter_rewrite_path',
    http({ path: [{ exact: '/a' }] }, rewritten({ path: [{ exact: '/b' }] })),
    http({ path: [{ exact: '/a' }] }, rewritten({ path: [{ exact: '/c' }] })),
  ],
];
const http2Rows: readonly Row[] = [
  ['enter2_prefix', http2(prefix('/')), http2(prefix('/votes'))],
  [
    'enter2_match',
    http2(prefix('/', { port: 8080, hostname: [{ suffix: '.example.com' }] })),
    http2(header('a', { exact: 'b' })),
  ],
  [
    'enter2_rewrite',
    http2(
      prefix('/a/'),
      rewritten({ prefix: [{ value: '/b/' }], hostname: [{ default_target_hostname: 'DISABLED' }] }),
    ),
    http2(prefix('/a/')),
  ],
  [
    'enter2_path',
    http2({ path: [{ regex: '/v.*' }] }),
    http2({ path: [{ exact: '/v' }] }, rewritten({ path: [{ exact: '/' }] })),
  ],
];
const grpcRows: readonly Row[] = [
  ['enterg_service', grpc({ service_name: 'votes' }), grpc({ service_name: 'ballots' })],
  [
    'enterg_port',
    grpc({ service_name: 'votes', port: 8080 }, to({ port: 8080 })),
    grpc({ service_name: 'votes' }),
  ],
];

const inGateway = (key: string): object => ({
  virtual_gateway_name: `\${aws_appmesh_virtual_gateway.${key}.name}`,
});
const entering = (gateway: string, rows: readonly Row[]): readonly Case[] =>
  casesOf('aws_appmesh_gateway_route', gateway, inGateway(gateway), rows);

export const gatewayCases: readonly Case[] = [
  ...casesOf('aws_appmesh_virtual_gateway', '', {}, gatewayRows),
  {
    type: 'aws_appmesh_virtual_gateway',
    key: 'edge_tagged',
    id: `${meshName}/edge_tagged`,
    args: { ...inMesh, name: 'edge_tagged', spec: [listening('http')], tags: { team: 'edge' } },
    changed: { tags: { team: 'mesh' } },
  },
  {
    type: 'aws_appmesh_virtual_gateway',
    key: 'edge_renamed',
    id: `${meshName}/edge_renamed`,
    args: { ...inMesh, name: 'edge_renamed', spec: [listening('http')] },
    changed: { name: 'edge_another' },
    plans: 'replace',
  },
  ...entering('gateway_http', httpRows),
  ...entering('gateway_http2', http2Rows),
  ...entering('gateway_grpc', grpcRows),
  {
    type: 'aws_appmesh_gateway_route',
    key: 'enter_tagged',
    id: `${meshName}/gateway_http/enter_tagged`,
    args: {
      ...inMesh,
      ...inGateway('gateway_http'),
      name: 'enter_tagged',
      spec: [http(prefix('/'))],
      tags: { team: 'edge' },
    },
    changed: { tags: {} },
  },
  {
    type: 'aws_appmesh_gateway_route',
    key: 'enter_moved',
    id: `${meshName}/gateway_http/enter_moved`,
    args: { ...inMesh, ...inGateway('gateway_http'), name: 'enter_moved', spec: [http(prefix('/'))] },
    changed: inGateway('edge_port'),
    plans: 'replace',
  },
];

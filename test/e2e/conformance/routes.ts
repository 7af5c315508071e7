import { casesOf, inMesh, meshName, millis, portMapping, seconds, type Row } from './blocks';
import type { Case } from './stage';

const target = (protocol: string, weight: number, more: object = {}): object => ({
  virtual_node: `\${aws_appmesh_virtual_node.target_${protocol}.name}`,
  weight,
  ...more,
});
const action = (...weighted_target: readonly object[]): object => ({ action: [{ weighted_target }] });
const toHttp = action(target('http', 1));
const http = (match: object, more: object = {}): object => ({
  http_route: [{ ...toHttp, match: [match], ...more }],
});
const http2 = (match: object, more: object = {}): object => ({
  http2_route: [{ ...action(target('http2', 1)), match: [match], ...more }],
});
const grpc = (match: object, more: object = {}): object => ({
  grpc_route: [{ ...action(target('grpc', 1)), match: [match], ...more }],
});
const tcp = (more: object = {}): object => ({ tcp_route: [{ ...action(target('tcp', 1)), ...more }] });
const prefix = (text: string, more: object = {}): object => ({ prefix: text, ...more });
const header = (
  ...matches: readonly (readonly [name: string, match?: object | undefined, invert?: boolean])[]
): object =>
  prefix('/', {
    header: matches.map(([name, match, invert]) => ({
      name,
      ...(match === undefined ? {} : { match: [match] }),
      ...(invert === undefined ? {} : { invert }),
    })),
  });
const metadata = (name: string, match: object, invert = false): object => ({
  service_name: 'votes',
  metadata: [{ name, invert, match: [match] }],
});
const query = (name: string, exact: string): object =>
  prefix('/', { query_parameter: [{ name, match: [{ exact }] }] });
const retry = (max_retries: number, more: object): object => ({
  retry_policy: [{ max_retries, per_retry_timeout: seconds(2), ...more }],
});
const timeout = (more: object): object => ({ timeout: [more] });

const httpRows: readonly Row[] = [
  ['prefix', http(prefix('/')), http(prefix('/api'))],
  ['path_exact', http({ path: [{ exact: '/exact' }] }), http({ path: [{ exact: '/other' }] })],
  ['path_regex', http({ path: [{ regex: '/v[0-9]+' }] }), http(prefix('/v'))],
  [
    'header_exact',
    http(header(['x-tier', { exact: 'gold' }])),
    http(header(['x-tier', { exact: 'silver' }])),
  ],
  ['header_prefix', http(header(['x-tier', { prefix: 'g' }])), http(header(['x-tier', { suffix: 'd' }]))],
  ['header_regex', http(header(['x-tier', { regex: 'g.*' }])), http(header(['x-tier', { regex: 's.*' }]))],
  [
    'header_range',
    http(header(['x-age', { range: [{ start: 1, end: 10 }] }])),
    http(header(['x-age', { range: [{ start: 2, end: 10 }] }])),
  ],
  ['header_present', http(header(['x-tier'])), http(header(['x-tier', undefined, true]))],
  [
    'header_inverted',
    http(header(['x-tier', { exact: 'gold' }, true])),
    http(header(['x-tier', { exact: 'gold' }, false])),
  ],
  [
    'headers',
    http(header(['a', { exact: '1' }], ['b', { exact: '2' }], ['c'])),
    http(header(['b', { exact: '2' }])),
  ],
  ['method', http(prefix('/', { method: 'GET' })), http(prefix('/', { method: 'PATCH' }))],
  ['scheme', http(prefix('/', { scheme: 'http' })), http(prefix('/', { scheme: 'https' }))],
  ['query', http(query('debug', '1')), http(query('debug', '0'))],
  ['match_port', http(prefix('/', { port: 8080 })), http(prefix('/'))],
  [
    'weights',
    http(prefix('/'), action(target('http', 90), target('http2', 10))),
    http(prefix('/'), action(target('http', 50), target('http2', 50))),
  ],
  [
    'weight_zero',
    http(prefix('/'), action(target('http', 100), target('tcp', 0))),
    http(prefix('/'), action(target('http', 100))),
  ],
  [
    'target_port',
    http(prefix('/'), action(target('http', 1, { port: 8080 }))),
    http(prefix('/'), action(target('http2', 1, { port: 8080 }))),
  ],
  ['priority', { ...http(prefix('/')), priority: 1000 }, { ...http(prefix('/')), priority: 0 }],
  [
    'retry',
    http(prefix('/'), retry(3, { http_retry_events: ['server-error', 'gateway-error'] })),
    http(
      prefix('/'),
      retry(1, { http_retry_events: ['client-error'], tcp_retry_events: ['connection-error'] }),
    ),
  ],
  ['retry_gone', http(prefix('/'), retry(3, { tcp_retry_events: ['connection-error'] })), http(prefix('/'))],
  [
    'retry_timeout',
    http(prefix('/'), {
      retry_policy: [{ max_retries: 0, http_retry_events: ['stream-error'], per_retry_timeout: millis(250) }],
    }),
    http(prefix('/'), retry(0, { http_retry_events: ['stream-error'] })),
  ],
  [
    'timeout',
    http(prefix('/'), timeout({ idle: seconds(60), per_request: millis(1500) })),
    http(prefix('/'), timeout({ per_request: seconds(3) })),
  ],
  ['becomes_http2', http(prefix('/')), http2(prefix('/'))],
];
const http2Rows: readonly Row[] = [
  ['two_prefix', http2(prefix('/')), http2(prefix('/api', { method: 'POST' }))],
  ['two_path', http2({ path: [{ regex: '/v[0-9]+' }] }), http2({ path: [{ exact: '/' }] })],
  [
    'two_headers',
    http2(header(['a', { prefix: '1' }], ['b', { suffix: '2' }, true])),
    http2(header(['a', { range: [{ start: 1, end: 2 }] }])),
  ],
  ['two_query', http2(query('q', 'a')), http2(query('r', 'a'))],
  ['two_retry', http2(prefix('/'), retry(2, { http_retry_events: ['server-error'] })), http2(prefix('/'))],
  [
    'two_timeout',
    http2(prefix('/'), timeout({ idle: seconds(1) })),
    http2(prefix('/'), timeout({ per_request: seconds(1) })),
  ],
];
const grpcRows: readonly Row[] = [
  ['service', grpc({ service_name: 'votes' }), grpc({ service_name: 'votes', method_name: 'cast' })],
  [
    'method_only_service',
    grpc({ service_name: 'a', method_name: 'b' }),
    grpc({ service_name: 'a', method_name: 'c' }),
  ],
  [
    'metadata_exact',
    grpc(metadata('tier', { exact: 'gold' })),
    grpc(metadata('tier', { exact: 'gold' }, true)),
  ],
  ['metadata_prefix', grpc(metadata('tier', { prefix: 'g' })), grpc(metadata('tier', { suffix: 'd' }))],
  [
    'metadata_regex',
    grpc(metadata('tier', { regex: 'g.*' })),
    grpc(metadata('tier', { range: [{ start: 1, end: 9 }] })),
  ],
  ['grpc_port', grpc({ service_name: 'votes', port: 8080 }), grpc({ service_name: 'votes' })],
  [
    'grpc_retry',
    grpc(
      { service_name: 'votes' },
      retry(2, {
        grpc_retry_events: ['unavailable', 'cancelled'],
        http_retry_events: ['server-error'],
        tcp_retry_events: ['connection-error'],
      }),
    ),
    grpc({ service_name: 'votes' }, retry(2, { grpc_retry_events: ['internal'] })),
  ],
  [
    'grpc_timeout',
    grpc({ service_name: 'votes' }, timeout({ idle: seconds(5), per_request: seconds(5) })),
    grpc({ service_name: 'votes' }),
  ],
];
const tcpRows: readonly Row[] = [
  ['plain', tcp(), tcp(action(target('tcp', 1), target('http', 1)))],
  ['tcp_port', tcp({ match: [{ port: 8080 }] }), tcp()],
  ['tcp_timeout', tcp(timeout({ idle: seconds(60) })), tcp(timeout({ idle: seconds(120) }))],
  ['tcp_priority', { ...tcp(), priority: 1 }, { ...tcp(), priority: 2 }],
];

const inRouter = (key: string): object => ({
  virtual_router_name: `\${aws_appmesh_virtual_router.${key}.name}`,
});
const routesOf = (router: string, rows: readonly Row[]): readonly Case[] =>
  casesOf('aws_appmesh_route', router, inRouter(router), rows);

const listening = (protocol: string, port = 8080): object => ({ listener: [portMapping(protocol, port)] });
const routerRows: readonly Row[] = [
  ['router_http', listening('http')],
  ['router_http2', listening('http2')],
  ['router_grpc', listening('grpc')],
  ['router_tcp', listening('tcp')],
  ['silent', {}, listening('http')],
  ['router_port', listening('http'), listening('http', 9090)],
  ['router_protocol', listening('http'), listening('grpc')],
  ['router_two', { listener: [portMapping('http', 80), portMapping('http2', 81)] }, listening('http', 80)],
];

export const routeCases: readonly Case[] = [
  ...casesOf('aws_appmesh_virtual_router', '', {}, routerRows),
  {
    type: 'aws_appmesh_virtual_router',
    key: 'router_tagged',
    id: `${meshName}/router_tagged`,
    args: { ...inMesh, name: 'router_tagged', spec: [listening('tcp')], tags: { team: 'mesh' } },
    changed: { tags: { team: 'mesh', tier: 'web' } },
  },
  {
    type: 'aws_appmesh_virtual_router',
    key: 'router_renamed',
    id: `${meshName}/router_renamed`,
    args: { ...inMesh, name: 'router_renamed', spec: [listening('tcp')] },
    changed: { name: 'router_another' },
    plans: 'replace',
  },
  ...routesOf('router_http', httpRows),
  ...routesOf('router_http2', http2Rows),
  ...routesOf('router_grpc', grpcRows),
  ...routesOf('router_tcp', tcpRows),
  {
    type: 'aws_appmesh_route',
    key: 'route_tagged',
    id: `${meshName}/router_tcp/route_tagged`,
    args: {
      ...inMesh,
      ...inRouter('router_tcp'),
      name: 'route_tagged',
      spec: [tcp()],
      tags: { team: 'mesh' },
    },
    changed: { tags: {} },
  },
  {
    type: 'aws_appmesh_route',
    key: 'route_moved',
    id: `${meshName}/router_http/route_moved`,
    args: { ...inMesh, ...inRouter('router_http'), name: 'route_moved', spec: [http(prefix('/'))] },
    changed: inRouter('router_port'),
    plans: 'replace',
  },
];

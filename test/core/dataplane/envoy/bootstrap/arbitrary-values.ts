import * as fc from 'fast-check';
import type { InboundTls, RetrySpec, UpstreamTls } from '../../../../../core/dataplane/envoy';
import type {
  AccessLog,
  Closed,
  ConnectionPool,
  Duration,
  HealthCheck,
  NamedMatch,
  OutlierDetection,
  Protocol,
  RouteMatch,
  Timeout,
} from '../../../../../core/topology';

/** Any value of what the parts of a proxy say. */

export const optional: { requiredKeys: [] } = { requiredKeys: [] };
export const protocol = fc.constantFrom<Protocol>('http', 'http2', 'grpc', 'tcp');
/** Few, so that services share ports. */
export const dialled = [80, 443, 4567] as const;
export const port = fc.integer({ min: 1, max: 65_535 });
export const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}[a-z0-9]$/);
export const host = fc.array(name, { minLength: 1, maxLength: 3 }).map((labels) => labels.join('.'));
export const path = fc.array(name, { maxLength: 3 }).map((parts) => `/${parts.join('/')}`);
export const address = fc.oneof(host, fc.ipV4(), fc.ipV6());
export const text = fc.stringMatching(/^[ -~]{1,20}$/);
export const regex = fc.constantFrom('.*', '/[a-z]+/[0-9]{1,3}', '(a|b)c?', String.raw`\d+\.\d+`);
export const expected = fc.oneof(
  host,
  name.map((last) => `spiffe://mesh/${last}`),
);

export const duration: fc.Arbitrary<Closed<Duration>> = fc.record({
  value: fc.integer({ min: 1, max: 100_000 }),
  unit: fc.constantFrom('ms', 's'),
});
export const timeout: fc.Arbitrary<Closed<Timeout>> = fc.record(
  { idle: duration, perRequest: fc.oneof(duration, fc.constant({ value: 0, unit: 'ms' } as const)) },
  optional,
);

export const clients = fc.record({
  trust: fc.constant('trust'),
  names: fc.uniqueArray(expected, { maxLength: 4 }),
});
export const inboundTls: fc.Arbitrary<InboundTls> = fc.oneof(
  fc.constant({ kind: 'none' } as const),
  fc.constant({ kind: 'application' } as const),
  fc.record(
    {
      kind: fc.constant('mesh'),
      mode: fc.constantFrom('STRICT', 'PERMISSIVE', 'DISABLED'),
      certificate: fc.constantFrom('identity', 'agent'),
      clients,
    },
    { requiredKeys: ['kind', 'mode', 'certificate'] },
  ),
);
export const upstreamTls: fc.Arbitrary<UpstreamTls> = fc.record(
  {
    trust: fc.constantFrom('trust', 'agents'),
    names: fc.uniqueArray(expected, { maxLength: 4 }),
    certificate: fc.constantFrom('identity', 'agent'),
    serverName: host,
  },
  { requiredKeys: ['names'] },
);

export const pool: fc.Arbitrary<Closed<ConnectionPool>> = fc.record(
  { maxConnections: port, maxPendingRequests: fc.nat(100), maxRequests: port },
  optional,
);

export const named: fc.Arbitrary<Closed<NamedMatch>> = fc.record({
  name: fc.stringMatching(/^x-[a-zA-Z0-9-]{1,10}$/),
  invert: fc.boolean(),
  match: fc.oneof(
    fc.record({ kind: fc.constantFrom('exact', 'prefix', 'suffix'), value: text }),
    fc.record({ kind: fc.constant('regex'), value: regex }),
    fc.tuple(fc.integer(), fc.integer({ min: 1, max: 100 })).map(([start, length]) => ({
      kind: 'range' as const,
      start,
      end: start + length,
    })),
    fc.constant({ kind: 'present' } as const),
  ),
});
export const match: fc.Arbitrary<Closed<RouteMatch>> = fc.record(
  {
    prefix: path,
    path: fc.oneof(
      fc.record({ kind: fc.constant('exact'), value: path }),
      fc.record({ kind: fc.constant('regex'), value: regex }),
    ),
    method: fc.constantFrom('GET', 'POST', 'PATCH'),
    scheme: fc.constantFrom('http', 'https'),
    headers: fc.array(named, { maxLength: 3 }),
    query: fc.array(fc.record({ name, exact: text }, { requiredKeys: ['name'] }), { maxLength: 2 }),
    port: fc.constantFrom(...dialled, 8000),
    serviceName: host,
    methodName: name,
    metadata: fc.array(named, { maxLength: 2 }),
  },
  { requiredKeys: ['headers', 'query', 'metadata'] },
);

export const retry: fc.Arbitrary<RetrySpec> = fc.record(
  {
    times: fc.nat(10),
    perTry: duration,
    on: fc.subarray([
      'connect-failure',
      'refused-stream',
      'reset',
      'retriable-status-codes',
      'cancelled',
      'deadline-exceeded',
      'internal',
      'resource-exhausted',
      'unavailable',
    ]),
    statusCodes: fc.subarray([409, 500, 502, 503, 504]),
  },
  { requiredKeys: ['times', 'on', 'statusCodes'] },
);
export const healthCheck: fc.Arbitrary<Closed<HealthCheck>> = fc.record(
  {
    protocol,
    path,
    port,
    healthyThreshold: fc.integer({ min: 2, max: 10 }),
    unhealthyThreshold: fc.integer({ min: 2, max: 10 }),
    intervalMillis: fc.integer({ min: 5000, max: 300_000 }),
    timeoutMillis: fc.integer({ min: 2000, max: 60_000 }),
  },
  {
    requiredKeys: [
      'protocol',
      'port',
      'healthyThreshold',
      'unhealthyThreshold',
      'intervalMillis',
      'timeoutMillis',
    ],
  },
);
export const outlierDetection: fc.Arbitrary<Closed<OutlierDetection>> = fc.record({
  maxServerErrors: fc.integer({ min: 1, max: 100 }),
  maxEjectionPercent: fc.nat(100),
  interval: duration,
  baseEjectionDuration: duration,
});
export const accessLog: fc.Arbitrary<Closed<AccessLog>> = fc.record(
  {
    path: fc.constantFrom('/dev/stdout', '/dev/null'),
    format: fc.oneof(
      fc.record({ kind: fc.constant('text'), text: fc.constantFrom('%PROTOCOL% %START_TIME%', 'plain\n') }),
      fc.record({
        kind: fc.constant('json'),
        fields: fc.array(fc.record({ key: name, value: fc.constantFrom('%RESPONSE_CODE%', '%BYTES_SENT%') })),
      }),
    ),
  },
  { requiredKeys: ['path'] },
);

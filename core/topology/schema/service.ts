import * as z from 'zod';
import {
  compared,
  count,
  duration,
  flag,
  integer,
  key,
  name,
  object,
  oneOrMore,
  port,
  text,
  texts,
  word,
} from './scalar';
import { gatewayRuntime } from './runtime';
import { accessLog, dnsRecord, entry, gatewayListener, protocol, timeout } from './workload';
import { clientPolicy } from './certificate';

const stringMatch = z
  .union([
    compared,
    object({ exact: compared, not: flag.optional() }),
    object({ prefix: compared, not: flag.optional() }),
    object({ suffix: compared, not: flag.optional() }),
    object({ regex: compared, not: flag.optional() }),
    object({
      range: z.tuple([integer(), integer()]),
      not: flag.optional(),
    }),
    object({ present: z.literal(true), not: flag.optional() }),
  ])
  .meta({ id: 'string-match', description: 'Text is an exact match; not: true inverts.' });

const match = {
  prefix: compared.optional(),
  path: z
    .union([compared, object({ regex: compared })])
    .optional()
    .describe('Exact path, or a regular expression.'),
  method: compared.optional(),
  scheme: word(['http', 'https']).optional(),
  headers: z.record(name, stringMatch).optional(),
  query: z
    .record(name, z.union([compared, z.literal(true)]))
    .optional()
    .describe('Exact value, or true: present.'),
  port: port.optional(),
  serviceName: compared.optional().describe('gRPC service.'),
  methodName: compared.optional().describe('gRPC method.'),
  metadata: z.record(name, stringMatch).optional().describe('gRPC metadata.'),
};

/** What a request may be repeated after, of all protocols. */
export const RETRY_EVENTS = [
  'server-error',
  'gateway-error',
  'client-error',
  'stream-error',
  'connection-error',
  'cancelled',
  'deadline-exceeded',
  'internal',
  'resource-exhausted',
  'unavailable',
] as const;

const retry = object({
  times: count(),
  perTry: duration,
  on: z
    .array(word(RETRY_EVENTS))
    .optional()
    .describe(
      'Default: connection-error, after which the application never saw the request. With any other event it may see one twice.',
    ),
}).describe(
  'Retries. Only repeat what did not reach the application, unless its requests are safe to repeat.',
);

const target = object({
  workload: key,
  weight: count().optional().describe('App Mesh: 0 to 100. Default: 100.'),
  port: port.optional(),
});

export const route = object({
  name: text().optional().describe('Default: the key of the service, when the route is its only one.'),
  protocol: protocol.optional().describe("Default: the protocol of the targets' listeners."),
  priority: count().optional().describe('App Mesh: 0 to 1000, the lowest first.'),
  ...match,
  to: z
    .union([key, z.record(key, count()), z.array(target)])
    .describe('A workload, weights by workload (App Mesh: 0 to 100), or targets with ports.'),
  retry: retry.optional(),
  timeout: timeout.optional(),
}).meta({ id: 'route', description: 'Which requests go to which workloads.' });

export const service = object({
  name: text()
    .optional()
    .describe(
      'DNS name. Default: the discovery name of the workload of the same key, else <key>.<account>.<mesh>.internal.',
    ),
  account: key
    .optional()
    .describe('Account that owns the name. Default: that of the first workload behind it.'),
  to: z
    .union([key, word(['none'])])
    .optional()
    .describe('The one workload behind it. Default: the workload of the same key.'),
  routes: z.array(route).optional(),
  routerName: text().optional().describe('Default: the key.'),
  routerListens: oneOrMore(object({ port, protocol })).optional().describe('Default: as the targets listen.'),
  sharesRouterOf: key.optional().describe('Another service whose router this one uses.'),
  existing: z
    .boolean()
    .optional()
    .describe(
      'It is already in the mesh, created by somebody else, and is only described so that it can be called. What is behind it is undecided where it is not stated. Default: false.',
    ),
  tags: texts.optional().describe('Besides the tags of the topology and of its account.'),
}).meta({ id: 'service', description: 'A name that callers use.' });

const hostname = z.union([text(), object({ suffix: text() })]);

export const gatewayRoute = object({
  name: text().optional(),
  protocol: word(['http', 'http2', 'grpc']).optional(),
  priority: count().optional().describe('App Mesh: 0 to 1000, the lowest first.'),
  ...match,
  hostname: hostname.optional(),
  service: key,
  targetPort: port.optional(),
  rewrite: object({
    hostname: word(['ENABLED', 'DISABLED']).optional(),
    prefix: z.union([word(['ENABLED', 'DISABLED']), object({ value: text() })]).optional(),
    path: text().optional(),
  }).optional(),
});

export const gateway = object({
  name: text().optional(),
  account: key.optional().describe('Default: the owner; App Mesh allows no other.'),
  listens: oneOrMore(gatewayListener),
  callDefaults: clientPolicy.optional(),
  accessLog: accessLog.optional(),
  routes: z.array(gatewayRoute),
  existing: z
    .boolean()
    .optional()
    .describe(
      'It already exists, created by somebody else, and is only described so that its calls are judged. Default: false.',
    ),
  tags: texts.optional().describe('Besides the tags of the topology and of its account.'),
  runtime: gatewayRuntime.optional().describe('The ECS service that runs it. Default: someone else does.'),
  entry: oneOrMore(entry).optional(),
  callers: clientPolicy
    .optional()
    .describe(
      'What callers from outside require of TLS and present, where no entry is in front of a listener, or an entry passes their bytes. Default: unknown.',
    ),
  record: dnsRecord.optional().describe('Name by which callers from outside find it. Default: none.'),
}).meta({ id: 'gateway', description: "The mesh's entrance for traffic from outside." });

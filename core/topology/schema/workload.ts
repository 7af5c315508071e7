import * as z from 'zod';
import {
  cidr,
  count,
  duration,
  key,
  lines,
  linesByName,
  object,
  oneOrMore,
  openWord,
  port,
  text,
  texts,
  whole,
  word,
} from './scalar';
import { clientPolicy, trust } from './certificate';
import { runtime } from './runtime';
import { bucketName } from './state';

/** Encryption is no protocol of its own here. */
const ENCRYPTED = 'the key tls says whether it is encrypted (by default it is)';
const INSTEAD = {
  https: `write "http"; ${ENCRYPTED}`,
  tls: `write "tcp"; ${ENCRYPTED}`,
  ssl: `write "tcp"; ${ENCRYPTED}`,
};

export const protocol = word(['http', 'http2', 'grpc', 'tcp'], INSTEAD);

const asListener = (written: unknown): string | undefined =>
  typeof written === 'number' ? `write { protocol: "http", port: ${written} }` : undefined;

const ipPreference = word(['IPv4_PREFERRED', 'IPv6_PREFERRED', 'IPv4_ONLY', 'IPv6_ONLY']);
export { ipPreference };

export const listenerTls = z
  .union([
    word(['none', 'application']),
    object({
      mode: openWord(['STRICT', 'PERMISSIVE', 'DISABLED']).optional().describe('Default: STRICT.'),
      certificate: key.optional().describe('Default: one issued for the workload.'),
      clients: z
        .union([word(['none']), object({ trust, names: z.array(text()).optional() })])
        .optional()
        .describe(
          'Ask callers for a certificate (mutual TLS). none: ask for none. Default in secure mode: on envoy a workload accepts its callers alone; elsewhere, and at a gateway, none.',
        ),
    }),
  ])
  .describe(
    '"none", "application" (the application terminates TLS, the mesh passes bytes), or TLS by the mesh. Default in secure mode: by the mesh, STRICT.',
  );

const healthCheck = object({
  protocol: protocol.optional().describe("Default: the listener's."),
  path: text().optional().describe('Only http and http2. Default: /.'),
  port: port.optional().describe("Default: the listener's."),
  healthyThreshold: count().optional().describe('App Mesh: 2 to 10. Default: 3.'),
  unhealthyThreshold: count().optional().describe('App Mesh: 2 to 10. Default: 2.'),
  intervalMillis: count().optional().describe('App Mesh: 5000 to 300000. Default: 10000.'),
  timeoutMillis: count().optional().describe('App Mesh: 2000 to 60000. Default: 5000.'),
});

export const timeout = object({
  idle: duration.optional(),
  perRequest: duration.optional().describe('Not for tcp.'),
});

const pool = object({
  maxConnections: count().optional(),
  maxPendingRequests: count().optional(),
  maxRequests: count().optional(),
}).describe(
  'http: connections and pending requests; tcp: connections; http2 and grpc: requests. App Mesh: at least 1.',
);

export const gatewayListener = object(
  {
    port,
    protocol: word(['http', 'http2', 'grpc'], { https: INSTEAD.https }),
    tls: listenerTls.optional(),
    healthCheck: z.union([z.literal(false), healthCheck]).optional(),
    connectionPool: pool.optional(),
  },
  asListener,
).meta({ id: 'gateway-listener', description: 'Where a gateway listens.' });

export const listener = object(
  {
    port,
    protocol,
    tls: listenerTls.optional(),
    healthCheck: z
      .union([z.literal(false), healthCheck])
      .optional()
      .describe(
        'false leaves it out. Default in secure mode: on the port, 3 healthy, 2 unhealthy, every 10 s.',
      ),
    timeout: timeout.optional(),
    outlierDetection: object({
      maxServerErrors: count().describe('App Mesh: at least 1.'),
      maxEjectionPercent: count().describe('App Mesh: at most 100.'),
      interval: duration,
      baseEjectionDuration: duration,
    }).optional(),
    connectionPool: pool.optional(),
  },
  asListener,
).meta({ id: 'listener', description: 'Where a workload listens.' });

const discovery = z
  .union([
    word(['none']),
    object({
      kind: word(['cloud-map']),
      namespace: text().optional().describe('Only with existing: true.'),
      service: text()
        .optional()
        .describe(
          'Several workloads of an account may be in one, where an attribute distinguishes their instances. Default: the key of the workload.',
        ),
      attributes: texts
        .optional()
        .describe('What instances register with: callers find only those that have all of them.'),
      ipPreference: ipPreference.optional(),
      ttl: whole(0, 2_147_483_647)
        .optional()
        .describe('Seconds for which callers may keep an address. Only without existing. Default: 10.'),
      existing: z
        .boolean()
        .optional()
        .describe(
          'Namespace (private DNS or HTTP, by its name) and service already exist, in the account of the workload. Default: false.',
        ),
    }),
    object({
      kind: word(['dns']),
      hostname: text(),
      responseType: word(['LOADBALANCER', 'ENDPOINTS']).optional(),
      ipPreference: ipPreference.optional(),
    }),
  ])
  .describe(
    "How callers find the workload. Default in secure mode: a Cloud Map service in the account's namespace.",
  );

export const call = z
  .union([key, object({ service: key, policy: clientPolicy.optional() })])
  .describe('A service that is called, by its key.');

export const interception = word(['none', 'iptables']);

export const accessLog = object({
  path: text(),
  text: lines.optional(),
  json: linesByName.optional(),
}).describe('Where Envoy logs, and how. Default in secure mode: /dev/stdout.');

export const dnsRecord = object({
  name: text().describe('DNS name that leads to the load balancer.'),
  zone: text(
    /^[A-Z0-9]{1,32}$/,
    'the id of a hosted zone is capital letters and digits, as Route 53 gives it; write one like Z0123456789ABCDEFGHIJ',
  )
    .optional()
    .describe(
      'Id of a hosted zone that exists, in the same account. Default: a zone is created, of the name without its first label.',
    ),
  private: z
    .boolean()
    .optional()
    .describe(
      'Whether a zone that is created answers in the VPC of its account alone. Default: true, but for a load balancer that faces the internet.',
    ),
}).meta({ id: 'record', description: 'A name in Route 53 that leads to a load balancer.' });

export const entry = object(
  {
    kind: word(['load-balancer']).optional(),
    port: port.describe('Port of the load balancer.'),
    tls: object({ certificate: key })
      .optional()
      .describe('The load balancer terminates TLS with this certificate. Default: no TLS.'),
    inside: word(['encrypted', 'plain', 'passed'])
      .optional()
      .describe(
        "From the load balancer to the listener; passed: a network load balancer without TLS passes the callers' own bytes. Default: as the listener accepts; passed where the entry has no tls, and the listener has TLS and is of tcp or asks callers for a certificate.",
      ),
    callers: clientPolicy
      .optional()
      .describe(
        'What callers from outside require of TLS and present, where their bytes are passed. Default: unknown.',
      ),
    listener: port
      .optional()
      .describe(
        'Port behind it. Default: that of the only listener. A port without a listener leads past the proxy of a workload.',
      ),
    scheme: word(['internal', 'internet-facing']).optional().describe('Default: internal.'),
    sources: z
      .array(cidr)
      .optional()
      .describe(
        "Blocks that may connect. Default: the account's own network; required when internet-facing.",
      ),
    redirectFrom: port
      .optional()
      .describe(
        'Port on which plain HTTP is answered with a redirect to this entry. Only with tls. Default: none.',
      ),
    record: dnsRecord.optional().describe('Name of the load balancer in Route 53. Default: none.'),
    accessLogs: object({ bucket: bucketName, prefix: text().optional() })
      .optional()
      .describe(
        'An S3 bucket that exists, whose policy lets load balancers write their access logs. Default: none.',
      ),
    deletionProtection: z
      .boolean()
      .optional()
      .describe('AWS refuses to delete the load balancer. Default: removalProtection.'),
  },
  (written) => (typeof written === 'number' ? `write { port: ${written} }` : undefined),
).meta({ id: 'entry', description: 'Who may come from outside the mesh.' });

export const workload = object({
  name: text().optional().describe('Name of the mesh object where it differs from the key.'),
  account: key,
  listens: oneOrMore(listener).optional(),
  discovery: discovery.optional(),
  calls: z.array(call).optional(),
  callDefaults: clientPolicy.optional().describe('Policy of calls that have none of their own.'),
  accessLog: accessLog.optional(),
  interception: interception.optional().describe('Default: that of the account.'),
  runtime: runtime.optional().describe('The ECS service that runs it. Default: someone else does.'),
  entry: oneOrMore(entry).optional(),
  existing: z
    .boolean()
    .optional()
    .describe(
      'It already exists, created by somebody else, and is only described so that its calls are judged. Default: false.',
    ),
  tags: texts.optional().describe('Besides the tags of the topology and of its account.'),
  retired: z.boolean().optional().describe('Removes everything of the workload from its stack.'),
}).meta({ id: 'workload', description: 'What listens and calls.' });

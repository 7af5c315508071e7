import { approximated, lost, native, nativeBy, type Features, type Support } from '../features';
import { routeFeatures } from '../routes/features';

const PROVIDER = { reportedBy: 'app-mesh/provider-gap' } as const;
const PROTOCOL = { reportedBy: 'app-mesh/not-for-protocol' } as const;

const NOT_IN_GRPC = approximated('a grpc route does not have it', PROTOCOL);
const NOT_IN_GRPC_BY_PROVIDER = approximated(
  'the Terraform provider does not have it in a grpc route',
  PROVIDER,
);

/** What is written cannot be told from the default, which nobody means here. */
const INTERCEPTION: Support = approximated(
  'iptables, whatever is written: App Mesh has no other way',
  () => [],
);

/** What App Mesh makes of each field: the language is its own, but for what its API or the provider does not have. */
export const appMeshFeatures: Features = {
  ...native('topology.defaults'),
  ...native('mesh.name', 'mesh.egress', 'mesh.ipPreference', 'mesh.existing', 'mesh.sharedWith'),
  ...native('account.meshRole', 'account.share'),
  'account.interception': INTERCEPTION,
  'workload.interception': INTERCEPTION,

  ...native(
    'workload.name',
    'workload.existing',
    'workload.listens',
    'workload.discovery',
    'workload.callDefaults',
  ),
  ...native('workload.calls', 'workload.calls.policy', 'workload.calls.service'),
  ...native('workload.accessLog', 'workload.entry'),
  ...native('entry.inside', 'entry.listener'),

  ...native(
    'discovery.kind',
    'discovery.namespace',
    'discovery.service',
    'discovery.ttl',
    'discovery.existing',
  ),
  ...native('discovery.attributes', 'discovery.hostname', 'discovery.responseType'),
  'discovery.ipPreference': approximated(
    'the Terraform provider has it for DNS names, and not for Cloud Map',
    PROVIDER,
  ),

  ...native('listener.port', 'listener.protocol', 'listener.tls', 'listener.healthCheck', 'listener.timeout'),
  ...native('listener.outlierDetection', 'listener.connectionPool'),
  ...native('healthCheck.protocol', 'healthCheck.path', 'healthCheck.healthyThreshold'),
  ...native('healthCheck.unhealthyThreshold', 'healthCheck.intervalMillis', 'healthCheck.timeoutMillis'),
  'healthCheck.port': approximated("the listener's own alone", { reportedBy: 'app-mesh/health-check-port' }),
  ...native('timeout.idle', 'timeout.perRequest'),
  ...native('outlierDetection.maxServerErrors', 'outlierDetection.maxEjectionPercent'),
  ...native('outlierDetection.interval', 'outlierDetection.baseEjectionDuration'),
  'connectionPool.maxConnections': approximated('http and tcp listeners have it, others do not', PROTOCOL),
  'connectionPool.maxPendingRequests': approximated('http listeners have it, others do not', PROTOCOL),
  'connectionPool.maxRequests': approximated('http2 and grpc listeners have it, others do not', PROTOCOL),
  ...native('accessLog.path', 'accessLog.text', 'accessLog.json'),

  ...native('tls.mode', 'tls.certificate', 'tls.clients', 'tls.clients.names'),
  'tls.clients.trust': approximated(
    'a chain file or SDS; a listener does not verify its callers by a private CA',
    {
      reportedBy: 'tls/acm-mutual',
    },
  ),
  ...native('client-policy.enforce', 'client-policy.ports', 'client-policy.trust'),
  'client-policy.names': nativeBy('compared exactly'),
  'client-policy.certificate': approximated(
    'from a file or SDS; a caller does not present a certificate of ACM',
    {
      reportedBy: 'tls/acm-mutual',
    },
  ),
  ...native('trust.kind', 'trust.authorities', 'trust.chain', 'trust.secret'),

  ...native(
    'certificate.kind',
    'certificate.authority',
    'certificate.names',
    'certificate.arn',
    'certificate.zone',
  ),
  ...native('certificate.chain', 'certificate.privateKey', 'certificate.secret'),
  'certificate.keyAlgorithm': approximated('RSA alone; an issued certificate with an EC key is refused', {
    reportedBy: 'tls/key-algorithm',
  }),

  ...native('service.name', 'service.to', 'service.existing', 'service.routes'),
  ...native('service.routerName', 'service.routerListens', 'service.sharesRouterOf'),
  ...native('service.routerListens.port', 'service.routerListens.protocol'),

  ...routeFeatures,

  'gateway.account': approximated("the mesh owner's account alone", {
    reportedBy: 'app-mesh/gateway-account',
  }),
  ...native('gateway.name', 'gateway.listens', 'gateway.callDefaults', 'gateway.accessLog', 'gateway.routes'),
  ...native('gateway.entry'),
  ...native('gateway-listener.port', 'gateway-listener.protocol', 'gateway-listener.tls'),
  ...native('gateway-listener.healthCheck', 'gateway-listener.connectionPool'),
  'gateway.routes.method': lost('the Terraform provider does not have it in a gateway route', PROVIDER),
  'gateway.routes.scheme': lost('a gateway route does not have it', PROTOCOL),
  'gateway.routes.methodName': lost('a gateway route does not have it', PROTOCOL),
  'gateway.routes.metadata': lost('the Terraform provider does not have it in a gateway route', PROVIDER),
  'gateway.routes.hostname': NOT_IN_GRPC_BY_PROVIDER,
  'gateway.routes.hostname.suffix': NOT_IN_GRPC_BY_PROVIDER,
  'gateway.routes.rewrite.hostname': NOT_IN_GRPC_BY_PROVIDER,
  'gateway.routes.rewrite.prefix': NOT_IN_GRPC,
  'gateway.routes.rewrite.prefix.value': NOT_IN_GRPC,
  'gateway.routes.rewrite.path': NOT_IN_GRPC,
};

import { at, type Gateway, type Path, type Topology, type Workload } from '../../topology';
import { certificateUsesOf } from '../certificates';
import { approximated, lost, native, nativeBy, type Features, type UsesIn } from '../features';
import { liveGatewaysOf, liveServicesOf, liveWorkloadsOf } from '../live';

const isCreated = ({ existing }: { readonly existing: boolean }): boolean => !existing;
const workloadsOf = (topology: Topology): readonly Workload[] => liveWorkloadsOf(topology).filter(isCreated);
const gatewaysOf = (topology: Topology): readonly Gateway[] => liveGatewaysOf(topology).filter(isCreated);

/** Workloads whose proxies have listeners of their own for both directions. */
const explicitOf = (topology: Topology): readonly Workload[] =>
  workloadsOf(topology).filter(({ interception }) => interception === 'none');

/** The discovery of each workload for which this holds. */
const discoveries =
  (holds: (discovery: Workload['discovery']) => boolean, ...key: readonly string[]): UsesIn =>
  (topology) =>
    workloadsOf(topology)
      .filter(({ discovery }) => holds(discovery))
      .map((workload) => [...workload.at, 'discovery', ...key]);

const egressFiltered: UsesIn = (topology) =>
  topology.mesh.egress === 'DROP_ALL' && explicitOf(topology).length > 0 ? [['mesh']] : [];

const explicitListeners: UsesIn = (topology) =>
  explicitOf(topology).flatMap(({ listeners }) => listeners.map((listener) => listener.at));

const certificatesOfAcm: UsesIn = (topology) => {
  const presented = new Set(certificateUsesOf(topology, isCreated).map(({ certificate }) => certificate));
  return [...presented]
    .map((key) => at(topology.certificates, key))
    .filter(({ kind }) => kind === 'issued' || kind === 'acm')
    .map((certificate) => certificate.at);
};

const unenforced: UsesIn = (topology) =>
  [
    ...workloadsOf(topology).flatMap(({ callDefaults, calls }) => [
      callDefaults,
      ...calls.map(({ policy }) => policy),
    ]),
    ...gatewaysOf(topology).map(({ callDefaults }) => callDefaults),
  ].flatMap((policy): readonly Path[] =>
    policy?.kind === 'tls' && policy.enforce === false ? [policy.at] : [],
  );

/** Services of which only the name is known, and that something calls. */
const undescribed: UsesIn = (topology) => {
  const called = new Set([
    ...workloadsOf(topology).flatMap(({ calls }) => calls.map(({ service }) => service)),
    ...gatewaysOf(topology).flatMap(({ routes }) => routes.map(({ service }) => service)),
  ]);
  return liveServicesOf(topology)
    .filter(({ key, provider }) => provider.kind === 'unknown' && called.has(key))
    .map((service) => service.at);
};

/** Health checks of gateways that are not the default of secure mode. */
const gatewayChecks: UsesIn = (topology) =>
  gatewaysOf(topology).flatMap(({ listeners }) =>
    listeners.flatMap(({ at: place, port, protocol, healthCheck }) => {
      if (healthCheck === undefined) return [];
      const { path = '/', ...rest } = healthCheck;
      const usual = {
        protocol,
        port,
        healthyThreshold: 3,
        unhealthyThreshold: 2,
        intervalMillis: 10_000,
        timeoutMillis: 5000,
      };
      const isUsual =
        path === '/' &&
        Object.entries(usual).every(([key, value]) => rest[key as keyof typeof rest] === value);
      return isUsual ? [] : [[...place, 'healthCheck']];
    }),
  );

/** What Envoys without a control plane make of each field. */
export const envoyFeatures: Features = {
  'topology.defaults': nativeBy(
    'api: a route without a retry has the retries that App Mesh has by default; secure: only those that repeat nothing',
  ),
  'mesh.name': nativeBy('the cluster of each node, as Envoy reports itself; nothing of that name is created'),
  'mesh.egress': approximated(
    'without interception, security groups alone limit where a workload connects to: its callees, and HTTPS anywhere',
    egressFiltered,
  ),
  'mesh.ipPreference': nativeBy('the families of addresses for which a proxy asks DNS'),
  'mesh.existing': approximated(
    'there is no mesh to join: what other topologies deploy is reached by its name, network and certificate alone',
    ({ mesh }) => (mesh.existing ? [['mesh', 'existing']] : []),
  ),
  'mesh.sharedWith': nativeBy('the accounts get the authorities; there is no mesh to share'),
  'account.meshRole': nativeBy('no role is needed'),
  ...native('account.interception', 'workload.interception'),
  'account.share': nativeBy('no mesh is shared, so nothing is accepted'),

  'workload.name': nativeBy('a proxy has the key of its workload; nothing else has a name'),
  ...native('workload.listens', 'workload.discovery', 'workload.callDefaults'),
  ...native('workload.calls', 'workload.calls.policy', 'workload.calls.service'),
  ...native('workload.accessLog', 'workload.entry'),
  'entry.inside': nativeBy(
    'encrypted, in front of a listener that asks callers for a certificate, leads to a listener of its own without that',
  ),
  ...native('entry.listener'),

  'discovery.kind': approximated(
    'Cloud Map is asked by DNS, whose answers have eight addresses at most: further replicas get no traffic from a proxy until it resolves again',
    discoveries(({ kind }) => kind === 'cloud-map'),
  ),
  ...native('discovery.service', 'discovery.ttl', 'discovery.hostname'),
  'discovery.responseType': nativeBy(
    'ENDPOINTS: each address is an endpoint; LOADBALANCER: the answer is one',
  ),
  'discovery.ipPreference': nativeBy('the families of addresses for which a proxy asks DNS'),
  'discovery.namespace': approximated(
    'it must be a namespace of DNS: names of one for HTTP do not resolve',
    discoveries((discovery) => discovery.kind === 'cloud-map' && !discovery.create, 'namespace'),
  ),
  'discovery.existing': nativeBy('namespace and service are used as they are'),
  'discovery.attributes': lost(
    'callers reach every instance of the Cloud Map service, because DNS does not know attributes',
    discoveries(
      (discovery) => discovery.kind === 'cloud-map' && Object.keys(discovery.attributes).length > 0,
      'attributes',
    ),
  ),

  'listener.port': approximated(
    'without interception, a proxy accepts connections on the port + 20000 (above 65535: - 20000), and the application keeps the port on 127.0.0.1',
    explicitListeners,
  ),
  ...native('listener.protocol', 'listener.tls', 'listener.timeout'),
  'listener.healthCheck': nativeBy('each caller checks the addresses that it calls'),
  'listener.outlierDetection': nativeBy('each caller ejects addresses from those that it calls'),
  'listener.connectionPool': nativeBy("the server's proxy limits what reaches its application"),
  ...native('healthCheck.protocol', 'healthCheck.path', 'healthCheck.port', 'healthCheck.healthyThreshold'),
  ...native('healthCheck.unhealthyThreshold', 'healthCheck.intervalMillis', 'healthCheck.timeoutMillis'),
  ...native('timeout.idle', 'timeout.perRequest'),
  ...native('outlierDetection.maxServerErrors', 'outlierDetection.maxEjectionPercent'),
  ...native('outlierDetection.interval', 'outlierDetection.baseEjectionDuration'),
  ...native(
    'connectionPool.maxConnections',
    'connectionPool.maxPendingRequests',
    'connectionPool.maxRequests',
  ),
  ...native('accessLog.path', 'accessLog.text', 'accessLog.json'),

  ...native('tls.mode', 'tls.certificate', 'tls.clients.trust', 'tls.clients.names'),
  'tls.clients': nativeBy(
    'by default a listener of a workload accepts its callers alone, by the names of their certificates',
  ),
  'client-policy.enforce': approximated(
    'false is decided at synth by what the topology says of the server: plaintext where it has no TLS, TLS without verification elsewhere',
    unenforced,
  ),
  ...native('client-policy.ports', 'client-policy.trust', 'client-policy.names', 'client-policy.certificate'),
  ...native('trust.chain', 'trust.authorities'),
  'trust.kind': nativeBy('private CAs: their certificates are read from a file, like those of ACM'),
  'trust.secret': nativeBy('from a Unix socket (SDS)'),

  'certificate.kind': approximated(
    'ACM does not give certificates to Envoy: they are exported to files, which a proxy reads by SDS and reloads',
    certificatesOfAcm,
  ),
  ...native('certificate.authority', 'certificate.names', 'certificate.arn'),
  ...native('certificate.chain', 'certificate.privateKey'),
  'certificate.secret': nativeBy('from a Unix socket (SDS)'),
  'certificate.keyAlgorithm': nativeBy(
    'EC_prime256v1 where nothing is written, for certificates that are new',
  ),

  ...native('service.name', 'service.to', 'service.routes'),
  'service.existing': lost('a proxy cannot call a service of which only the name is known', undescribed),
  'service.routerName': nativeBy('a router is part of each caller; nothing has its name'),
  ...native('service.routerListens', 'service.routerListens.port', 'service.routerListens.protocol'),
  ...native('service.sharesRouterOf'),

  ...native(
    'route.name',
    'route.protocol',
    'route.priority',
    'route.prefix',
    'route.path',
    'route.path.regex',
  ),
  ...native('route.method', 'route.scheme', 'route.headers', 'route.query', 'route.port'),
  ...native('route.serviceName', 'route.methodName', 'route.metadata'),
  ...native(
    'route.to',
    'route.to.workload',
    'route.to.weight',
    'route.to.port',
    'route.retry',
    'route.timeout',
  ),
  ...native('retry.times', 'retry.perTry', 'retry.on'),
  ...native('string-match.exact', 'string-match.prefix', 'string-match.suffix', 'string-match.regex'),
  ...native('string-match.range', 'string-match.present', 'string-match.not'),

  'gateway.account': nativeBy('any account'),
  'gateway.name': nativeBy('a proxy has the key of its gateway; nothing else has a name'),
  ...native(
    'gateway.listens',
    'gateway.callDefaults',
    'gateway.accessLog',
    'gateway.routes',
    'gateway.entry',
  ),
  ...native('gateway-listener.port', 'gateway-listener.protocol', 'gateway-listener.tls'),
  'gateway-listener.healthCheck': approximated(
    'nothing in the mesh calls a gateway, so nothing checks it; its load balancer has a check of its own',
    gatewayChecks,
  ),
  'gateway-listener.connectionPool': nativeBy('its proxy limits what it passes on'),
  ...native(
    'gateway.routes.name',
    'gateway.routes.protocol',
    'gateway.routes.priority',
    'gateway.routes.prefix',
  ),
  ...native(
    'gateway.routes.path',
    'gateway.routes.path.regex',
    'gateway.routes.method',
    'gateway.routes.scheme',
  ),
  ...native('gateway.routes.headers', 'gateway.routes.query', 'gateway.routes.port'),
  ...native('gateway.routes.serviceName', 'gateway.routes.methodName', 'gateway.routes.metadata'),
  ...native('gateway.routes.hostname', 'gateway.routes.hostname.suffix'),
  ...native('gateway.routes.service', 'gateway.routes.targetPort'),
  ...native('gateway.routes.rewrite', 'gateway.routes.rewrite.hostname', 'gateway.routes.rewrite.path'),
  ...native('gateway.routes.rewrite.prefix', 'gateway.routes.rewrite.prefix.value'),
};

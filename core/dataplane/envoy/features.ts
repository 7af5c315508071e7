import { approximated, lost, native, nativeBy, type Features } from '../features';
import { routeFeatures } from '../routes/features';
import {
  certificatesOfAcm,
  discoveries,
  egressFiltered,
  explicitElsewhere,
  explicitListeners,
  gatewayChecks,
  uncoveredChecks,
  undescribed,
  unenforced,
} from './feature-uses';

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
  'workload.existing': approximated(
    'it is called on the port + 20000, as if its proxy were one of this data plane; where it accepts connections on the port itself, write interception: iptables',
    explicitElsewhere,
  ),
  ...native('workload.listens', 'workload.discovery', 'workload.callDefaults'),
  ...native('workload.calls', 'workload.calls.policy', 'workload.calls.service'),
  ...native('workload.accessLog', 'workload.entry'),
  'entry.inside': nativeBy(
    'encrypted, in front of a listener that asks callers for a certificate, leads to a listener of its own without that',
  ),
  ...native('entry.listener'),

  'discovery.kind': approximated(
    'Cloud Map is asked by DNS, which answers with eight addresses at most: a proxy calls those until it asks again',
    discoveries(({ kind }) => kind === 'cloud-map'),
  ),
  ...native('discovery.service', 'discovery.ttl', 'discovery.hostname'),
  'discovery.responseType': nativeBy(
    'ENDPOINTS: each address is an endpoint; LOADBALANCER: the answer is one',
  ),
  'discovery.ipPreference': nativeBy('the families of addresses for which a proxy asks DNS'),
  'discovery.namespace': approximated('it must be a namespace of DNS: names of one for HTTP do not resolve', {
    reportedBy: 'envoy/existing-namespace',
  }),
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
  ...native('healthCheck.protocol', 'healthCheck.path', 'healthCheck.healthyThreshold'),
  ...native('healthCheck.unhealthyThreshold', 'healthCheck.intervalMillis', 'healthCheck.timeoutMillis'),
  'healthCheck.port': approximated(
    'a port without a listener is checked past the proxy, where no security group lets the check in',
    uncoveredChecks,
  ),
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
  ...native('client-policy.ports', 'client-policy.trust', 'client-policy.certificate'),
  'client-policy.names': nativeBy('compared exactly'),
  ...native('trust.chain', 'trust.authorities'),
  'trust.kind': nativeBy('private CAs: their certificates are read from a file, like those of ACM'),
  'trust.secret': nativeBy('from a Unix socket (SDS)'),

  'certificate.kind': approximated(
    'ACM does not give certificates to Envoy: they are exported to files, which a proxy reads by SDS and reloads',
    certificatesOfAcm,
  ),
  ...native('certificate.authority', 'certificate.names', 'certificate.arn', 'certificate.zone'),
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

  ...routeFeatures,

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
  ...native('gateway.routes.method', 'gateway.routes.scheme'),
  ...native('gateway.routes.methodName', 'gateway.routes.metadata'),
  ...native('gateway.routes.hostname', 'gateway.routes.hostname.suffix'),
  ...native('gateway.routes.rewrite.hostname', 'gateway.routes.rewrite.path'),
  ...native('gateway.routes.rewrite.prefix', 'gateway.routes.rewrite.prefix.value'),
};

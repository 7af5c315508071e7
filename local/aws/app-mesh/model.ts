import { choice, flag, list, oneOf, record, text, whole } from '../shape';

// The shapes of App Mesh's public API model of 2019-01-25, with its limits. Members are in the model's order.

export const resourceName = text(1, 255);
export const serviceName = text();
export const accountId = text(12, 12);
export const tagKeys = list(text(1, 128), 0, 50);
export const pageLimit = whole(1, 100);
export const tagsLimit = whole(1, 50);

const port = whole(1, 65_535);
const duration = record({ 'unit?': oneOf('s', 'ms'), 'value?': whole(0) });
const filePath = text(1, 255);
const protocol = oneOf('http', 'tcp', 'http2', 'grpc');
const gatewayProtocol = oneOf('http', 'http2', 'grpc');
const portMapping = record({ port, protocol });
const gatewayPortMapping = record({ port, protocol: gatewayProtocol });
const ipPreference = oneOf('IPv6_PREFERRED', 'IPv4_PREFERRED', 'IPv4_ONLY', 'IPv6_ONLY');

export const meshSpec = record({
  'egressFilter?': record({ type: oneOf('ALLOW_ALL', 'DROP_ALL') }),
  'serviceDiscovery?': record({ 'ipPreference?': ipPreference }),
});

const fileCertificate = record({ certificateChain: filePath, privateKey: filePath });
const secret = record({ secretName: text() });
const alternativeNames = record({ match: record({ exact: list(text(1, 254)) }) });
const fileTrust = record({ certificateChain: filePath });
const acmTrust = record({ certificateAuthorityArns: list(text(), 1, 3) });

const clientPolicy = record({
  'tls?': record({
    'certificate?': choice({ file: fileCertificate, sds: secret }),
    'enforce?': flag,
    'ports?': list(port),
    validation: record({
      'subjectAlternativeNames?': alternativeNames,
      trust: choice({ acm: acmTrust, file: fileTrust, sds: secret }),
    }),
  }),
});

const listenerTls = record({
  certificate: choice({ acm: record({ certificateArn: text() }), file: fileCertificate, sds: secret }),
  mode: oneOf('STRICT', 'PERMISSIVE', 'DISABLED'),
  'validation?': record({
    'subjectAlternativeNames?': alternativeNames,
    trust: choice({ file: fileTrust, sds: secret }),
  }),
});

const healthCheck = (protocols: typeof protocol) =>
  record({
    healthyThreshold: whole(2, 10),
    intervalMillis: whole(5_000, 300_000),
    'path?': text(),
    'port?': port,
    protocol: protocols,
    timeoutMillis: whole(2_000, 60_000),
    unhealthyThreshold: whole(2, 10),
  });

const requestPool = record({ maxRequests: whole(1) });
const httpPool = record({ maxConnections: whole(1), 'maxPendingRequests?': whole(1) });
const httpTimeout = record({ 'idle?': duration, 'perRequest?': duration });
const tcpTimeout = record({ 'idle?': duration });

const logging = record({
  'accessLog?': choice({
    file: record({
      'format?': choice({
        json: list(record({ key: text(1, 100), value: text(1, 100) })),
        text: text(1, 1_000),
      }),
      path: filePath,
    }),
  }),
});

const cloudMapAttribute = record({
  key: text(1, 255, /^[a-zA-Z0-9!-~]+$/),
  value: text(1, 1_024, /^([a-zA-Z0-9!-~][ \ta-zA-Z0-9!-~]*){0,1}[a-zA-Z0-9!-~]{0,1}$/),
});

export const virtualNodeSpec = record({
  'backendDefaults?': record({ 'clientPolicy?': clientPolicy }),
  'backends?': list(
    choice({
      virtualService: record({ 'clientPolicy?': clientPolicy, virtualServiceName: serviceName }),
    }),
  ),
  'listeners?': list(
    record({
      'connectionPool?': choice({
        grpc: requestPool,
        http: httpPool,
        http2: requestPool,
        tcp: record({ maxConnections: whole(1) }),
      }),
      'healthCheck?': healthCheck(protocol),
      'outlierDetection?': record({
        baseEjectionDuration: duration,
        interval: duration,
        maxEjectionPercent: whole(0, 100),
        maxServerErrors: whole(1),
      }),
      portMapping,
      'timeout?': choice({ grpc: httpTimeout, http: httpTimeout, http2: httpTimeout, tcp: tcpTimeout }),
      'tls?': listenerTls,
    }),
  ),
  'logging?': logging,
  'serviceDiscovery?': choice({
    awsCloudMap: record({
      'attributes?': list(cloudMapAttribute),
      'ipPreference?': ipPreference,
      namespaceName: text(1, 1_024),
      serviceName: text(1, 1_024),
    }),
    dns: record({
      hostname: text(),
      'ipPreference?': ipPreference,
      'responseType?': oneOf('LOADBALANCER', 'ENDPOINTS'),
    }),
  }),
});

export const virtualGatewaySpec = record({
  'backendDefaults?': record({ 'clientPolicy?': clientPolicy }),
  listeners: list(
    record({
      'connectionPool?': choice({ grpc: requestPool, http: httpPool, http2: requestPool }),
      'healthCheck?': healthCheck(gatewayProtocol),
      portMapping: gatewayPortMapping,
      'tls?': listenerTls,
    }),
  ),
  'logging?': logging,
});

export const virtualRouterSpec = record({ 'listeners?': list(record({ portMapping })) });

export const virtualServiceSpec = record({
  'provider?': choice({
    virtualNode: record({ virtualNodeName: resourceName }),
    virtualRouter: record({ virtualRouterName: resourceName }),
  }),
});

import type { VirtualGatewaySpec, VirtualNodeSpec } from '../../../../core/dataplane/app-mesh/specs';
import type {
  AccessLog,
  ClientPolicy,
  ConnectionPool,
  Discovery,
  ListenerTls,
  Timeout,
  Trust,
} from '../../../../core/topology';

/** How the API refers to what a topology has keys for. */
export interface Arns {
  certificate(key: string, account: string): Presented;
  authority(key: string): string;
}

interface Presented {
  readonly acm?: { readonly certificateArn: string };
  readonly file?: { readonly certificateChain: string; readonly privateKey: string };
  readonly sds?: { readonly secretName: string };
}

type Listener = VirtualNodeSpec['listeners'][number];

/** The `spec` of a virtual node. */
export function nodeSpecOf(node: VirtualNodeSpec, arns: Arns): object {
  const { account, listeners, backends, backendDefaults, discovery, accessLog } = node;
  return {
    listeners: listeners.map((listener) => ({
      ...listenerOf(listener, account, arns),
      timeout: timeoutOf(listener.timeout, listener.protocol),
      outlierDetection: listener.outlierDetection,
    })),
    backends: backends.map(({ serviceName, clientPolicy }) => ({
      virtualService: {
        virtualServiceName: serviceName,
        clientPolicy: clientPolicy && policyOf(clientPolicy, account, arns),
      },
    })),
    backendDefaults: backendDefaults && { clientPolicy: policyOf(backendDefaults, account, arns) },
    serviceDiscovery: discoveryOf(discovery),
    logging: accessLog && loggingOf(accessLog),
  };
}

/** The `spec` of a virtual gateway. */
export const gatewaySpecOf = (
  { account, listeners, backendDefaults, accessLog }: VirtualGatewaySpec,
  arns: Arns,
): object => ({
  listeners: listeners.map((listener) => listenerOf(listener, account, arns)),
  backendDefaults: backendDefaults && { clientPolicy: policyOf(backendDefaults, account, arns) },
  logging: accessLog && loggingOf(accessLog),
});

const listenerOf = (
  { port, protocol, tls, healthCheck, connectionPool }: Listener,
  account: string,
  arns: Arns,
): object => ({
  portMapping: { port, protocol },
  healthCheck,
  tls: tlsOf(tls, account, arns),
  connectionPool: connectionPool && { [protocol]: poolOf(connectionPool) },
});

const poolOf = (pool: ConnectionPool): object => ({ ...pool });

const timeoutOf = (timeout: Timeout | undefined, protocol: string): object | undefined =>
  timeout && { [protocol]: timeout };

function tlsOf(tls: ListenerTls, account: string, arns: Arns): object | undefined {
  if (tls.kind !== 'mesh') return undefined;
  const { mode, certificate, validation } = tls;
  return {
    mode,
    certificate: arns.certificate(certificate, account),
    validation: validation && {
      subjectAlternativeNames: namesOf(validation.names),
      trust: trustOf(validation.trust, arns),
    },
  };
}

function policyOf(policy: ClientPolicy, account: string, arns: Arns): object {
  if (policy.kind === 'none') return {};
  const { enforce, ports, names, trust, certificate } = policy;
  return {
    tls: {
      enforce,
      ports: ports.length > 0 ? ports : undefined,
      certificate: certificate === undefined ? undefined : arns.certificate(certificate, account),
      validation: { subjectAlternativeNames: namesOf(names), trust: trustOf(trust, arns) },
    },
  };
}

const namesOf = (names: readonly string[]): object | undefined =>
  names.length > 0 ? { match: { exact: names } } : undefined;

function trustOf(trust: Trust, arns: Arns): object {
  switch (trust.kind) {
    case 'private-ca':
      return { acm: { certificateAuthorityArns: trust.authorities.map((key) => arns.authority(key)) } };
    case 'file':
      return { file: { certificateChain: trust.chain } };
    case 'sds':
      return { sds: { secretName: trust.secret } };
  }
}

function discoveryOf(discovery: Discovery): object | undefined {
  switch (discovery.kind) {
    case 'cloud-map': {
      const { namespace, service, attributes, ipPreference } = discovery;
      const pairs = Object.entries(attributes).map(([key, value]) => ({ key, value }));
      return {
        awsCloudMap: {
          namespaceName: namespace,
          serviceName: service,
          attributes: pairs.length > 0 ? pairs : undefined,
          ipPreference,
        },
      };
    }
    case 'dns': {
      const { hostname, responseType, ipPreference } = discovery;
      return { dns: { hostname, responseType, ipPreference } };
    }
    case 'none':
      return undefined;
  }
}

const loggingOf = ({ path, format }: AccessLog): object => ({
  accessLog: {
    file: {
      path,
      format: format && (format.kind === 'text' ? { text: format.text } : { json: format.fields }),
    },
  },
});

import { defined } from '../../base/properties';
import type { Closed } from '../../topology';
import type { ListenerSpec, Party } from '../lowered';
import { proxyPortOf } from './ports';
import { certificateSecretName, trustSecretOf } from './secrets';
import type { TrustSecret } from './secret-specs';
import type { GatewayRouteSpec, InboundSpec, InboundTls, ProxySpec } from './specs';

/** A listener of a proxy, and the trust by which it accepts callers. */
export interface Inbound {
  readonly spec: InboundSpec;
  readonly trust?: TrustSecret;
  /** Key of the certificate that it presents. */
  readonly certificate?: string;
}

type Listener = Closed<ListenerSpec>;

/** @param routes of a gateway: those that are tried for a listener */
export function inboundOf(
  kind: Party['kind'],
  listener: Listener,
  interception: ProxySpec['interception'],
  routes: (listener: number) => readonly GatewayRouteSpec[],
): Inbound {
  const front = listener.frontOf;
  const port = front ?? listener.port;
  const { tls } = listener;
  const validation = tls.kind === 'mesh' ? tls.validation : undefined;
  const trust = validation && trustSecretOf(validation.trust);
  const isItself = kind === 'gateway' || front !== undefined;
  const proxyPort = isItself ? listener.port : proxyPortOf(listener.port, interception);
  return {
    spec: {
      at: listener.at,
      name: front === undefined ? String(port) : `front_${port}`,
      listener: port,
      port: typeof proxyPort === 'number' ? proxyPort : listener.port,
      protocol: listener.protocol,
      tls: inboundTls(listener, trust),
      ...(kind === 'gateway' ? { routes: routes(port) } : { application: { address: '127.0.0.1', port } }),
      ...defined({ timeout: listener.timeout, connectionPool: listener.connectionPool }),
    },
    ...defined({ trust, certificate: tls.kind === 'mesh' ? tls.certificate : undefined }),
  };
}

function inboundTls({ tls }: Listener, trust: TrustSecret | undefined): InboundTls {
  if (tls.kind !== 'mesh') return { kind: tls.kind };
  if (tls.mode === 'DISABLED') return { kind: 'none' };
  const clients =
    trust === undefined || tls.validation === undefined
      ? undefined
      : { trust: trust.name, names: tls.validation.names };
  return {
    kind: 'mesh',
    mode: tls.mode,
    certificate: certificateSecretName(tls.certificate),
    ...defined({ clients }),
  };
}

import { connect, createServer, type Server, type Socket } from 'node:net';
import { connect as connectTls, createServer as createTls } from 'node:tls';
import type { SocketSpec } from '../../../core/dataplane/envoy';
import type { Protocol } from '../../../core/topology';
import { ALPN } from './connect';
import type { Listening } from './echo';
import { join, openConnections } from './joined';

/** How a load balancer of the lab is set up: as its entry says. */
export interface BalancerOptions {
  readonly listen: SocketSpec;
  /** One server, or the choice of one for each connection; none: the connection is closed. */
  readonly to: SocketSpec | (() => SocketSpec | undefined);
  /** The address that it connects from. @default the system's choice */
  readonly from?: string;
  readonly protocol: Protocol;
  /** Present: it terminates the TLS of its callers. */
  readonly certificate?: { readonly chain: string; readonly key: string; readonly passphrase?: string };
  /** It connects with TLS, and verifies nothing, as AWS's do. */
  readonly isEncrypting: boolean;
}

/** A load balancer that forwards the bytes of each connection. */
export interface Balancer extends Listening {
  /** Handshakes of callers that it has completed. */
  readonly handshakes: number;
}

/** Starts a load balancer. */
export async function startBalancer(options: BalancerOptions): Promise<Balancer> {
  const { listen, to, from, protocol, certificate, isEncrypting } = options;
  const source = from === undefined ? {} : { localAddress: from };
  const { keep, drop } = openConnections();
  let handshakes = 0;
  const alpn = ALPN[protocol];
  const forward = (caller: Socket): void => {
    if (certificate !== undefined) handshakes += 1;
    keep(caller);
    const target = typeof to === 'function' ? to() : to;
    if (target === undefined) {
      caller.destroy();
      return;
    }
    const server = keep(
      isEncrypting
        ? connectTls({
            ...source,
            host: target.address,
            port: target.port,
            rejectUnauthorized: false,
            ...(alpn && { ALPNProtocols: [...alpn] }),
          })
        : connect({ ...source, host: target.address, port: target.port }),
    );
    join(caller, server);
  };
  const server: Server =
    certificate === undefined
      ? createServer(forward)
      : createTls(
          {
            cert: certificate.chain,
            key: certificate.key,
            ...(certificate.passphrase !== undefined && { passphrase: certificate.passphrase }),
            ...(alpn && { ALPNProtocols: [...alpn] }),
          },
          forward,
        );
  server.on('tlsClientError', (_error: Error, socket: Socket) => socket.destroy());
  await new Promise<void>((done, fail) => {
    server.once('error', fail).listen({ host: listen.address, port: listen.port }, done);
  });
  return {
    get handshakes() {
      return handshakes;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        drop();
      }),
  };
}

import { connect, createServer, type Server, type Socket } from 'node:net';
import { connect as connectTls, createServer as createTls } from 'node:tls';
import type { SocketSpec } from '../../../core/dataplane/envoy';
import type { Protocol } from '../../../core/topology';
import { ALPN } from './connect';
import type { Listening } from './echo';

/** How a load balancer of the lab is set up: as its entry says. */
export interface BalancerOptions {
  readonly listen: SocketSpec;
  readonly to: SocketSpec;
  readonly protocol: Protocol;
  /** Present: it terminates the TLS of its callers. */
  readonly certificate?: { readonly chain: string; readonly key: string };
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
  const { listen, to, protocol, certificate, isEncrypting } = options;
  const open = new Set<Socket>();
  let handshakes = 0;
  const keep = (socket: Socket): Socket => {
    open.add(socket);
    return socket.on('error', () => undefined).once('close', () => open.delete(socket));
  };
  const alpn = ALPN[protocol];
  const forward = (caller: Socket): void => {
    if (certificate !== undefined) handshakes += 1;
    keep(caller);
    const server = keep(
      isEncrypting
        ? connectTls({
            host: to.address,
            port: to.port,
            rejectUnauthorized: false,
            ...(alpn && { ALPNProtocols: [...alpn] }),
          })
        : connect({ host: to.address, port: to.port }),
    );
    caller.pipe(server);
    server.pipe(caller);
    server.once('close', () => caller.destroy());
    caller.once('close', () => server.destroy());
  };
  const server: Server =
    certificate === undefined
      ? createServer(forward)
      : createTls(
          {
            cert: certificate.chain,
            key: certificate.key,
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
        for (const socket of open) socket.destroy();
      }),
  };
}

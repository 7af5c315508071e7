import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import type { SocketSpec } from '../../../core/dataplane/envoy';
import type { Protocol } from '../../../core/topology';

/** How a caller of the lab uses TLS. */
export interface CallerTls {
  /** Shown where the server asks. @default none */
  readonly certificate?: { readonly chain: string; readonly key: string };
  /** Present: the server must chain to these, and carry one of the names. @default it is not verified */
  readonly verify?: { readonly bundle: string; readonly names: readonly string[] };
}

/** The protocols that are negotiated for a protocol of the mesh (RFC 7301). */
export const ALPN: Readonly<Record<Protocol, readonly string[] | undefined>> = {
  http: ['http/1.1'],
  http2: ['h2'],
  grpc: ['h2'],
  tcp: undefined,
};

/** A connection that is ready to be written to; an error where it is refused, or not ready in time. */
export function connected(
  { address, port }: SocketSpec,
  protocol: Protocol,
  tls: CallerTls | undefined,
  timeoutMs: number,
): Promise<Socket> {
  return new Promise((done, fail) => {
    const socket =
      tls === undefined
        ? connectTcp({ host: address, port })
        : connectTls({ host: address, port, ...optionsOf(tls), ...alpnOf(protocol) });
    const timer = setTimeout(() => socket.destroy(new Error('no answer in time')), timeoutMs);
    socket.once(tls === undefined ? 'connect' : 'secureConnect', () => {
      clearTimeout(timer);
      // An error that comes later belongs to whoever uses the connection; without a listener it would end the process.
      socket.on('error', () => undefined);
      done(socket);
    });
    socket.once('error', (error) => {
      clearTimeout(timer);
      fail(error);
    });
    socket.once('close', () => fail(new Error('closed')));
  });
}

const alpnOf = (protocol: Protocol): ConnectionOptions => {
  const protocols = ALPN[protocol];
  return protocols === undefined ? {} : { ALPNProtocols: [...protocols] };
};

function optionsOf({ certificate, verify }: CallerTls): ConnectionOptions {
  const [name] = verify?.names ?? [];
  return {
    ...(certificate && { cert: certificate.chain, key: certificate.key }),
    rejectUnauthorized: verify !== undefined,
    ...(verify && {
      ca: verify.bundle,
      // A mesh trusts what it names, also an authority that is not a root.
      allowPartialTrustChain: true,
      checkServerIdentity: (_host, { subjectaltname = '' }) =>
        verify.names.some((wanted) => carries(subjectaltname, wanted))
          ? undefined
          : new Error('the certificate carries none of the expected names'),
    }),
    ...(name !== undefined && /^[a-z0-9.-]*[a-z][a-z0-9.-]*$/i.test(name) && { servername: name }),
  };
}

/** `DNS:a.example, URI:spiffe://mesh/a`. */
function carries(subjectAltName: string, wanted: string): boolean {
  return subjectAltName.split(', ').some((each) => {
    const [kind, ...rest] = each.split(':');
    const name = rest.join(':');
    if (kind === 'URI') return name === wanted;
    if (kind !== 'DNS') return false;
    const [pattern, host] = [name.toLowerCase(), wanted.toLowerCase()];
    return pattern.startsWith('*.') ? host.slice(host.indexOf('.')) === pattern.slice(1) : host === pattern;
  });
}

import { defined } from '../../../base/properties';
import type { ProbeSpec } from '../specs';
import { socketAddress } from './addresses';
import { CONNECT } from './durations';
import { extension, type JsonObject } from './json';
import { listenerOf } from './listeners';
import { probeName } from './names';
import type { SecretReference } from './secrets';
import { downstreamTls, upstreamTls } from './tls';

/**
 * What presents a certificate to the proxy itself. Envoy answers that it is ready also without its certificates, and it
 * never heals where they were missing at its start: only a handshake shows that they work.
 */
export const probeListener = (reference: SecretReference, { certificate, socket }: ProbeSpec): JsonObject =>
  listenerOf({
    name: probeName(certificate),
    direction: 'INBOUND',
    socket,
    chains: [
      {
        filters: [echo],
        transport_socket: downstreamTls(reference, { kind: 'mesh', mode: 'STRICT', certificate }, 'tcp'),
      },
    ],
  });

/** Nothing is sent: the handshake is all. */
const echo = extension('filters.network.echo', 'extensions.filters.network.echo.v3.Echo');

/** What verifies it: its health is that of the certificate. */
export function probeCluster(
  reference: SecretReference,
  { certificate, socket, trust, names }: ProbeSpec,
): JsonObject {
  const name = probeName(certificate);
  return {
    name,
    type: 'STATIC',
    connect_timeout: CONNECT,
    transport_socket: upstreamTls(reference, { names, ...defined({ trust }) }, 'tcp'),
    health_checks: [
      {
        timeout: '2s',
        interval: '5s',
        // Nothing else goes there. The first one may come before the listener.
        no_traffic_interval: '1s',
        no_traffic_healthy_interval: '5s',
        unhealthy_threshold: 2,
        healthy_threshold: 1,
        // Each is a handshake of its own.
        reuse_connection: false,
        tcp_health_check: {},
      },
    ],
    load_assignment: {
      cluster_name: name,
      endpoints: [{ lb_endpoints: [{ endpoint: { address: socketAddress(socket) } }] }],
    },
  };
}

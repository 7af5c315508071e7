import type { Protocol } from '../../../topology';
import type { InboundTls, UpstreamTls } from '../specs';
import { extension, given, unlessEmpty, type JsonObject } from './json';
import { validationOf, type SecretReference } from './secrets';

/** TLS 1.2 (RFC 5246) or 1.3 (RFC 8446), on both sides. */
const VERSIONS: JsonObject = {
  tls_minimum_protocol_version: 'TLSv1_2',
  tls_maximum_protocol_version: 'TLSv1_3',
};

/** What is spoken inside TLS (RFC 7301); bytes of TCP have no name. */
const ALPN: Readonly<Record<Protocol, readonly string[]>> = {
  http: ['http/1.1'],
  http2: ['h2'],
  grpc: ['h2'],
  tcp: [],
};

/** TLS of an inbound port. Where callers show certificates, every connection is a full handshake: a resumed one checks none. */
export function downstreamTls(
  reference: SecretReference,
  { certificate, clients }: Extract<InboundTls, { kind: 'mesh' }>,
  protocol: Protocol,
): JsonObject {
  const validates = clients !== undefined;
  return extension(
    'transport_sockets.tls',
    'extensions.transport_sockets.tls.v3.DownstreamTlsContext',
    given({
      require_client_certificate: validates,
      disable_stateless_session_resumption: validates ? true : undefined,
      disable_stateful_session_resumption: validates ? true : undefined,
      common_tls_context: given({
        tls_params: VERSIONS,
        alpn_protocols: unlessEmpty(ALPN[protocol]),
        tls_certificate_sds_secret_configs: [reference(certificate)],
        ...(validates ? validationOf(reference, clients) : {}),
      }),
    }),
  );
}

/** TLS towards another party; without a trust, whoever answers is the server. */
export function upstreamTls(
  reference: SecretReference,
  { trust, names, certificate, serverName }: UpstreamTls,
  protocol: Protocol,
): JsonObject {
  return extension(
    'transport_sockets.tls',
    'extensions.transport_sockets.tls.v3.UpstreamTlsContext',
    given({
      sni: serverName,
      common_tls_context: given({
        tls_params: VERSIONS,
        alpn_protocols: unlessEmpty(ALPN[protocol]),
        tls_certificate_sds_secret_configs: certificate === undefined ? undefined : [reference(certificate)],
        ...(trust === undefined ? {} : validationOf(reference, { trust, names })),
      }),
    }),
  );
}

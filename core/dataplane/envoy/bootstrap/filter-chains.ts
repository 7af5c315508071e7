import type { InboundSpec } from '../specs';
import { given, type JsonObject } from './json';
import type { SecretReference } from './secrets';
import { downstreamTls } from './tls';

/** What a connection is passed to; `namesCallers` where its caller has shown a certificate that was accepted. */
export type FilterOf = (namesCallers: boolean) => JsonObject;

/**
 * The ways into an inbound port: with TLS, without, or both, told apart by the first bytes.
 * @param destination the port that was dialled, where one listener accepts connections of several
 */
export function filterChainsOf(
  reference: SecretReference,
  { tls, protocol }: InboundSpec,
  filterOf: FilterOf,
  destination?: number,
): readonly JsonObject[] {
  const chain = (name: string, transport?: 'tls' | 'raw_buffer', socket?: JsonObject): JsonObject => {
    const match = given({ destination_port: destination, transport_protocol: transport });
    return given({
      name: destination === undefined ? name : `${destination}/${name}`,
      filter_chain_match: Object.keys(match).length === 0 ? undefined : match,
      filters: [filterOf(socket !== undefined && tls.kind === 'mesh' && tls.clients !== undefined)],
      transport_socket: socket,
    });
  };
  if (tls.kind !== 'mesh' || tls.mode === 'DISABLED') return [chain('plaintext')];
  const socket = downstreamTls(reference, tls, protocol);
  if (tls.mode === 'STRICT') return [chain('tls', undefined, socket)];
  return [chain('tls', 'tls', socket), chain('plaintext', 'raw_buffer')];
}

/** Whether it depends on the first bytes of a connection how it is treated. */
export const isInspected = ({ tls }: InboundSpec): boolean =>
  tls.kind === 'mesh' && tls.mode === 'PERMISSIVE';

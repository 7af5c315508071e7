import { defined } from '../../core/base/properties';
import type { ConnectionPool, HealthCheck, Protocol, Timeout } from '../../core/topology';
import type { AccessLog, Closed } from '../../core/topology';

export function healthCheckOf(check: Closed<HealthCheck> | undefined) {
  return check && defined({ ...check });
}

/** The timeout under its protocol's name; tcp only has an idle timeout. */
export function timeoutOf(timeout: Closed<Timeout> | undefined, protocol: Protocol) {
  if (timeout === undefined) return undefined;
  const { idle, perRequest } = timeout;
  return { [protocol]: defined({ idle, perRequest: protocol === 'tcp' ? undefined : perRequest }) };
}

/** The fields of the pool by protocol: connections and a queue for http, requests for http2 and grpc, connections for tcp. */
export function connectionPoolOf(pool: Closed<ConnectionPool>, protocol: Protocol) {
  const { maxConnections, maxPendingRequests, maxRequests } = pool;
  switch (protocol) {
    case 'http':
      return defined({ maxConnections: given(maxConnections, 'maxConnections'), maxPendingRequests });
    case 'tcp':
      return { maxConnections: given(maxConnections, 'maxConnections') };
    case 'http2':
    case 'grpc':
      return { maxRequests: given(maxRequests, 'maxRequests') };
  }
}

function given(value: number | undefined, name: string): number {
  if (value === undefined) throw new Error(`a connection pool without ${name}`);
  return value;
}

export function loggingOf(log: Closed<AccessLog> | undefined) {
  if (log === undefined) return undefined;
  const { path, format } = log;
  return {
    accessLog: {
      file: defined({
        path,
        format:
          format === undefined
            ? undefined
            : format.kind === 'text'
              ? { text: format.text }
              : { json: format.fields.map(({ key, value }) => ({ key, value })) },
      }),
    },
  };
}

import { defined } from '../../../base/properties';
import type { AccessLog, Closed, ConnectionPool, Duration, Protocol, Timeout } from '../../../topology';
import type { ListenerSpec } from '../../lowered';
import { listenerTlsOf } from './tls';
import type { Scope } from './scope';

/** A listener of a node; a gateway's has fewer fields, which are absent there. */
export function listenerOf(scope: Scope, listener: Closed<ListenerSpec>) {
  const { port, protocol, tls, healthCheck, timeout, outlierDetection, connectionPool } = listener;
  return defined({
    portMapping: { port, protocol },
    healthCheck: healthCheck && defined({ ...healthCheck }),
    tls: listenerTlsOf(scope, tls),
    timeout: timeout && { [protocol]: timeoutOf(timeout, protocol) },
    outlierDetection: outlierDetection && {
      ...outlierDetection,
      interval: durationOf(outlierDetection.interval),
      baseEjectionDuration: durationOf(outlierDetection.baseEjectionDuration),
    },
    connectionPool: connectionPool && { [protocol]: poolOf(connectionPool, protocol) },
  });
}

/** A timeout of a listener or a route; tcp only has an idle timeout. */
export const timeoutOf = ({ idle, perRequest }: Closed<Timeout>, protocol: Protocol) =>
  defined({
    idle: idle && durationOf(idle),
    perRequest: protocol === 'tcp' ? undefined : perRequest && durationOf(perRequest),
  });

export const durationOf = ({ value, unit }: Closed<Duration>) => ({ unit, value });

const POOL_FIELDS = {
  http: ['maxConnections', 'maxPendingRequests'],
  tcp: ['maxConnections'],
  http2: ['maxRequests'],
  grpc: ['maxRequests'],
} as const satisfies Readonly<Record<Protocol, readonly (keyof ConnectionPool)[]>>;

const poolOf = (pool: Closed<ConnectionPool>, protocol: Protocol) =>
  Object.fromEntries(
    POOL_FIELDS[protocol].flatMap((field) => {
      const most = pool[field];
      return most === undefined ? [] : [[field, most] as const];
    }),
  );

export function loggingOf(log: Closed<AccessLog> | undefined) {
  if (log === undefined) return undefined;
  const { path, format } = log;
  return {
    accessLog: {
      file: defined({
        path,
        format: format && (format.kind === 'text' ? { text: format.text } : { json: format.fields }),
      }),
    },
  };
}

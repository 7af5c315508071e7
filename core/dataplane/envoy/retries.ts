import type { Closed, RetryPolicy, Protocol, Topology } from '../../topology';
import type { RetrySpec } from './specs';

/** Nothing that may have reached the application is sent twice. */
const SAFE: RetrySpec = { times: 2, on: ['connect-failure', 'refused-stream'], statusCodes: [] };

/** What App Mesh did without showing it (user guide, "Envoy image", default route retry policy). */
const APP_MESH: RetrySpec = {
  times: 2,
  on: ['connect-failure', 'refused-stream', 'reset', 'unavailable', 'retriable-status-codes'],
  statusCodes: [503],
};

/** App Mesh's events (API, `HttpRetryPolicy`) by the conditions of Envoy's `retry_on`, and the statuses that they mean. */
const EVENTS: Readonly<Record<string, Pick<RetrySpec, 'on' | 'statusCodes'>>> = {
  'server-error': { on: [], statusCodes: [500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511] },
  'gateway-error': { on: [], statusCodes: [502, 503, 504] },
  'client-error': { on: [], statusCodes: [409] },
  'stream-error': { on: ['reset', 'refused-stream'], statusCodes: [] },
  'connection-error': { on: ['connect-failure'], statusCodes: [] },
};

/** How the requests of a route are sent again; never the bytes of TCP, nor where the topology says zero times. */
export function retryOf(
  defaults: Topology['defaults'],
  protocol: Protocol,
  written: Closed<RetryPolicy> | undefined,
): RetrySpec | undefined {
  if (protocol === 'tcp') return undefined;
  if (written === undefined) return defaults === 'api' ? APP_MESH : SAFE;
  const { maxRetries, perRetryTimeout, httpEvents, tcpEvents, grpcEvents } = written;
  const events = [...httpEvents, ...tcpEvents].map(
    (event) => EVENTS[event] ?? { on: [event], statusCodes: [] },
  );
  const statusCodes = [...new Set(events.flatMap((event) => event.statusCodes))];
  const on = [
    ...new Set([
      ...events.flatMap((event) => event.on),
      ...grpcEvents,
      ...(statusCodes.length > 0 ? ['retriable-status-codes'] : []),
    ]),
  ];
  return maxRetries === 0 || on.length === 0
    ? undefined
    : { times: maxRetries, perTry: perRetryTimeout, on, statusCodes };
}

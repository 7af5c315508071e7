import type { Closed, HealthCheck, LoadBalancerLayer } from '../../topology';
import type { ListenerSpec } from '../lowered';
import type { TargetGroupSpec } from './load-balancer-specs';

type Version = NonNullable<TargetGroupSpec['version']>;
type Behind = Closed<Pick<ListenerSpec, 'protocol' | 'healthCheck'>>;

const VERSIONS: Readonly<Record<ListenerSpec['protocol'], Version>> = {
  http: 'HTTP1',
  http2: 'HTTP2',
  grpc: 'GRPC',
  tcp: 'HTTP1',
};

/** As a listener is checked in secure mode, where nothing is written. */
const USUAL: Omit<Closed<HealthCheck>, 'port' | 'protocol'> = {
  healthyThreshold: 3,
  unhealthyThreshold: 2,
  intervalMillis: 10_000,
  timeoutMillis: 5000,
};

/** What Elastic Load Balancing asks a gRPC server, and the answer of one that does not know it: unimplemented. */
const GRPC_CHECK = { path: '/AWS.ALB/healthcheck', codes: '12' } as const;

/** A gateway has no answer of its own on any path: what it refuses, it answers as well. */
const ANY_ANSWER = '200-499';
const SUCCESS = '200';

/** Protocol of a target group: what the load balancer speaks to the task. */
export const targetProtocolOf = (
  layer: LoadBalancerLayer,
  isEncrypted: boolean,
): TargetGroupSpec['protocol'] =>
  layer === 'application' ? (isEncrypted ? 'HTTPS' : 'HTTP') : isEncrypted ? 'TLS' : 'TCP';

/** Version of HTTP; absent where the load balancer does not read it. */
export const versionOf = (layer: LoadBalancerLayer, listener: Behind | undefined): Version | undefined =>
  layer === 'network' || listener === undefined ? undefined : VERSIONS[listener.protocol];

const between = (least: number, value: number, most: number): number =>
  Math.min(most, Math.max(least, value));

/** Whole seconds, as Elastic Load Balancing counts. */
const secondsOf = (millis: number): number => Math.ceil(millis / 1000);

/**
 * The health check of a target group is that of the listener behind it, as far as Elastic Load Balancing accepts it:
 * thresholds 2 to 10, every 5 to 300 seconds, with a shorter timeout of 2 to 120 (API, `CreateTargetGroup`). A network
 * load balancer only connects.
 */
export function healthCheckOf(
  layer: LoadBalancerLayer,
  listener: Behind | undefined,
  isEncrypted: boolean,
  isGateway: boolean,
): TargetGroupSpec['healthCheck'] {
  const { path = '/', ...check } = { ...USUAL, ...listener?.healthCheck };
  const intervalSeconds = between(5, secondsOf(check.intervalMillis), 300);
  const rhythm = {
    healthyThreshold: between(2, check.healthyThreshold, 10),
    unhealthyThreshold: between(2, check.unhealthyThreshold, 10),
    intervalSeconds,
    timeoutSeconds: between(2, secondsOf(check.timeoutMillis), Math.min(120, intervalSeconds - 1)),
  };
  if (layer === 'network') return { protocol: 'TCP', ...rhythm };
  const asked =
    listener?.protocol === 'grpc' ? GRPC_CHECK : { path, codes: isGateway ? ANY_ANSWER : SUCCESS };
  return { protocol: isEncrypted ? 'HTTPS' : 'HTTP', ...asked, ...rhythm };
}

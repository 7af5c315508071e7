import type { GatewayListener } from './service';
import type { Entry, Listener } from './workload';

/** What of Elastic Load Balancing is in front of an entry: what reads HTTP, or what passes connections. */
export type LoadBalancerLayer = 'application' | 'network';

/**
 * An application load balancer where it may read the requests, a network load balancer for everything else: bytes that
 * are passed, listeners of TCP, and ports without a listener.
 * @param listener the one behind the entry; absent: it leads past the proxy
 */
export const layerOf = (
  { inside }: Pick<Entry, 'inside'>,
  listener: Pick<Listener | GatewayListener, 'protocol'> | undefined,
): LoadBalancerLayer =>
  inside === 'passed' || listener === undefined || listener.protocol === 'tcp' ? 'network' : 'application';

import type { GatewayListener } from './service';
import type { Entry, Listener } from './workload';

/** A load balancer that reads requests of HTTP (Application Load Balancer), or one of connections (Network Load Balancer). */
export type LoadBalancerLayer = 'application' | 'network';

/**
 * Which load balancer an entry gets. HTTP is read only where the load balancer speaks it on both sides; what is behind a
 * port without a listener is unknown.
 * @param listener the one behind the entry; absent: it leads past the proxy
 */
export const layerOf = (
  { inside }: Pick<Entry, 'inside'>,
  listener: Pick<Listener | GatewayListener, 'protocol'> | undefined,
): LoadBalancerLayer =>
  inside === 'passed' || listener === undefined || listener.protocol === 'tcp' ? 'network' : 'application';

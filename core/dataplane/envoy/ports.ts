import { isParameterRef, type Interception, type Value } from '../../topology';

const HIGHEST = 65_535;

/** Envoy's administration interface. */
export const ADMIN_PORT = 9_901;

/** The first port on which a proxy in a task of ours presents its certificates to itself. */
export const PROBE_PORT = 9_902;

/** From the port of an application to that of its proxy. */
const TO_PROXY = 20_000;

/** From the port of a listener to the one on which load balancers reach it. */
const TO_FRONT = 10_000;

/** The port that far above, or below where there is none above. */
const moved = (port: number, by: number): number => (port + by > HIGHEST ? port - by : port + by);

/** The port on which the proxy of a workload accepts what is meant for its listener; absent: open. */
export function proxyPortOf(port: Value<number>, interception: Interception): Value<number> | undefined {
  if (interception === 'iptables') return port;
  return isParameterRef(port) ? undefined : moved(port, TO_PROXY);
}

/**
 * The port on which load balancers reach a listener that asks callers for a certificate, which they do not have. An
 * open one is the listener's own: what is computed from it needs its value.
 */
export const frontPortOf = (port: Value<number>): Value<number> =>
  isParameterRef(port) ? port : moved(port, TO_FRONT);

/**
 * The port on which a proxy answers for a service that its application calls on `port`. The application itself may
 * listen on that number on every address, which leaves it to no one else.
 * @param own ports of the application
 */
export const localPortOf = (port: number, own: ReadonlySet<number>): number =>
  own.has(port) ? moved(port, TO_PROXY) : port;

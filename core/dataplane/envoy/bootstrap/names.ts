import type { InboundSpec, OutboundSpec, ProxySpec } from '../specs';

/**
 * Names in a bootstrap, by which the statistics of a running Envoy are found. A cluster towards another party has the name
 * of its upstream; all others contain a slash, which no upstream's name does.
 */

/** Prefix of the statistics of an inbound port, and the cluster of the application behind it. */
export const inboundName = ({ name }: Pick<InboundSpec, 'name'>): string => `inbound/${name}`;

/** Prefix of the statistics of a called service. */
export const outboundName = ({ name }: Pick<OutboundSpec, 'name'>): string => `outbound/${name}`;

/** The cluster that leads from an inbound port of a gateway to the listener of a service in the same Envoy. */
export const hopName = (inbound: string, outbound: string): string => `gateway/${inbound}/${outbound}`;

/** Connections to where the application itself wanted to connect. */
export const ORIGINAL_DESTINATION = 'original/destination';

/** The agent that hands out secrets of kind `sds`. */
export const SECRETS = 'secrets/agent';

/** Whether the kernel redirects the connections of this proxy's application. */
export const isIntercepting = ({ interception, kind }: ProxySpec): boolean =>
  interception === 'iptables' && kind === 'workload';

/** A listener that presents a certificate to its own proxy alone, and the cluster that verifies it. */
export const probeName = (certificate: string): string => `probe/${certificate}`;

/** The collector of OpenTelemetry that receives traces. */
export const TRACES = 'traces/collector';

import type { ProxySpec } from '../specs';
import { socketAddress } from './addresses';
import { agentCluster, applicationCluster, upstreamCluster } from './clusters';
import { gatewayClustersOf } from './gateway';
import { inboundListeners } from './inbound';
import { interceptedClusters, interceptedOutbound } from './interception';
import { extension, given, type JsonObject } from './json';
import { isIntercepting } from './names';
import { outboundListeners } from './outbound';
import { probeCluster, probeListener } from './probes';
import { asksAgent, referencesOf } from './secrets';
import { tracingClusters } from './tracing';

export { secretFilesOf } from './secrets';

/** Configuration of an Envoy, as the argument of its `--config-path` contains it (envoy.config.bootstrap.v3.Bootstrap). */
export type Bootstrap = JsonObject;

/** Long expressions are fine: RE2 takes time that is linear in them. Envoy's own limit is 100. */
const LARGEST_EXPRESSION = 10_000;

/**
 * The configuration of a proxy. It is static: an Envoy asks nobody for more, and a change is a new configuration. It
 * contains no certificate and no key, only the paths of the files that describe them (`secretFilesOf`).
 */
export function bootstrapOf(proxy: ProxySpec): Bootstrap {
  const reference = referencesOf(proxy);
  const outbound = isIntercepting(proxy) ? interceptedOutbound(proxy) : outboundListeners(proxy);
  const { probes = [] } = proxy;
  return given({
    node: { id: proxy.id, cluster: proxy.mesh },
    admin: { address: socketAddress(proxy.admin) },
    static_resources: {
      listeners: [
        ...inboundListeners(proxy, reference),
        ...outbound,
        ...probes.map((probe) => probeListener(reference, probe)),
      ],
      clusters: [
        ...applicationsOf(proxy),
        ...gatewayClustersOf(proxy),
        ...proxy.upstreams.map((upstream) => upstreamCluster(reference, upstream)),
        ...interceptedClusters(proxy),
        ...(asksAgent(proxy) ? [agentCluster] : []),
        ...tracingClusters(proxy),
        ...probes.map((probe) => probeCluster(reference, probe)),
      ],
    },
    bootstrap_extensions: proxy.kind === 'gateway' ? [internalListeners] : undefined,
    layered_runtime: {
      layers: [
        {
          name: 'static',
          static_layer: { 're2.max_program_size.error_level': LARGEST_EXPRESSION },
        },
      ],
    },
  });
}

/** Lets a cluster of an Envoy lead to a listener of the same Envoy. */
const internalListeners = extension(
  'bootstrap.internal_listener',
  'extensions.bootstrap.internal_listener.v3.InternalListener',
);

const applicationsOf = ({ inbound }: ProxySpec): readonly JsonObject[] =>
  inbound.flatMap((port) =>
    port.application === undefined ? [] : [applicationCluster(port, port.application)],
  );

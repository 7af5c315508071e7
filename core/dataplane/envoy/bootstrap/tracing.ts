import type { ProxySpec } from '../specs';
import { socketAddress } from './addresses';
import { clusterAt } from './clusters';
import type { JsonObject } from './json';
import { TRACES } from './names';

/** Where a daemon of AWS X-Ray listens, by UDP (X-Ray developer guide, "Running the X-Ray daemon"). */
const DAEMON = { address: '127.0.0.1', port: 2000 };

/** Where a collector of OpenTelemetry listens for traces by gRPC (OTLP specification, "OTLP/gRPC Default Port"). */
const COLLECTOR = { address: '127.0.0.1', port: 4317 };

/** Percent of the requests without a decision of their caller that are traced; X-Ray's own default is as much. */
const SAMPLED = 5;

/** How the connection managers of HTTP trace requests; absent: they do not. */
export function tracingOf({ tracing, mesh, key }: ProxySpec): JsonObject | undefined {
  const service = `${mesh}/${key}`;
  switch (tracing) {
    case undefined:
      return undefined;
    case 'x-ray':
      // The daemon's rules sample.
      return {
        provider: provider('xray', 'XRayConfig', {
          daemon_endpoint: { protocol: 'UDP', address: DAEMON.address, port_value: DAEMON.port },
          segment_name: service,
        }),
      };
    case 'opentelemetry':
      return {
        random_sampling: { value: SAMPLED },
        provider: provider('opentelemetry', 'OpenTelemetryConfig', {
          // Its name would be the authority of requests otherwise, and servers refuse one with a slash.
          grpc_service: { envoy_grpc: { cluster_name: TRACES, authority: 'localhost' }, timeout: '0.25s' },
          service_name: service,
        }),
      };
  }
}

const provider = (name: string, message: string, config: JsonObject): JsonObject => ({
  name: `envoy.tracers.${name}`,
  typed_config: { '@type': `type.googleapis.com/envoy.config.trace.v3.${message}`, ...config },
});

/** The cluster that leads to the collector. */
export const tracingClusters = ({ tracing }: ProxySpec): readonly JsonObject[] =>
  tracing === 'opentelemetry' ? [clusterAt(TRACES, socketAddress(COLLECTOR))] : [];

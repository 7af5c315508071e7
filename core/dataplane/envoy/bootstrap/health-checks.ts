import type { Closed, HealthCheck, OutlierDetection, Protocol } from '../../../topology';
import { durationOf, seconds } from './durations';
import { given, type JsonObject } from './json';

/** Envoy's check of an endpoint, on the port of the endpoint itself and with the TLS of its cluster. */
export const healthCheckOf = (check: Closed<HealthCheck>, cluster: Protocol, host: string): JsonObject => ({
  timeout: seconds(check.timeoutMillis),
  interval: seconds(check.intervalMillis),
  // Envoy checks once a minute until the first request, unless it is told.
  no_traffic_interval: seconds(check.intervalMillis),
  unhealthy_threshold: check.unhealthyThreshold,
  healthy_threshold: check.healthyThreshold,
  ...probeOf(check, cluster, host),
});

/** Over a cluster of HTTP/1 or TCP, Envoy refuses the check of gRPC: there, that the port accepts connections is checked. */
function probeOf({ protocol, path }: Closed<HealthCheck>, cluster: Protocol, host: string): JsonObject {
  const isHttp2 = cluster === 'http2' || cluster === 'grpc';
  switch (protocol) {
    case 'http':
    case 'http2':
      return {
        http_health_check: {
          host,
          path: path ?? '/',
          codec_client_type: protocol === 'http2' || isHttp2 ? 'HTTP2' : 'HTTP1',
        },
      };
    case 'grpc':
      return isHttp2 ? { grpc_health_check: { authority: host } } : { tcp_health_check: {} };
    case 'tcp':
      return { tcp_health_check: {} };
  }
}

/** App Mesh counts server errors in a row, and nothing else. It ejects at least one endpoint, whatever the percentage. */
export const outlierDetectionOf = (detection: Closed<OutlierDetection>): JsonObject =>
  given({
    consecutive_5xx: detection.maxServerErrors,
    interval: durationOf(detection.interval),
    base_ejection_time: durationOf(detection.baseEjectionDuration),
    max_ejection_percent: detection.maxEjectionPercent,
    always_eject_one_host: true,
    enforcing_consecutive_5xx: 100,
    enforcing_consecutive_gateway_failure: 0,
    enforcing_success_rate: 0,
  });

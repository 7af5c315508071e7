import type { Text } from '../../topology';
import { PROXY_USER } from './script/containers';
import type { ContainerSpec, Statement } from './specs';

/** What receives the traces of a task and sends them to AWS X-Ray. */
interface Tracing {
  readonly container: ContainerSpec;
  readonly allows: readonly Statement[];
}

/** Image of the daemon of AWS X-Ray, for SDKs and proxies that speak its protocol: UDP port 2000. */
const X_RAY = 'public.ecr.aws/xray/aws-xray-daemon:3.6.6';
/** Image of the collector of the AWS Distro for OpenTelemetry. */
const COLLECTOR = 'public.ecr.aws/aws-observability/aws-otel-collector:v0.48.0';

const container = (more: Partial<ContainerSpec> & Pick<ContainerSpec, 'image'>): ContainerSpec => ({
  name: 'tracing',
  // A task without traces is better than none.
  essential: false,
  // Traces go to AWS, and not through the mesh.
  user: String(PROXY_USER),
  environment: {},
  secrets: {},
  ports: [],
  mounts: [],
  dependsOn: [],
  readOnly: true,
  ...more,
});

/** Only the containers of the task reach it: it listens on the loopback address. */
const RECEIVERS = {
  otlp: { protocols: { grpc: { endpoint: '127.0.0.1:4317' }, http: { endpoint: '127.0.0.1:4318' } } },
};

/** Traces alone; its image would send metrics as well, and needs more permissions for that. */
const CONFIGURATION = {
  extensions: { health_check: {} },
  receivers: RECEIVERS,
  processors: { batch: {} },
  exporters: { awsxray: {} },
  service: {
    extensions: ['health_check'],
    pipelines: { traces: { receivers: ['otlp'], processors: ['batch'], exporters: ['awsxray'] } },
  },
};

/** Sampling rules are read, and segments written (Service Authorization Reference, "AWS X-Ray"). */
const TO_X_RAY: Statement = {
  sid: 'Traces',
  actions: [
    'xray:PutTraceSegments',
    'xray:PutTelemetryRecords',
    'xray:GetSamplingRules',
    'xray:GetSamplingTargets',
    'xray:GetSamplingStatisticSummaries',
  ],
  resources: [['*']],
  because: 'AWS X-Ray has no narrower resource for these actions',
};

/** @param image the topology's own; absent: one of AWS */
export function tracingOf(
  kind: 'none' | 'x-ray' | 'opentelemetry',
  image: Text | undefined,
): Tracing | undefined {
  switch (kind) {
    case 'none':
      return undefined;
    case 'x-ray':
      return {
        // Without the instance metadata of EC2, which a task does not have.
        container: container({ image: image ?? X_RAY, command: [['--local-mode']] }),
        allows: [TO_X_RAY],
      };
    case 'opentelemetry':
      return {
        container: container({
          image: image ?? COLLECTOR,
          environment: { AOT_CONFIG_CONTENT: [JSON.stringify(CONFIGURATION)] },
          healthCheck: {
            command: ['CMD', '/healthcheck'],
            intervalSeconds: 10,
            timeoutSeconds: 5,
            retries: 3,
            startSeconds: 10,
          },
        }),
        allows: [TO_X_RAY],
      };
  }
}

import { TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import { isRecord } from '../../core/base/json';
import type { ObjectProps } from './object-props';

/** How long a rollout may take: the token of EKS with which Terraform asks is good for 15 minutes. */
const ROLLOUT = '10m';

/** Maps: their keys are names of people's, which stay as they are. */
const MAPS: ReadonlySet<string> = new Set([
  'annotations',
  'labels',
  'limits',
  'matchLabels',
  'nodeSelector',
  'requests',
]);

/** Permissions of files: numbers of the API, which the provider wants as octal texts. */
const MODES: ReadonlySet<string> = new Set(['defaultMode', 'mode']);

/** Lists that the provider has as blocks with a name in the singular. */
const BLOCKS: Readonly<Record<string, string>> = {
  containers: 'container',
  httpHeaders: 'http_header',
  initContainers: 'init_container',
  options: 'option',
  ports: 'port',
  sysctls: 'sysctl',
  tolerations: 'toleration',
  topologySpreadConstraints: 'topology_spread_constraint',
  volumeDevices: 'volume_device',
  volumeMounts: 'volume_mount',
  volumes: 'volume',
};

/**
 * A `Deployment`, whose rollout Terraform waits for (`kubernetes_deployment_v1`). As a `kubernetes_manifest` it could not be
 * waited for: the server changes its annotations, and an autoscaler its replicas, while the provider waits.
 */
export class Deployment extends TerraformResource {
  static readonly tfResourceType = 'kubernetes_deployment_v1';
  private readonly manifest: ObjectProps['manifest'];

  constructor(scope: Construct, id: string, { manifest, provider, after }: ObjectProps) {
    super(scope, id, {
      terraformResourceType: Deployment.tfResourceType,
      provider,
      ...(after.length > 0 && { dependsOn: [...after] }),
    });
    this.manifest = manifest;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { metadata, spec } = this.manifest;
    return {
      metadata: blocks(metadata),
      spec: blocks(spec),
      wait_for_rollout: true,
      timeouts: { create: ROLLOUT, update: ROLLOUT, delete: ROLLOUT },
    };
  }
}

/** Data of the API in the provider's words: `readOnlyRootFilesystem` is `read_only_root_filesystem` there. */
function blocks(data: unknown): unknown {
  if (isList(data)) return data.map(blocks);
  if (!isRecord(data)) return data;
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      BLOCKS[name] ?? snake(name),
      MAPS.has(name) ? value : MODES.has(name) ? octal(value) : blocks(value),
    ]),
  );
}

const octal = (mode: unknown): string => `0${Number(mode).toString(8)}`;

const isList = (data: unknown): data is readonly unknown[] => Array.isArray(data);

const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

import { defined } from '../../base/properties';
import type { Cluster } from '../account';
import type { Path } from '../finding';
import type { Application, ContainerHealthCheck, Images, Logs, Replicas, Runtime } from '../runtime';
import type { ByKey } from '../topology';
import { refers } from './accounts';
import { clusterOf } from './clusters';
import { checkPlatform } from './platform';
import {
  text,
  textRecord,
  texts,
  type Context,
  type ValidGatewayRuntime,
  type ValidRuntime,
} from './context';

/** What a runtime may name. */
interface Known {
  readonly clusters: ByKey<Cluster>;
  readonly stores: ByKey<unknown>;
}

/** The runtime of a workload, with its application. */
export function runtimeOf(
  context: Context,
  at: Path,
  account: string,
  written: ValidRuntime | undefined,
  known: Known,
): Runtime | undefined {
  if (written === undefined) return undefined;
  return {
    ...taskOf(context, at, account, written, known),
    application: applicationOf(context, at, written, known),
  };
}

/** The runtime of a gateway: a task with a proxy alone. */
export const gatewayRuntimeOf = (
  context: Context,
  at: Path,
  account: string,
  written: ValidGatewayRuntime | undefined,
  known: Known,
): Runtime | undefined => (written === undefined ? undefined : taskOf(context, at, account, written, known));

function taskOf(
  context: Context,
  at: Path,
  account: string,
  written: ValidGatewayRuntime,
  known: Known,
): Omit<Runtime, 'application'> {
  const cluster = clusterOf(context, at, account, written.cluster, known.clusters);
  checkPlatform(context, at, known.clusters[cluster], written);
  return {
    at,
    cluster,
    cpu: written.cpu ?? 256,
    memory: written.memory ?? 512,
    architecture: written.architecture ?? 'X86_64',
    replicas: replicasOf(context, at, written.replicas),
    logs: logsOf(written.logs),
    exec: written.exec ?? false,
    tracing: written.tracing ?? 'none',
  };
}

function replicasOf(context: Context, at: Path, written: ValidGatewayRuntime['replicas']): Replicas {
  if (written === undefined || typeof written === 'number' || 'parameter' in written)
    return { least: written ?? 2, cpuPercent: 60 };
  const { least, most, cpu = 60 } = written;
  if (typeof least === 'number' && typeof most === 'number' && least > most)
    context.report(
      'runtime/replicas',
      [...at, 'replicas'],
      `replicas.least is ${least}, and replicas.most only ${most}`,
      `write most: ${least} or more, or the number alone: replicas: ${least}`,
    );
  return { least, most, cpuPercent: cpu };
}

const logsOf = (written: ValidGatewayRuntime['logs']): Logs =>
  defined({ retentionDays: written?.days ?? 90, kmsKey: written?.kmsKey && text(written.kmsKey) });

function applicationOf(context: Context, at: Path, written: ValidRuntime, { stores }: Known): Application {
  (written.stores ?? []).forEach((store, index) =>
    refers(context, 'store', store, stores, [...at, 'stores', index]),
  );
  return defined({
    image: text(written.image),
    entryPoint: written.entryPoint && texts(written.entryPoint),
    command: written.command && texts(written.command),
    user: written.user && text(written.user),
    environment: textRecord(written.environment),
    secrets: textRecord(written.secrets),
    healthCheck: healthCheckOf(written.healthCheck),
    stores: written.stores ?? [],
    writes: texts(written.writes),
    readOnly: written.readOnly ?? false,
    policies: texts(written.policies),
  });
}

const healthCheckOf = (written: ValidRuntime['healthCheck']): ContainerHealthCheck | undefined =>
  written && {
    command: texts(written.command),
    intervalSeconds: written.interval ?? 10,
    timeoutSeconds: written.timeout ?? 5,
    retries: written.retries ?? 3,
    startSeconds: written.start ?? 30,
  };

/** The images that the topology names. */
export const imagesOf = ({ valid: { images } }: Context): Images =>
  defined({
    proxy: images?.proxy && text(images.proxy),
    files: images?.files && text(images.files),
    tracing: images?.tracing && text(images.tracing),
    interception: images?.interception && text(images.interception),
  });

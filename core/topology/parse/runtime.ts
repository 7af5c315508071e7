import { defined } from '../../base/properties';
import { quotedList } from '../../base/text';
import type { Account, Cluster } from '../account';
import type { Path } from '../finding';
import type { Application, ContainerHealthCheck, Images, Logs, Replicas, Runtime } from '../runtime';
import type { ByKey } from '../topology';
import { refers } from './accounts';
import {
  sortedEntries,
  text,
  textRecord,
  texts,
  type Context,
  type ValidGatewayRuntime,
  type ValidRuntime,
} from './context';

/** What a runtime may name. */
interface Known {
  readonly accounts: ByKey<Account>;
  readonly clusters: ByKey<Cluster>;
  readonly stores: ByKey<unknown>;
}

/** Declared clusters, and one for each account that has none and runs something without naming one. */
export function clustersOf(context: Context, accounts: ByKey<Account>): ByKey<Cluster> {
  const declared = sortedEntries(context.valid.clusters ?? {}).map(([key, written]): Cluster => {
    const { kind, account, existing, capacity = [] } = written;
    const at = ['clusters', key];
    refers(context, 'account', account, accounts, [...at, 'account']);
    const shares = capacity.map(({ provider, weight = 1, base = 0 }) => ({
      provider: text(provider),
      weight,
      base,
    }));
    return defined({ key, at, kind, account, existing: existing && text(existing), capacity: shares });
  });
  const taken = new Map(declared.map((cluster) => [cluster.key, cluster]));
  const served = new Set(declared.flatMap(({ kind, account }) => (kind === 'ecs' ? [account] : [])));
  const added = accountsWithoutCluster(context).flatMap(({ account, at }): readonly Cluster[] => {
    if (served.has(account) || !Object.hasOwn(accounts, account)) return [];
    served.add(account);
    const other = taken.get(account);
    if (other === undefined) return [{ key: account, at, kind: 'ecs', account, capacity: [] }];
    context.report(
      'runtime/cluster',
      at,
      `"${account}" has no ECS cluster, and the name of the one that would be created for it is taken by clusters.${account}`,
      `add a cluster with another key, such as clusters: { ${account}-tasks: { kind: ecs, account: ${account} } }`,
    );
    return [];
  });
  return Object.fromEntries(
    [...declared, ...added].toSorted((a, b) => (a.key < b.key ? -1 : 1)).map((each) => [each.key, each]),
  );
}

/** Accounts of runtimes that name no cluster, with the place of the runtime. */
function accountsWithoutCluster({ valid }: Context): readonly { account: string; at: Path }[] {
  const { workloads = {}, gateways = {}, owner, accounts } = valid;
  const placeOf = (section: string) => (key: string) => [section, key, 'runtime'];
  return [
    ...sortedEntries(workloads).map(
      ([key, each]) => [each, each.account, placeOf('workloads')(key)] as const,
    ),
    ...sortedEntries(gateways).map(
      ([key, each]) =>
        [each, each.account ?? owner ?? Object.keys(accounts)[0] ?? '', placeOf('gateways')(key)] as const,
    ),
  ].flatMap(([{ runtime }, account, at]) =>
    runtime !== undefined && runtime.cluster === undefined ? [{ account, at }] : [],
  );
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
  return {
    at,
    cluster: clusterOf(context, at, account, written.cluster, known),
    cpu: written.cpu ?? 256,
    memory: written.memory ?? 512,
    architecture: written.architecture ?? 'X86_64',
    replicas: replicasOf(context, at, written.replicas),
    logs: logsOf(written.logs),
    exec: written.exec ?? false,
    tracing: written.tracing ?? 'none',
  };
}

/** The cluster that is named, or the only one of the account. */
function clusterOf(
  context: Context,
  at: Path,
  account: string,
  written: string | undefined,
  { clusters }: Known,
): string {
  const own = Object.values(clusters).filter((each) => each.kind === 'ecs' && each.account === account);
  if (written === undefined) {
    if (own.length > 1)
      context.report(
        'runtime/cluster',
        at,
        `"${account}" has several ECS clusters, and none is named`,
        `add cluster: one of ${quotedList(own.map(({ key }) => key))}`,
      );
    return own[0]?.key ?? account;
  }
  const place = [...at, 'cluster'];
  const found = clusters[written];
  if (refers(context, 'cluster', written, clusters, place) && found !== undefined) {
    if (found.account !== account)
      context.report(
        'runtime/cluster',
        place,
        `cluster "${written}" is in account "${found.account}", and what it is to run is in "${account}"`,
        'name a cluster of the same account, or drop the line',
      );
    else if (found.kind === 'eks')
      context.report(
        'runtime/cluster',
        place,
        `cluster "${written}" is of EKS, and a runtime is a service of ECS`,
        `drop the line for ${own.length === 0 ? 'an ECS cluster that is created' : `"${own[0]?.key}"`}, or drop runtime where your own tools run it on EKS`,
      );
  }
  return written;
}

function replicasOf(context: Context, at: Path, written: ValidGatewayRuntime['replicas']): Replicas {
  if (written === undefined || typeof written === 'number' || 'parameter' in written)
    return { least: written ?? 2, cpuPercent: 60 };
  const { least, most, cpu = 60 } = written;
  if (typeof least === 'number' && typeof most === 'number' && least > most)
    context.report(
      'runtime/replicas',
      [...at, 'replicas'],
      `at least ${least} tasks are more than at most ${most}`,
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

export const imagesOf = ({ valid: { images } }: Context): Images =>
  defined({
    proxy: images?.proxy && text(images.proxy),
    files: images?.files && text(images.files),
    tracing: images?.tracing && text(images.tracing),
  });

import { defined } from '../../base/properties';
import { quotedList } from '../../base/text';
import type { Account, Cluster } from '../account';
import type { Path } from '../finding';
import type { ByKey } from '../topology';
import { refers } from './accounts';
import { sortedEntries, text, type Context } from './context';

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

/** The key of the cluster that is named, or of the only one of the account. */
export function clusterOf(
  context: Context,
  at: Path,
  account: string,
  written: string | undefined,
  clusters: ByKey<Cluster>,
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

import { defined } from '../../base/properties';
import { quotedList } from '../../base/text';
import type { Account, Cluster } from '../account';
import { architectureOfType, DEFAULT_EKS_VERSION } from '../eks';
import type { Path } from '../finding';
import type { ByKey } from '../topology';
import { refers, roleArnOf } from './accounts';
import { openParametersOf, type Text } from '../value';
import { sortedEntries, text, texts, type Context, type ValidCluster } from './context';

/** Declared clusters, and one of ECS for each account that has none and runs something without naming one. */
export function clustersOf(context: Context, accounts: ByKey<Account>): ByKey<Cluster> {
  const declared = sortedEntries(context.valid.clusters ?? {}).map(([key, written]): Cluster => {
    const at = ['clusters', key];
    refers(context, 'account', written.account, accounts, [...at, 'account']);
    checkKeys(context, at, key, written);
    return clusterWith(context, at, key, written, accounts[written.account]);
  });
  const taken = new Map(declared.map((cluster) => [cluster.key, cluster]));
  const served = new Set(declared.map(({ account }) => account));
  const added = accountsWithoutCluster(context).flatMap(({ account, at }): readonly Cluster[] => {
    if (served.has(account) || !Object.hasOwn(accounts, account)) return [];
    served.add(account);
    const other = taken.get(account);
    if (other === undefined) return [{ key: account, at, kind: 'ecs', account, capacity: [] }];
    context.report(
      'runtime/cluster',
      at,
      `"${account}" has no cluster, and the name of the one of ECS that would be created for it is taken by clusters.${account}`,
      `add a cluster with another key, such as clusters: { ${account}-tasks: { kind: ecs, account: ${account} } }`,
    );
    return [];
  });
  return Object.fromEntries(
    [...declared, ...added].toSorted((a, b) => (a.key < b.key ? -1 : 1)).map((each) => [each.key, each]),
  );
}

const FIRST_NODES = 2;

function clusterWith(
  context: Context,
  at: Path,
  key: string,
  written: ValidCluster,
  home: Account | undefined,
): Cluster {
  const { account, existing, nodes = {} } = written;
  const common = { key, at, account, ...defined({ existing: existing && text(existing) }) };
  if (written.kind === 'ecs') {
    const capacity = (written.capacity ?? []).map(({ provider, weight = 1, base = 0 }) => ({
      provider: text(provider),
      weight,
      base,
    }));
    return { ...common, kind: 'ecs', capacity };
  }
  const { types = ['m6i.large'], least = FIRST_NODES, disk = 20 } = nodes;
  return {
    ...common,
    kind: 'eks',
    version: written.version ?? DEFAULT_EKS_VERSION,
    nodes: {
      types,
      architecture: architectureOfType(types[0] ?? ''),
      least,
      most: nodes.most ?? (typeof least === 'number' ? 2 * least : least),
      disk,
    },
    publicAccess: texts(written.publicAccess),
    administrators: administratorsOf(context, written, home),
    namespace: written.namespace === undefined ? namespaceOf(context) : text(written.namespace),
    addons: Object.fromEntries(sortedEntries(written.addons ?? {})),
    meshObjects: written.meshObjects ?? 'terraform',
  };
}

function administratorsOf(
  context: Context,
  written: ValidCluster,
  home: Account | undefined,
): readonly Text[] {
  if (home === undefined) return [];
  const { id, credentials } = home;
  if (written.administrators === undefined) return credentials.kind === 'role' ? [credentials.arn] : [];
  return [...new Set(texts(written.administrators).map((role) => roleArnOf(context, id, role)))];
}

/** Characters of a label of DNS. */
const LABEL = 63;

/** The name of the mesh as one label of DNS, which begins with a letter. */
function namespaceOf({ meshLabels }: Context): Text {
  if (openParametersOf(meshLabels).length > 0) return meshLabels;
  const label = meshLabels.replaceAll('.', '-');
  return (/^[a-z]/.test(label) ? label : `mesh-${label}`).slice(0, LABEL).replace(/-+$/, '');
}

/** Keys that only one kind of cluster has, and those that describe a cluster of EKS that is created. */
const KEYS = {
  ecs: ['capacity'],
  eks: ['version', 'nodes', 'publicAccess', 'administrators', 'namespace', 'addons', 'meshObjects'],
  created: ['version', 'nodes', 'publicAccess', 'administrators', 'addons'],
} as const satisfies Readonly<Record<string, readonly (keyof ValidCluster)[]>>;

/** A key that would say nothing is refused: something else was meant. */
function checkKeys(context: Context, at: Path, name: string, written: ValidCluster): void {
  const { kind, existing } = written;
  const report = (key: string, why: string, fix: string): void =>
    context.report('cluster/keys', [...at, key], `${key} ${why}`, fix);
  const other = kind === 'ecs' ? 'eks' : 'ecs';
  for (const key of KEYS[other].filter((each) => written[each] !== undefined))
    report(
      key,
      `is of clusters of ${other.toUpperCase()}, and "${name}" is of ${kind.toUpperCase()}`,
      `drop ${key}, or write kind: ${other}`,
    );
  if (kind !== 'eks' || existing === undefined) return;
  for (const key of KEYS.created.filter((each) => written[each] !== undefined))
    report(key, `is of a cluster that is created, and "${name}" exists`, `drop ${key}, or drop existing`);
  if (typeof existing === 'string' && existing.startsWith('arn:'))
    report(
      'existing',
      `is an ARN, and a cluster of EKS is found by its name`,
      `write existing: ${existing.split('/').at(-1) ?? name}`,
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
  const own = Object.values(clusters).filter((each) => each.account === account);
  if (written === undefined) {
    if (own.length > 1)
      context.report(
        'runtime/cluster',
        at,
        `"${account}" has several clusters, and none is named`,
        `add cluster: one of ${quotedList(own.map(({ key }) => key))}`,
      );
    return own[0]?.key ?? account;
  }
  const place = [...at, 'cluster'];
  const found = clusters[written];
  if (
    refers(context, 'cluster', written, clusters, place) &&
    found !== undefined &&
    found.account !== account
  )
    context.report(
      'runtime/cluster',
      place,
      `cluster "${written}" is in account "${found.account}", and what it is to run is in "${account}"`,
      'name a cluster of the same account, or drop the line',
    );
  return written;
}

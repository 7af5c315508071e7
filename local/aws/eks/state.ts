import { arnIn } from '../arn';
import type { Call } from '../call';
import type { Fields } from '../json-protocol';
import { refusal } from '../rules';
import type { Part, World } from '../world';

/** What clusters and all that belongs to them have in common: what AWS answers about it, in AWS's own words. */
export type Described = Record<string, unknown>;

/** A cluster and what belongs to it, by names. */
export interface Cluster {
  readonly described: Described;
  readonly nodeGroups: Record<string, Described>;
  readonly addons: Record<string, Described>;
  /** By the ARNs of principals. */
  readonly accessEntries: Record<string, AccessEntry>;
  /** By their ids. */
  readonly podIdentities: Record<string, Described>;
  /** Changes that were asked for, by their ids. */
  readonly updates: Record<string, Described>;
}

/** Whom a cluster lets in. */
export interface AccessEntry {
  readonly described: Described;
  /** By the ARNs of policies. */
  readonly policies: Record<string, Described>;
}

/** The clusters of all accounts, by their ARNs. */
export const clustersPart: Part<Record<string, Cluster>> = { name: 'eks', empty: () => ({}) };

/** A request about a cluster. */
export interface Asked {
  readonly call: Call;
  readonly world: World;
  readonly fields: Fields;
  /** What the path names, in order: the cluster, then what is in it. */
  readonly names: readonly string[];
}

export const clusterArnOf = ({ region, caller }: Call, name: string): string =>
  arnIn(region, 'eks', caller.account, `cluster/${name}`);

/** The ARN of something that belongs to a cluster. */
export const arnBelow = ({ call, names }: Asked, kind: string, rest: string): string =>
  arnIn(call.region, 'eks', call.caller.account, `${kind}/${names[0] ?? ''}/${rest}`);

/** The cluster that a request names first. */
export function clusterOf({ call, world, names: [name = ''] }: Asked): Cluster {
  const cluster = world.part(clustersPart)[clusterArnOf(call, name)];
  if (cluster === undefined) throw refusal('eks/not-found', `No cluster found for name: ${name}`);
  return cluster;
}

/** One of those that a cluster has, by the name that a request gives second. */
export function memberOf<Member>(members: Readonly<Record<string, Member>>, { names }: Asked): Member {
  const [, name = ''] = names;
  const member = Object.hasOwn(members, name) ? members[name] : undefined;
  if (member === undefined) throw refusal('eks/not-found', name);
  return member;
}

/** Refuses what there is already. */
export function demandNew(members: Readonly<Record<string, unknown>>, name: string): void {
  if (Object.hasOwn(members, name)) throw refusal('eks/exists', name);
}

/** Notes a change, which is complete at once. */
export function updated({ world }: Asked, cluster: Cluster, type: string): { readonly update: Described } {
  const id = world.newId();
  const update = { id, status: 'Successful', type, params: [], createdAt: world.now(), errors: [] };
  cluster.updates[id] = update;
  return { update };
}

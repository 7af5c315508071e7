import { globalArnIn, parsedArn } from '../arn';
import type { Call } from '../call';
import { listField, objectField, textField, type Fields } from '../json-protocol';
import { refusal } from '../rules';
import {
  arnBelow,
  clusterOf,
  demandNew,
  memberOf,
  type AccessEntry,
  type Asked,
  type Described,
} from './state';

/** The policy of whoever may do everything in a cluster. */
const ADMINISTRATOR = 'AmazonEKSClusterAdminPolicy';

/** The roles of Kubernetes that AWS's policies stand for, as far as they do. */
export const ROLES_OF_POLICIES: Readonly<Record<string, string>> = {
  [ADMINISTRATOR]: 'cluster-admin',
  AmazonEKSAdminPolicy: 'admin',
  AmazonEKSEditPolicy: 'edit',
  AmazonEKSViewPolicy: 'view',
};

const policyArn = (region: string, policy: string): string =>
  globalArnIn(region, 'eks', 'aws', `cluster-access-policy/${policy}`);

/** Who signs a request, as an access entry names it: a role rather than its session. */
export function principalOf({ caller, region }: Pick<Call, 'caller' | 'region'>): string {
  if (caller.role !== undefined) return caller.role.arn;
  const [, role] = /^assumed-role\/([^/]+)\//.exec(parsedArn(caller.arn)?.resource ?? '') ?? [];
  return role === undefined ? caller.arn : globalArnIn(region, 'iam', caller.account, `role/${role}`);
}

/** The entry of whoever created a cluster. */
export function creatorsEntry(asked: Asked, cluster: string): Record<string, AccessEntry> {
  const principal = principalOf(asked.call);
  const named = { ...asked, names: [cluster] };
  const entry = newEntry(named, principal, {});
  const arn = policyArn(asked.call.region, ADMINISTRATOR);
  entry.policies[arn] = associated(named, arn, { type: 'cluster' });
  return { [principal]: entry };
}

function newEntry(asked: Asked, principalArn: string, fields: Fields): AccessEntry {
  const { call, world, names } = asked;
  const { account = '', resource = '' } = parsedArn(principalArn) ?? {};
  const name = resource.slice(resource.lastIndexOf('/') + 1);
  const kind = resource.startsWith('role/') ? 'role' : 'user';
  const session = globalArnIn(call.region, 'sts', account, `assumed-role/${name}/{{SessionName}}`);
  return {
    described: {
      clusterName: names[0],
      principalArn,
      kubernetesGroups: listField(fields, 'kubernetesGroups'),
      accessEntryArn: arnBelow(asked, 'access-entry', `${kind}/${account}/${name}/${world.newId()}`),
      createdAt: world.now(),
      modifiedAt: world.now(),
      tags: objectField(fields, 'tags'),
      username: textField(fields, 'username') ?? (kind === 'role' ? session : principalArn),
      type: textField(fields, 'type') ?? 'STANDARD',
    },
    policies: {},
  };
}

function associated({ world }: Asked, arn: string, accessScope: unknown): Described {
  return { policyArn: arn, accessScope, associatedAt: world.now(), modifiedAt: world.now() };
}

export function createAccessEntry(asked: Asked): Fields {
  const { accessEntries } = clusterOf(asked);
  const principal = textField(asked.fields, 'principalArn') ?? '';
  if (parsedArn(principal)?.service !== 'iam') throw refusal('eks/principal', principal);
  demandNew(accessEntries, principal);
  const entry = newEntry(asked, principal, asked.fields);
  accessEntries[principal] = entry;
  return { accessEntry: entry.described };
}

/** The role of nodes has an entry from its first node group on. */
export function admitNodes(asked: Asked, role: string): void {
  clusterOf(asked).accessEntries[role] ??= newEntry(asked, role, { type: 'EC2_LINUX' });
}

const entryOf = (asked: Asked): AccessEntry => memberOf(clusterOf(asked).accessEntries, asked);

export const describeAccessEntry = (asked: Asked): Fields => ({ accessEntry: entryOf(asked).described });

export const listAccessEntries = (asked: Asked): Fields => ({
  accessEntries: Object.keys(clusterOf(asked).accessEntries),
});

export function updateAccessEntry(asked: Asked): Fields {
  const { described } = entryOf(asked);
  for (const name of ['kubernetesGroups', 'username'])
    if (asked.fields[name] !== undefined) described[name] = asked.fields[name];
  return { accessEntry: described };
}

export function deleteAccessEntry(asked: Asked): Fields {
  entryOf(asked);
  delete clusterOf(asked).accessEntries[asked.names[1] ?? ''];
  return {};
}

export function associateAccessPolicy(asked: Asked): Fields {
  const { policies } = entryOf(asked);
  const arn = textField(asked.fields, 'policyArn') ?? '';
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  const scope = objectField(asked.fields, 'accessScope');
  // DEVIATION from EKS: it has more policies, and gives them in single namespaces as well.
  if (arn !== policyArn(asked.call.region, name) || ROLES_OF_POLICIES[name] === undefined)
    throw refusal('eks/policy', arn);
  if (scope['type'] !== 'cluster') throw refusal('eks/policy', `access scope "${String(scope['type'])}"`);
  policies[arn] = associated(asked, arn, { type: 'cluster', namespaces: [] });
  const [clusterName, principalArn] = asked.names;
  return { clusterName, principalArn, associatedAccessPolicy: policies[arn] };
}

export function listAssociatedAccessPolicies(asked: Asked): Fields {
  const [clusterName, principalArn] = asked.names;
  return { clusterName, principalArn, associatedAccessPolicies: Object.values(entryOf(asked).policies) };
}

export function disassociateAccessPolicy(asked: Asked): Fields {
  const { policies } = entryOf(asked);
  const [, , arn = ''] = asked.names;
  if (policies[arn] === undefined) throw refusal('eks/not-found', arn);
  delete policies[arn];
  return {};
}

/** The groups of Kubernetes that stand for a policy. */
export const groupOfPolicy = (policy: string): string => `eks:${policy}`;

/** Who a principal is in a cluster; undefined where the cluster does not let it in. */
export function identityIn(
  entries: Readonly<Record<string, AccessEntry>>,
  call: Pick<Call, 'caller' | 'region'>,
): { readonly username: string; readonly groups: readonly string[] } | undefined {
  const entry = entries[principalOf(call)];
  if (entry === undefined) return undefined;
  const { arn } = call.caller;
  const session = arn.slice(arn.lastIndexOf('/') + 1);
  return {
    username: String(entry.described['username']).replaceAll('{{SessionName}}', session),
    groups: [
      ...listField(entry.described, 'kubernetesGroups').map(String),
      ...Object.keys(entry.policies).map((policy) =>
        groupOfPolicy(policy.slice(policy.lastIndexOf('/') + 1)),
      ),
    ],
  };
}

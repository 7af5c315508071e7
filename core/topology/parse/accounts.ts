import { defined } from '../../base/properties';
import { firstOf } from '../../base/text';
import type { Account, Credentials, FlowLogs, Network, StateBackend } from '../account';
import { blockOf, overlap } from '../cidr';
import { checkRoom, checkZones } from './networks';
import type { Path } from '../finding';
import { isSameVpc } from '../networks';
import { partitionOf } from '../partition';
import type { ByKey } from '../topology';
import { openParametersOf, type Text } from '../value';
import { sortedEntries, text, textRecord, texts, type Context, type ValidAccount } from './context';

export function accountsOf(context: Context): ByKey<Account> {
  const accounts = sortedEntries(context.valid.accounts).map(
    ([key, written]) => [key, accountOf(context, key, written)] as const,
  );
  if (accounts.length === 0) {
    context.report(
      'topology/missing',
      ['accounts'],
      'the topology has no account',
      'add one: accounts: { main: { id: "111111111111" } }',
    );
  }
  const byId = new Map<string, string>();
  for (const [key, { id, at }] of accounts) {
    const other = byId.get(id);
    if (other !== undefined) {
      context.report(
        'account/same-id',
        [...at, 'id'],
        `accounts "${other}" and "${key}" have the same id ${id}`,
        'an account has one key; drop one of them',
      );
    }
    byId.set(id, key);
  }
  const byKey = Object.fromEntries(accounts);
  for (const { at, network } of Object.values(byKey)) {
    if (network.kind === 'existing' && network.sharedBy !== undefined)
      refers(context, 'account', network.sharedBy, byKey, [...at, 'network', 'sharedBy']);
  }
  ambient(context, Object.values(byKey));
  overlaps(context, Object.values(byKey));
  return byKey;
}

/** The environment's credentials sign in to one account, and every other stack refuses them (`allowed_account_ids`). */
function ambient(context: Context, accounts: readonly Account[]): void {
  const [first, ...others] = accounts.filter(({ credentials }) => credentials.kind === 'ambient');
  const [second] = others;
  if (first === undefined || second === undefined) return;
  const keys = others.map(({ key }) => key);
  const fixes = keys.map((key) => `${key}: { profile: '${key}' }`).slice(0, 20);
  context.report(
    'account/ambient',
    second.at,
    `accounts ${firstOf([first.key, ...keys])} have neither a role nor a profile, and the environment's credentials sign in to one of them only`,
    `give each but one of them a role or a profile, such as accounts: { ${fixes.join(', ')} }`,
  );
}

function accountOf(context: Context, key: string, written: ValidAccount): Account {
  const at = ['accounts', key];
  return defined({
    key,
    at,
    id: text(written.id),
    credentials: credentialsOf(context, at, written),
    network: networkOf(context, [...at, 'network'], written.network),
    principal: written.principal ?? ('invitation' as const),
    meshRole: written.meshRole ?? ('create' as const),
    share: written.share && text(written.share),
    tags: textRecord(written.tags),
    namespace:
      written.namespace === undefined ? `${key}.${context.meshLabels}.internal` : text(written.namespace),
    interception: written.interception ?? ('none' as const),
    retired: written.retired ?? false,
  });
}

/** The ARN of a role of an account, which is written as that or by its name. */
export const roleArnOf = ({ region }: Context, id: Text, role: Text): Text =>
  role.startsWith('arn:') || role.startsWith('${')
    ? role
    : `arn:${partitionOf(region)}:iam::${id}:role/${role}`;

function credentialsOf(context: Context, at: Path, written: ValidAccount): Credentials {
  if (written.role !== undefined && written.profile !== undefined) {
    context.report('account/credentials', at, 'the account has a role and a profile', 'keep one of them');
  }
  if (written.role !== undefined) {
    const role = text(written.role);
    const other = /^arn:[^:]*:iam::(\d{12}):/.exec(role)?.[1];
    const id = text(written.id);
    if (other !== undefined && /^\d{12}$/.test(id) && other !== id) {
      context.report(
        'account/role',
        [...at, 'role'],
        `the role belongs to account ${other}, and the account is ${id}`,
        `name a role of the account itself, such as ${role.replace(other, id)}`,
      );
    }
    return defined({
      kind: 'role' as const,
      arn: roleArnOf(context, id, role),
      externalId: written.externalId && text(written.externalId),
    });
  }
  if (written.externalId !== undefined) {
    context.report(
      'account/external-id',
      [...at, 'externalId'],
      'an external id has no effect without a role',
      written.profile === undefined
        ? 'add the role that asks for it, such as role: deploy, or drop externalId'
        : 'drop it; of a profile it is external_id in the AWS configuration, beside role_arn',
    );
  }
  return written.profile === undefined
    ? { kind: 'ambient' }
    : { kind: 'profile', profile: text(written.profile) };
}

function networkOf(context: Context, at: Path, written: ValidAccount['network']): Network {
  if (written === undefined || written === 'none') return { kind: 'none' };
  if ('vpc' in written) {
    const cidrs = texts(written.cidrs);
    cidrs.forEach((cidr, index) => checkBlock(context, [...at, 'cidrs', index], cidr));
    return defined({
      kind: 'existing' as const,
      vpc: text(written.vpc),
      sharedBy: written.sharedBy,
      cidrs,
      subnets: { public: texts(written.subnets.public), private: texts(written.subnets.private) },
      routeTables: {
        public: texts(written.routeTables?.public),
        private: texts(written.routeTables?.private),
      },
    });
  }
  const network: Network = {
    kind: 'create',
    cidr: text(written.cidr),
    zones:
      written.zones === undefined
        ? ['a', 'b'].map((zone) => `${context.region}${zone}`)
        : texts(written.zones),
    internet: written.internet ?? 'nat',
    flowLogs: flowLogsOf(written.flowLogs),
  };
  checkBlock(context, [...at, 'cidr'], network.cidr);
  checkRoom(context, at, network);
  checkZones(context, at, network);
  return network;
}

type WrittenNetwork = Extract<NonNullable<ValidAccount['network']>, { readonly cidr: unknown }>;

function flowLogsOf(written: WrittenNetwork['flowLogs']): FlowLogs {
  if (written === undefined || typeof written === 'string') return { kind: written ?? 'none' };
  return 'bucket' in written
    ? { kind: 's3', bucket: text(written.bucket) }
    : { kind: 'log-group', logGroup: text(written.logGroup) };
}

/** Checks an IPv4 block that entered as text; an open one is reported when the plan needs it. */
export function checkBlock(context: Context, at: Path, cidr: string): void {
  if (openParametersOf(cidr).length > 0) return;
  const block = blockOf(cidr);
  if (block === undefined) {
    context.report(
      'network/cidr',
      at,
      `"${cidr}" is not an IPv4 block`,
      'write its first address and its length, such as 10.0.0.0/16 (host bits must be zero)',
    );
  }
}

/** Connected networks whose addresses overlap can't be routed to each other (VPC peering guide, "Limitations"). */
function overlaps(context: Context, accounts: readonly Account[]): void {
  const { connect } = context.valid;
  if ((typeof connect === 'object' ? connect.with : connect) === 'none') return;
  const blocks = accounts.flatMap(({ key, at, network }) =>
    (network.kind === 'create' ? [network.cidr] : network.kind === 'existing' ? network.cidrs : []).flatMap(
      (cidr) => {
        const block = blockOf(cidr);
        return block === undefined ? [] : [{ key, at, network, cidr, block }];
      },
    ),
  );
  blocks.forEach((one, index) => {
    for (const other of blocks.slice(0, index)) {
      if (
        one.key !== other.key &&
        !isSameVpc(one.network, other.network) &&
        overlap(one.block, other.block)
      ) {
        context.report(
          'network/overlap',
          [...one.at, 'network'],
          `the networks of "${other.key}" (${other.cidr}) and "${one.key}" (${one.cidr}) overlap`,
          'give each account a block of its own, or write connect: none and join the networks with your own tools',
        );
      }
    }
  });
}

export function stateOf(context: Context): StateBackend {
  const written = context.valid.state;
  if (written === undefined || written === 'local' || written.kind === 'local') return { kind: 'local' };
  switch (written.kind) {
    case 's3':
      return defined({
        kind: 's3' as const,
        bucket: text(written.bucket),
        region: written.region === undefined ? context.region : text(written.region),
        prefix: written.prefix === undefined ? context.meshName : text(written.prefix),
        role: written.role && text(written.role),
        profile: written.profile && text(written.profile),
        kmsKey: written.kmsKey && text(written.kmsKey),
        lockTable: written.lockTable && text(written.lockTable),
      });
    case 'http':
      return { kind: 'http', address: text(written.address) };
    case 'cloud':
      return defined({
        kind: 'cloud' as const,
        organization: text(written.organization),
        hostname: written.hostname && text(written.hostname),
        project: written.project && text(written.project),
      });
  }
}

/** How a thing is defined, with the least that it needs. */
const DEFINED = {
  account: (key) => `accounts: { ${key}: { id: "111111111111" } } with its own id`,
  authority: (key) => `authorities: { ${key}: { kind: private-ca, commonName: … } }`,
  certificate: (key) => `certificates: { ${key}: { kind: issued } }`,
  cluster: (key) => `clusters: { ${key}: { kind: ecs, account: … } }`,
  service: (key) => `services: { ${key}: { to: WORKLOAD } }`,
  store: (key) => `stores: { ${key}: { kind: task-volume } }`,
  workload: (key) => `workloads: { ${key}: { account: … } }`,
} satisfies Readonly<Record<string, (key: string) => string>>;

/** Whether `key` names one of `things`; reports it when it does not. */
export function refers<T>(
  context: Context,
  what: keyof typeof DEFINED,
  key: string,
  things: ByKey<T>,
  at: Path,
): boolean {
  if (Object.hasOwn(things, key)) return true;
  const known = Object.keys(things);
  context.report(
    `${what}/unknown`,
    at,
    `there is no ${what} "${key}"`,
    context.suggestion(key, known) ??
      `${known.length > 0 ? `the topology has ${firstOf(known)}; name one of them, or ` : ''}add ${DEFINED[what](key)}`,
  );
  return false;
}

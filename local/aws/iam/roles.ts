import { globalArnIn } from '../arn';
import { textOf, queryCall } from '../corrections/correction';
import { elementContents, elementText } from '../corrections/xml';
import type { Call } from '../call';
import type { Forward } from '../moto-proxy';
import { policyOf, type Policy } from './document';

/** A role as IAM holds it. */
export interface Role {
  readonly arn: string;
  readonly name: string;
  /** Its id, with which the user ids of its sessions begin. */
  readonly id: string;
  readonly trust: Policy;
  /** ARN of its permissions boundary. */
  readonly boundary?: string;
}

/** What a role may do: policies in it and attached to it, and its boundary. */
export interface Permissions {
  readonly policies: readonly Policy[];
  /** @default nothing bounds it */
  readonly boundary?: Policy;
}

/** An account and a region, as whose administrator IAM is read. */
export interface Whose {
  readonly account: string;
  readonly region: string;
}

/** A role of an account by its name; undefined where the account has none of this name. */
export async function roleNamed(forward: Forward, whose: Whose, name: string): Promise<Role | undefined> {
  const xml = await read(forward, whose, { Action: 'GetRole', RoleName: name });
  const arn = elementText(xml ?? '', 'Arn');
  if (xml === undefined || arn === undefined) return undefined;
  const boundary = elementText(xml, 'PermissionsBoundaryArn');
  return {
    arn,
    name,
    id: elementText(xml, 'RoleId') ?? '',
    trust: policyOf('trust policy', documentIn(xml, 'AssumeRolePolicyDocument')),
    ...(boundary !== undefined && { boundary }),
  };
}

/** The permissions of a role, as they are now. */
export async function permissionsOf(
  forward: Forward,
  whose: Whose,
  { name, boundary }: Pick<Role, 'name' | 'boundary'>,
): Promise<Permissions> {
  const list = async (action: string, element: string): Promise<readonly string[]> =>
    elementContents((await read(forward, whose, { Action: action, RoleName: name })) ?? '', element);
  const [inline, attached] = await Promise.all([
    list('ListRolePolicies', 'member'),
    list('ListAttachedRolePolicies', 'PolicyArn'),
  ]);
  const policies = await Promise.all([
    ...inline.map(async (policy) => {
      const asked = { Action: 'GetRolePolicy', RoleName: name, PolicyName: policy };
      return policyOf(policy, documentIn((await read(forward, whose, asked)) ?? '', 'PolicyDocument'));
    }),
    ...attached.map((arn) => managedPolicy(forward, whose, arn)),
  ]);
  if (boundary === undefined) return { policies };
  return { policies, boundary: await managedPolicy(forward, whose, boundary) };
}

async function managedPolicy(forward: Forward, whose: Whose, arn: string): Promise<Policy> {
  const policy = await read(forward, whose, { Action: 'GetPolicy', PolicyArn: arn });
  const version = elementText(policy ?? '', 'DefaultVersionId') ?? '';
  const asked = { Action: 'GetPolicyVersion', PolicyArn: arn, VersionId: version };
  return policyOf(arn, documentIn((await read(forward, whose, asked)) ?? '', 'Document'));
}

async function read(
  forward: Forward,
  whose: Whose,
  parameters: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  const answer = await forward(queryCall(callOf(whose), 'iam', { Version: '2010-05-08', ...parameters }));
  return answer.status === 200 ? textOf(answer) : undefined;
}

/** IAM answers documents in percent-encoding. */
function documentIn(xml: string, element: string): string {
  try {
    return decodeURIComponent(elementText(xml, element) ?? '');
  } catch {
    return '';
  }
}

/** A call of the local AWS itself, for an account. */
export function callOf({ account, region }: Whose): Call {
  return {
    method: 'POST',
    url: '/',
    path: '/',
    query: new URLSearchParams(),
    headers: {},
    body: '',
    bytes: Buffer.alloc(0),
    caller: { account, arn: globalArnIn(region, 'iam', account, 'root'), userId: account },
    region,
    service: 'iam',
    requestId: '00000000-0000-0000-0000-000000000000',
  };
}

import type { Answer } from '../call';
import { parsedArn } from '../arn';
import type { Credentials } from '../credentials';
import type { TaskCredentials, TaskRole } from '../../task-credentials';
import type { Forward } from '../moto-proxy';
import { contextOf } from './context';
import { findingOf } from './evaluate';
import { roleNamed } from './roles';

/** The keys of a task, or why it gets none. */
export type GivenCredentials =
  | { readonly ok: true; readonly credentials: TaskCredentials }
  | { readonly ok: false; readonly problem: string };

/** ECS gives keys for six hours. */
const seconds = 6 * 3600;

/** Where the keys come from. */
export interface Issuer {
  readonly credentials: Credentials;
  /** IAM; without it no role exists. */
  readonly forward?: Forward;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** Keys of a role that exists in the task's account and that Amazon ECS may assume for the task, by its trust policy. */
export async function taskCredentials(
  { credentials, forward, clock }: Issuer,
  { role: arn, task }: TaskRole,
): Promise<GivenCredentials> {
  const [of, by] = [parsedArn(arn), parsedArn(task)];
  const name = /^role\/(?:.*\/)?([^/]+)$/.exec(of?.resource ?? '')?.[1];
  const id = /^task\/(?:.*\/)?([\w+=,.@-]{2,64})$/.exec(by?.resource ?? '')?.[1];
  if (of?.service !== 'iam' || name === undefined) return refused(`"${arn}" is not the ARN of a role`);
  if (by?.service !== 'ecs' || id === undefined) return refused(`"${task}" is not the ARN of a task of ECS`);
  const { account, region } = by;
  if (of.account !== account)
    return refused(
      `role ${arn} belongs to account ${of.account}, the task to ${account}: ECS passes no role of another account`,
    );
  const role = forward && (await roleNamed(forward, { account, region }, name));
  if (role?.arn !== arn) return refused(`role ${arn} does not exist`);
  const context = contextOf({ 'aws:SourceArn': task, 'aws:SourceAccount': account });
  const wish = { action: 'sts:AssumeRole', resource: arn, context };
  if (findingOf([role.trust], wish, { Service: ['ecs-tasks.amazonaws.com'] }) !== 'allow')
    return refused(
      `ECS was unable to assume the role '${arn}' that was provided for this task: its trust policy does not allow sts:AssumeRole to ecs-tasks.amazonaws.com for ${task}`,
    );
  const keys = credentials.issue({
    account,
    userId: `${role.id}:${id}`,
    service: 'sts',
    resource: `assumed-role/${name}/${id}`,
    role: { arn, name },
  });
  return {
    ok: true,
    credentials: {
      RoleArn: arn,
      AccessKeyId: keys.accessKeyId,
      SecretAccessKey: keys.secretAccessKey,
      Token: keys.sessionToken,
      Expiration: new Date(clock() + seconds * 1000).toISOString(),
    },
  };
}

/** The response of the endpoint, in the form that AWS's SDKs read. */
export async function taskCredentialsAnswer(issuer: Issuer, query: URLSearchParams): Promise<Answer> {
  const given = await taskCredentials(issuer, {
    role: query.get('role') ?? '',
    task: query.get('task') ?? '',
  });
  const headers = { 'content-type': 'application/json' };
  return given.ok
    ? { status: 200, headers, body: JSON.stringify(given.credentials) }
    : {
        status: 400,
        headers,
        body: JSON.stringify({ code: 'AccessDenied', message: given.problem }),
      };
}

const refused = (problem: string): GivenCredentials => ({ ok: false, problem });

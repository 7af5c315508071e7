import type { LocalAws } from '../../../local/aws/server';
import { requestsWith, type Requests, type Told } from './requests';

/** What a role may do, as a statement of its policy. */
export interface Grant {
  readonly Effect?: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: object;
}

let made = 0;

/** A role that ECS may assume, with an inline policy of these statements; its ARN. */
export async function newTaskRole(
  administrator: Requests,
  account: string,
  grants: readonly Grant[],
): Promise<{ readonly arn: string; readonly name: string }> {
  made += 1;
  const name = `role-${made}`;
  const trust = {
    Effect: 'Allow',
    Principal: { Service: 'ecs-tasks.amazonaws.com' },
    Action: 'sts:AssumeRole',
  };
  await administrator.query('iam', 'CreateRole', {
    RoleName: name,
    AssumeRolePolicyDocument: document([trust]),
  });
  await administrator.query('iam', 'PutRolePolicy', {
    RoleName: name,
    PolicyName: 'grants',
    PolicyDocument: document(grants.map((grant) => ({ Effect: 'Allow', ...grant }))),
  });
  return { name, arn: `arn:aws:iam::${account}:role/${name}` };
}

/** A policy document. */
export const document = (Statement: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement });

/** The key with which a task of ECS makes the requests of its role. */
export async function taskKey(aws: LocalAws, role: string, task = 'a1b2c3'): Promise<string> {
  const account = role.split(':')[4] ?? '';
  const given = await aws.taskCredentials({
    role,
    task: `arn:aws:ecs:us-west-2:${account}:task/yelb/${task}`,
  });
  if (!given.ok) throw new Error(given.problem);
  return given.credentials.AccessKeyId;
}

/** The requests of a task with a new role of these statements. */
export async function newTask(
  aws: LocalAws,
  administrator: Requests,
  account: string,
  grants: readonly Grant[],
): Promise<Requests> {
  const { arn } = await newTaskRole(administrator, account, grants);
  return requestsWith(aws, await taskKey(aws, arn));
}

/** The sentence of a refusal, without the session that it is about. */
export const sentence = ({ body }: Told): string =>
  /User: \S+assumed-role\/\S+ is not authorized to perform: ([^<"]*)/.exec(body)?.[1] ?? body;

/** An empty bucket of an account. */
export async function newBucket(administrator: Requests, name: string): Promise<void> {
  await administrator.rest(
    's3',
    'PUT',
    `/${name}`,
    '<CreateBucketConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><LocationConstraint>us-west-2</LocationConstraint></CreateBucketConfiguration>',
  );
}

import type { LocalAws } from '../../../local/aws/server';
import { newMotoStage, type MotoStage } from './moto';
import { region, requestsOf, requestsWith, type Requests, type Told } from './requests';

/** What a role may do, as a statement of its policy. */
export interface Grant {
  readonly Effect?: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: object;
}

/** An account whose tasks have roles. */
export interface RoleStage extends MotoStage {
  readonly administrator: Requests;
  /** The requests of a task with a new role of these statements. */
  readonly taskThatMay: (...grants: readonly Grant[]) => Promise<Requests>;
}

/** Its id. */
export const ACCOUNT = '111111111111';

/** The ARN of something of it. */
export const own = (service: string, resource: string): string =>
  `arn:aws:${service}:${region}:${ACCOUNT}:${resource}`;

export async function newRoleStage(): Promise<RoleStage> {
  const stage = await newMotoStage();
  const administrator = await requestsOf(stage.aws, ACCOUNT);
  return {
    ...stage,
    administrator,
    taskThatMay: async (...grants) => {
      const { arn } = await newTaskRole(administrator, ACCOUNT, grants);
      return requestsWith(stage.aws, await taskKey(stage.aws, arn));
    },
  };
}

let made = 0;

/**
 * A role with an inline policy of these statements; its ARN.
 * @param service what may assume it. @default ECS
 */
export async function newTaskRole(
  administrator: Requests,
  account: string,
  grants: readonly Grant[],
  { name = newName(), service = 'ecs-tasks.amazonaws.com' } = {},
): Promise<{ readonly arn: string; readonly name: string }> {
  const trust = { Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' };
  await administrator.query('iam', 'CreateRole', {
    RoleName: name,
    AssumeRolePolicyDocument: document([trust]),
  });
  if (grants.length > 0) await allow(administrator, name, grants);
  return { name, arn: `arn:aws:iam::${account}:role/${name}` };
}

function newName(): string {
  made += 1;
  return `role-${made}`;
}

/** Replaces what a role may do. */
export async function allow(administrator: Requests, role: string, grants: readonly Grant[]): Promise<void> {
  await administrator.query('iam', 'PutRolePolicy', {
    RoleName: role,
    PolicyName: 'grants',
    PolicyDocument: document(grants.map((grant) => ({ Effect: 'Allow', ...grant }))),
  });
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

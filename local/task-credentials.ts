/** The path at which the local AWS gives a task the keys of its role, as the agent of Amazon ECS does. */
export const taskCredentialsPath = '/.well-known/meshspan-task-credentials';

/** A task and the role whose keys it asks for: its task role, or what starts it (execution role). */
export interface TaskRole {
  /** ARN of the role. */
  readonly role: string;
  /** ARN of the task: `arn:aws:ecs:REGION:ACCOUNT:task/CLUSTER/ID`. */
  readonly task: string;
}

/**
 * Keys of a role, as the endpoint for credentials of Amazon ECS answers them
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html).
 */
export interface TaskCredentials {
  readonly RoleArn: string;
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly Token: string;
  /** When a client asks again, in ISO 8601. */
  readonly Expiration: string;
}

/** The value of `AWS_CONTAINER_CREDENTIALS_FULL_URI` for a task: AWS's own SDKs and command ask there, and again in time. */
export function taskCredentialsUri(url: string, { role, task }: TaskRole): string {
  return `${url}${taskCredentialsPath}?${new URLSearchParams({ role, task }).toString()}`;
}

import { fieldOf, parsedJson } from '../../../core/base/json';
import { taskCredentialsUri, type TaskCredentials } from '../../task-credentials';
import { clientOfKey, type LocalClient } from '../../client';
import { json } from '../../requests';
import type { ContainerDefinition } from '../read/ecs';
import { stringAt } from '../read/json';

/** The keys of a role for a task, as ECS gets them; or why there are none. */
export async function keysOf(
  url: string,
  role: string,
  task: string,
): Promise<
  { readonly ok: true; readonly keys: TaskCredentials } | { readonly ok: false; readonly problem: string }
> {
  const response = await fetch(taskCredentialsUri(url, { role, task }));
  const answer = parsedJson(await response.text());
  return response.ok
    ? // What that path answers.
      { ok: true, keys: answer as TaskCredentials }
    : { ok: false, problem: stringAt(answer, 'message') || `status ${response.status}` };
}

/** A client of the execution role. */
export const executionClient = (url: string, region: string, keys: TaskCredentials): LocalClient =>
  clientOfKey(url, keys.AccessKeyId, region);

/** The log stream of a container; undefined where its logs go elsewhere. */
export function logStreamOf(
  { name, logConfiguration }: ContainerDefinition,
  task: string,
): { readonly logGroupName: string; readonly logStreamName: string } | undefined {
  const options = logConfiguration?.logDriver === 'awslogs' ? (logConfiguration.options ?? {}) : {};
  const logGroupName = options['awslogs-group'];
  return logGroupName === undefined
    ? undefined
    : { logGroupName, logStreamName: `${options['awslogs-stream-prefix'] ?? ''}/${name}/${task}` };
}

/**
 * What ECS does for a container before it starts, with the execution role of its task: it opens the log stream, and gets the
 * secrets. Throws where the role may not, or there is no such log group, secret or parameter.
 * @param task its id: the last part of the name of a stream
 * @returns the secrets by names of environment variables
 */
export async function prepared(
  client: LocalClient,
  definition: ContainerDefinition,
  task: string,
): Promise<Readonly<Record<string, string>>> {
  const stream = logStreamOf(definition, task);
  if (stream !== undefined) await client.ask(json('logs', 'Logs_20140328.CreateLogStream', stream));
  const values = await Promise.all(
    (definition.secrets ?? []).map(
      async ({ name, valueFrom }) => [name, await valueOf(client, valueFrom)] as const,
    ),
  );
  return Object.fromEntries(values);
}

/** `arn:…:secret:NAME[:json-key:stage:version]`, or the ARN or name of a parameter of SSM. */
async function valueOf(client: LocalClient, from: string): Promise<string> {
  if (!from.includes(':secretsmanager:')) {
    const asked = { Names: [from], WithDecryption: true };
    const answer = parsedJson(await client.ask(json('ssm', 'AmazonSSM.GetParameters', asked)));
    const [found] = (fieldOf(answer, 'Parameters') ?? []) as readonly unknown[];
    if (found === undefined) throw new Error(`there is no parameter ${from}`);
    return stringAt(found, 'Value');
  }
  const parts = from.split(':');
  const asked = { SecretId: parts.slice(0, 7).join(':') };
  const answer = await client.ask(json('secretsmanager', 'secretsmanager.GetSecretValue', asked));
  const text = stringAt(parsedJson(answer), 'SecretString');
  const key = parts[7] ?? '';
  return key === '' ? text : stringAt(parsedJson(text), key);
}

import type { Cluster } from '../account';
import type { Path } from '../finding';
import { openParametersOf, type Text } from '../value';
import { text, textRecord, type Context, type ValidGatewayRuntime, type ValidRuntime } from './context';

/** Keys of a runtime that only ECS reads, and what there is on EKS. */
const OF_ECS = {
  exec: 'start commands with kubectl exec, as the access entries of the cluster allow it',
  logs: 'collect the logs of the cluster with your own tools, such as the add-on amazon-cloudwatch-observability',
} as const satisfies Partial<Record<keyof ValidGatewayRuntime, string>>;

/** What is written for another platform than that of the cluster, and would silently do nothing or fail there. */
export function checkPlatform(
  context: Context,
  at: Path,
  cluster: Cluster | undefined,
  written: ValidGatewayRuntime & Partial<ValidRuntime>,
): void {
  if (cluster === undefined) return;
  const isEks = cluster.kind === 'eks';
  for (const [name, secret] of Object.entries(textRecord(written.secrets))) {
    const named = secret.startsWith('arn:');
    if (openParametersOf(secret).length === 0 && named === isEks) reportSecret(context, at, cluster, name);
  }
  if (!isEks) return;
  for (const key of ['exec', 'logs'] as const)
    if (written[key] !== undefined && written[key] !== false)
      context.report(
        'runtime/keys',
        [...at, key],
        `${key} does nothing on cluster "${cluster.key}", which is of EKS`,
        `drop ${key}; ${OF_ECS[key]}`,
      );
  const user = written.user === undefined ? undefined : text(written.user);
  if (user !== undefined && !isNumeric(user))
    context.report(
      'runtime/user',
      [...at, 'user'],
      `user "${user}" is a name, and Kubernetes takes the numbers of user and group`,
      'write the numbers that it has in the image, such as user: "1000:1000", or drop user',
    );
}

const isNumeric = (user: Text): boolean => openParametersOf(user).length > 0 || /^\d+(:\d+)?$/.test(user);

function reportSecret(context: Context, at: Path, { key, kind }: Cluster, name: string): void {
  const isEks = kind === 'eks';
  context.report(
    'runtime/secrets',
    [...at, 'secrets', name],
    isEks
      ? `secret "${name}" is an ARN, and a pod on "${key}" gets secrets of Kubernetes alone`
      : `secret "${name}" is one of Kubernetes, and a task on "${key}" gets secrets of AWS alone`,
    isEks
      ? `write NAME/KEY of a Secret in the namespace of the mesh, such as ${name}: database/password; what puts it there from AWS is your own, such as the External Secrets Operator`
      : `write the ARN of a secret or of an SSM parameter, such as ${name}: arn:aws:secretsmanager:…`,
  );
}

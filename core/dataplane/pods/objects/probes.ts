import type { Text } from '../../../topology';
import type { HealthCheckSpec } from '../../tasks/specs';
import type { ManifestTree } from '../specs';

/** A command as ECS takes it (`CMD`, or `CMD-SHELL` with a line for the shell) as Kubernetes takes it. */
export function commandOf([kind, ...rest]: readonly Text[]): readonly Text[] {
  return kind === 'CMD-SHELL' ? ['/bin/sh', '-c', ...rest] : rest;
}

/**
 * The probes of a container: a command in it and never a connection, since nothing but its callers may connect to a pod. What
 * starts after it waits for the first; where another fails, the pod is taken out of DNS, and the container started again.
 */
export function probesOf(check: HealthCheckSpec | undefined): { readonly [name: string]: ManifestTree } {
  if (check === undefined) return {};
  const { intervalSeconds, timeoutSeconds, retries, startSeconds } = check;
  const probe = {
    exec: { command: commandOf(check.command) },
    periodSeconds: intervalSeconds,
    timeoutSeconds,
  };
  return {
    startupProbe: { ...probe, failureThreshold: Math.ceil(startSeconds / intervalSeconds) + retries },
    readinessProbe: { ...probe, failureThreshold: retries },
    livenessProbe: { ...probe, failureThreshold: retries },
  };
}

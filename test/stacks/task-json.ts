import type { Json, StackJson } from './json';

/** A container of a task definition. */
type Container = Json & { readonly name: string };

/**
 * The containers of a task definition, by their names, in their order.
 * @param task name of its address: `task_workload-shop`
 */
export function containersOf(stack: StackJson, task: string): ReadonlyMap<string, Container> {
  const text = String(stack.at(`aws_ecs_task_definition.${task}`)['container_definitions']);
  return new Map((JSON.parse(text) as readonly Container[]).map((one) => [one.name, one]));
}

/** The environment of a container. */
export const variablesOf = (container: Json | undefined): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    ((container?.['environment'] ?? []) as readonly Json[]).map(({ name, value }) => [name, value]),
  );

/** The statements of the policy of a resource. */
export const statementsOf = (stack: StackJson, address: string): readonly Json[] =>
  (JSON.parse(String(stack.at(address)['policy'])) as { Statement: readonly Json[] }).Statement;

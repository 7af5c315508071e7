import { setTimeout as pause } from 'node:timers/promises';
import { quotedList } from '../../../core/base/text';
import type { ContainerDefinition, Dependency } from '../read/ecs';
import type { RunningContainer } from './container';

/** How the containers of a task are started. */
export interface Starting {
  readonly start: (definition: ContainerDefinition) => Promise<RunningContainer>;
  /** Runs a container's health check once. */
  readonly check: (definition: ContainerDefinition) => Promise<boolean>;
  /** Milliseconds after which a task that is not up does not come up. */
  readonly patienceMs: number;
}

/** Milliseconds between two health checks: ECS waits longer, and decides the same. */
const BETWEEN = 250;

/**
 * Starts the containers of a task as ECS does: each after what it depends on, and the task is up once all have started and
 * those with a health check are healthy. It fails where an essential container ends, a container that has to succeed does
 * not, or one stays unhealthy.
 * @returns why it is not up, in one line; undefined where it is
 */
export async function startInOrder(
  definitions: readonly ContainerDefinition[],
  { start, check, patienceMs }: Starting,
): Promise<string | undefined> {
  const deadline = performance.now() + patienceMs;
  const byName = new Map(definitions.map((definition) => [definition.name, definition]));
  const running = new Map<string, Promise<RunningContainer>>();
  const healthy = new Map<string, Promise<void>>();
  const begun = new Set<string>();
  const well = new Set<string>();
  let report: (problem: Error) => void = () => undefined;
  const over = new AbortController();
  const broken = new Promise<never>((_, fail) => {
    report = fail;
  });

  const startedOf = (definition: ContainerDefinition): Promise<RunningContainer> =>
    kept(running, definition.name, async () => {
      for (const dependency of definition.dependsOn ?? []) await satisfied(definition, dependency);
      if (over.signal.aborted) throw new Error('the task has failed before');
      const container = await start(definition);
      begun.add(definition.name);
      if (definition.essential !== false)
        void container.ended.then((code) => report(exited(definition, code, container)));
      return container;
    });
  const healthyOf = (definition: ContainerDefinition): Promise<void> =>
    kept(healthy, definition.name, async () => {
      const container = await startedOf(definition);
      const { interval = 30, retries = 3, startPeriod = 0 } = definition.healthCheck ?? {};
      const until = Math.min(deadline, performance.now() + (startPeriod + retries * interval) * 1000);
      while (!over.signal.aborted && !(await check(definition))) {
        if (performance.now() > until)
          throw new Error(`container "${definition.name}" stays unhealthy${said(container)}`);
        await pause(BETWEEN);
      }
      well.add(definition.name);
    });
  const satisfied = async (
    { name }: ContainerDefinition,
    { containerName, condition }: Dependency,
  ): Promise<void> => {
    const definition = byName.get(containerName);
    if (definition === undefined)
      throw new Error(`container "${name}" depends on "${containerName}", which the task does not have`);
    if (condition === 'HEALTHY') {
      if (definition.healthCheck === undefined)
        throw new Error(
          `container "${name}" waits until "${containerName}" is healthy, which has no health check`,
        );
      await healthyOf(definition);
      return;
    }
    const container = await startedOf(definition);
    if (condition === 'START') return;
    const code = await container.ended;
    if (condition === 'SUCCESS' && code !== 0) throw exited(definition, code, container);
  };

  const up = async (): Promise<void> => {
    await Promise.all(definitions.map(startedOf));
    await Promise.all(definitions.filter(({ healthCheck }) => healthCheck !== undefined).map(healthyOf));
  };
  const late = pause(patienceMs, undefined, { ref: false }).then((): never => {
    const [unhealthy] = definitions.filter(
      ({ name, healthCheck }) => healthCheck !== undefined && begun.has(name) && !well.has(name),
    );
    const waiting = definitions.filter(({ name }) => !begun.has(name)).map(({ name }) => name);
    const why =
      unhealthy === undefined
        ? `${quotedList(waiting)} did not start`
        : `container "${unhealthy.name}" stays unhealthy`;
    throw new Error(`it is not up in ${patienceMs / 1000} s: ${why}`);
  });
  for (const each of [broken, late]) each.catch(() => undefined);
  try {
    await Promise.race([up(), broken, late]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    // Nothing is checked or started any more of a task that has failed.
    over.abort();
  }
}

/** One promise for each name; nobody may look at it before it fails. */
function kept<Value>(
  known: Map<string, Promise<Value>>,
  name: string,
  make: () => Promise<Value>,
): Promise<Value> {
  const found = known.get(name);
  if (found !== undefined) return found;
  // Later, so that those that wait for each other find each other's promise.
  const made = Promise.resolve().then(make);
  made.catch(() => undefined);
  known.set(name, made);
  return made;
}

const exited = ({ name }: ContainerDefinition, code: number, container: RunningContainer): Error =>
  new Error(`container "${name}" ended with code ${code}${said(container)}`);

function said(container: RunningContainer): string {
  const lines = container.lastLines();
  return lines.length === 0 ? '' : `: ${lines.join(' / ')}`;
}

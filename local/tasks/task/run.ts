import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { json } from '../../requests';
import { refusalToAws } from '../network/permitted';
import { tried } from '../read/account';
import { isHealthy, type RunningContainer } from './container';
import type { SocketAddress } from '../place/bootstrap';
import type { PlannedTask, TaskContext } from './context';
import { executionClient, keysOf, logStreamOf, prepared } from './execution-role';
import { startInOrder } from './order';
import { placeOf } from './place';
import { checkOf, startContainer } from './start';
import type { TaskState } from './surroundings';

/** A task that was started. */
export interface StartedTask {
  readonly task: PlannedTask;
  /** Why it is not up, or has stopped since, in one line. */
  readonly problem: () => string | undefined;
  /** Ports on which something answers what comes from outside of the task, as they are deployed. */
  readonly ports: readonly number[];
  /** Where its Envoys log each hop. */
  readonly hopsFile: string;
  /** Clusters and ports whose peers its Envoys verify. */
  readonly verifies: ReadonlySet<string>;
  /** Folder of its files. */
  readonly home: string;
  /** The administration interfaces of its Envoys. */
  readonly admins: readonly SocketAddress[];
  /** Stops its containers, and takes its log streams away. */
  readonly stop: () => Promise<void>;
}

/** Starts a task as ECS does, and waits until it is up, or does not come up. */
export async function startTask(context: TaskContext, task: PlannedTask): Promise<StartedTask> {
  const home = join(context.folder, task.name);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const state: TaskState = {
    context,
    task,
    place: placeOf(task.nic, context.address),
    home,
    hopsFile: join(home, 'hops.jsonl'),
    ports: new Set(),
    applicationPorts: new Set(),
    verifies: new Set(),
    services: [],
    admins: [],
  };
  const running: RunningContainer[] = [];
  const ended: string[] = [];
  const over = new AbortController();
  const problem = await upOf(state, running, ended, over.signal);
  return {
    task,
    problem: () => problem ?? ended[0],
    ports: [...state.ports],
    hopsFile: state.hopsFile,
    verifies: state.verifies,
    home,
    admins: state.admins,
    stop: async () => {
      over.abort();
      await Promise.all(running.map((container) => container.stop()));
      await forgetLogs(state);
    },
  };
}

const idOf = ({ arn }: PlannedTask): string => arn.slice(arn.lastIndexOf('/') + 1);

async function upOf(
  state: TaskState,
  running: RunningContainer[],
  ended: string[],
  over: AbortSignal,
): Promise<string | undefined> {
  const { context, task } = state;
  const { definition, hasPublicAddress, account } = task.service;
  const noWay = refusalToAws(context.network, task.nic, hasPublicAddress);
  if (noWay !== undefined) return `it cannot get its images: ${noWay}`;
  const role = definition.executionRoleArn;
  const keys = role === undefined ? undefined : await keysOf(context.url, role, task.arn);
  if (keys?.ok === false) return keys.problem;
  const client = keys && executionClient(context.url, context.regionOf(account), keys.keys);
  const prepare = async (container: (typeof definition.containerDefinitions)[number]) =>
    client === undefined ? {} : prepared(client, container, idOf(task));
  return startInOrder(definition.containerDefinitions, {
    start: async (container) => {
      const started = await startContainer(state, container, await prepare(container));
      // One that was still starting when its task had failed already.
      if (over.aborted) await started.stop();
      else running.push(started);
      if (container.essential !== false)
        void started.ended.then((code) =>
          ended.push(`container "${container.name}" ended with code ${code} while the task ran`),
        );
      return started;
    },
    check: async (container) => {
      const command = checkOf(state, container);
      const { timeout = 5 } = container.healthCheck ?? {};
      return command === undefined || isHealthy(command, timeout * 1000);
    },
    patienceMs: context.patienceMs,
  });
}

async function forgetLogs({ context, task }: TaskState): Promise<void> {
  const account = context.accounts.get(task.service.account);
  if (account === undefined) return;
  await Promise.all(
    task.service.definition.containerDefinitions.map(async (container) => {
      const stream = logStreamOf(container, idOf(task));
      if (stream !== undefined) await tried(account, json('logs', 'Logs_20140328.DeleteLogStream', stream));
    }),
  );
}

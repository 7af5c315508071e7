import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unique } from '../../core/base/collections';
import { addressesIn, claimNetwork } from '../envoy/network';
import { startPrograms } from '../envoy/programs';
import { inParallel } from '../../terraform/pool';
import { hopsOf } from './hops';
import type { ManagementService } from '../mesh-service';
import { groundOf, type Ground } from './ground';
import { plannedTasks } from './plan';
import { deployedIn } from './read/deployed';
import { register } from './register';
import { renewal } from './renewal';
import type { DoorReport, RenewalReport, TaskReport, TrafficReport } from './report';
import { askDoors } from './ask-doors';
import type { TaskContext } from './task/context';
import { writePrograms, type Tools } from './task/programs';
import { readOnlyWords } from './task/read-only';
import { startTask, type StartedTask } from './task/run';
import { mountPathsOf } from './task/volumes';

/** What runs what was deployed. */
export interface TrafficOptions {
  /** Of the local AWS. */
  readonly url: string;
  readonly region: string;
  /** Ids of the accounts. */
  readonly accounts: readonly string[];
  readonly tools: Tools;
  /** App Mesh's management service. @default its proxies do not start */
  readonly management?: ManagementService;
  /** Called when a step begins, with what it does. */
  readonly onStep?: (what: string) => void;
  /** Most tasks of a service that run. @default 2 */
  readonly most?: number;
  /** Milliseconds that a task may take until it is up. @default 60000 */
  readonly taskPatienceMs?: number;
  /** Milliseconds until a front door that does not answer has failed. @default 20000 */
  readonly doorPatienceMs?: number;
}

/** What came of it, or one line that says why nothing could run. */
export type TrafficRun =
  | { readonly ok: true; readonly report: TrafficReport }
  | { readonly ok: false; readonly problem: string };

/** Tasks that start at the same time: each runs AWS's command, which takes a second of a processor. */
const WIDTH = 4;

/**
 * Runs the tasks of what was deployed to a local AWS, and sends requests through its load balancers. All of it is read back
 * from the local AWS. At the end nothing of it is left: no process, no file, nothing registered.
 */
export async function runTraffic(options: TrafficOptions): Promise<TrafficRun> {
  const claim = await claimNetwork();
  if (claim === undefined)
    return {
      ok: false,
      problem:
        'tasks need loopback addresses such as 127.128.0.2, and none can be used here; Linux has them, other systems need an alias for each',
    };
  const folder = mkdtempSync(join(tmpdir(), `meshspan-tasks-${process.pid}-`));
  const programs = startPrograms(folder);
  const ends: (() => Promise<unknown>)[] = [];
  try {
    options.onStep?.('reading what was deployed');
    const deployed = await deployedIn(options.url, options.accounts, options.region);
    const address = addressesIn(claim.network);
    const ground = await groundOf(deployed, address, ends);
    const planned = plannedTasks(deployed, ground.ledger, options.most ?? 2);
    const readOnly = await readOnlyWords(folder);
    const notes = new Set<string>();
    const context: TaskContext = {
      url: options.url,
      accounts: deployed.accounts,
      network: deployed.network,
      ledger: ground.ledger,
      folder,
      programs,
      binaries: writePrograms(join(folder, 'bin'), options.tools),
      ...(options.management && { management: options.management }),
      address,
      resolvers: await ground.resolversFor(planned.tasks.flatMap(({ nic }) => nic.subnet?.vpc ?? [])),
      placeOf: ground.placeOf,
      regionOf: (account) => deployed.accounts.get(account)?.region ?? options.region,
      mountPaths: mountPathsOf(deployed.services.map(({ definition }) => definition)),
      ...(readOnly && { readOnly }),
      note: (line) => notes.add(line),
      patienceMs: options.taskPatienceMs ?? 60_000,
    };
    options.onStep?.(`starting ${planned.tasks.length} tasks`);
    const problems = [...planned.problems];
    const tasks = await inParallel(planned.tasks, WIDTH, async (task) => {
      const started = await startTask(context, task);
      ends.push(started.stop);
      if (started.problem() === undefined) problems.push(...(await joined(started, ground, context, ends)));
      return started;
    });
    options.onStep?.('sending requests');
    const doors = await askDoors(deployed, ground, options.doorPatienceMs ?? 20_000, ends);
    const answered = doors.every(({ ok }) => ok);
    if (answered) options.onStep?.('renewing a certificate');
    const renewed = answered ? await renewal(tasks, deployed.accounts) : undefined;
    return {
      ok: true,
      report: await reportOf(tasks, doors, renewed, { problems, notes: [...notes] }, ground),
    };
  } finally {
    for (const end of ends.toReversed()) await end();
    await programs.end();
    await claim.release();
  }
}

/** A task that is up: its ports are opened, and it is registered. */
async function joined(
  { task, ports }: StartedTask,
  ground: Ground,
  { accounts }: TaskContext,
  ends: (() => Promise<unknown>)[],
): Promise<readonly string[]> {
  for (const port of ports) ends.push(await ground.open(task.nic, port));
  const account = accounts.get(task.service.account);
  if (account === undefined) return [];
  const registered = await register(account, task, ground.discovery);
  ends.push(registered.end);
  return registered.problems;
}

/** Milliseconds after which Envoys have written what they log. */
const FLUSHED = 300;

async function reportOf(
  started: readonly StartedTask[],
  doors: readonly DoorReport[],
  renewed: RenewalReport | undefined,
  { problems, notes }: Pick<TrafficReport, 'problems' | 'notes'>,
  { passages, ledger, unresolved }: Ground,
): Promise<TrafficReport> {
  await new Promise((done) => setTimeout(done, FLUSHED));
  const tasks = started.map(({ task, problem }): TaskReport => {
    const why = problem();
    return {
      task: task.name,
      service: task.service.name,
      account: task.service.account,
      ip: task.nic.ip,
      containers: task.service.definition.containerDefinitions.map(({ name }) => name),
      ...(why !== undefined && { problem: why }),
    };
  });
  const wrong = [
    ...problems,
    ...(await unresolved()),
    ...(tasks.length === 0 ? ['no service of Amazon ECS is deployed, so nothing runs'] : []),
  ];
  return {
    ok:
      wrong.length === 0 &&
      tasks.every(({ problem }) => problem === undefined) &&
      doors.every(({ ok }) => ok) &&
      renewed?.problem === undefined,
    tasks,
    doors,
    hops: hopsOf(started, passages.all(), ledger),
    ...(renewed && { renewal: renewed }),
    refusals: unique(passages.all().flatMap(({ refusal }) => refusal ?? [])),
    notes,
    problems: wrong,
  };
}

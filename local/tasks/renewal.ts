import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { json } from '../requests';
import { ask } from '../envoy/admin';
import type { Account } from './read/account';
import type { ContainerDefinition } from './read/ecs';
import type { RenewalReport } from './report';
import { TIME_PASSES } from './task/programs';
import type { StartedTask } from './task/run';

/** Milliseconds in which a renewed certificate is to be presented, once its time has come. */
const PATIENCE = 30_000;

/**
 * Renews the certificate of one service, as ACM does before it expires, lets the time pass after which its tasks fetch
 * certificates again, and waits until their Envoys present the new one.
 * @returns undefined where no task fetches a certificate
 */
export async function renewal(
  tasks: readonly StartedTask[],
  accounts: ReadonlyMap<string, Account>,
): Promise<RenewalReport | undefined> {
  const found = tasks.flatMap((started) => {
    const [certificate] = fetchedBy(started);
    return certificate === undefined || started.problem() !== undefined ? [] : [{ started, certificate }];
  });
  const [first] = found;
  const account = accounts.get(first?.started.task.service.account ?? '');
  if (first === undefined || account === undefined) return undefined;
  const { certificate } = first;
  const same = found.filter((each) => each.certificate === certificate).map(({ started }) => started);
  const before = await Promise.all(same.map(serialsOf));
  const begun = performance.now();
  await account.client.ask(
    json('acm', 'CertificateManager.RenewCertificate', { CertificateArn: certificate }),
  );
  for (const { task, home } of same)
    for (const { name } of fetching(task.service.definition.containerDefinitions))
      writeFileSync(join(home, name, 'root', TIME_PASSES), '');
  const waiting = await presented(same, before, begun + PATIENCE);
  const seconds = (performance.now() - begun) / 1000;
  const report = { certificate, tasks: same.map(({ task }) => task.name), seconds };
  return waiting.length === 0
    ? report
    : {
        ...report,
        problem: `${waiting.join(', ')} still presents the certificate from before its renewal: what fetches it has to replace the files by one rename`,
      };
}

async function presented(
  tasks: readonly StartedTask[],
  before: readonly string[],
  deadline: number,
): Promise<readonly string[]> {
  for (;;) {
    const now = await Promise.all(tasks.map(serialsOf));
    const waiting = tasks.filter((_, index) => now[index] === before[index]);
    if (waiting.length === 0 || performance.now() > deadline) return waiting.map(({ task }) => task.name);
    await pause(200);
  }
}

/** Containers that fetch certificates again and again. */
const fetching = (definitions: readonly ContainerDefinition[]): readonly ContainerDefinition[] =>
  definitions.filter(
    ({ environment = [], essential = true }) =>
      essential && environment.some(({ name }) => name === 'CERTIFICATES'),
  );

/** ARNs of the certificates that a task fetches: `<arn> <folder>` in each line. */
const fetchedBy = ({ task }: StartedTask): readonly string[] =>
  fetching(task.service.definition.containerDefinitions).flatMap(({ environment = [] }) =>
    environment
      .filter(({ name }) => name === 'CERTIFICATES')
      .flatMap(({ value }) => value.split('\n'))
      .flatMap((line) => line.split(' ')[0] || []),
  );

/** The serial numbers of what the Envoys of a task have loaded (`/certs` of the administration interface). */
async function serialsOf({ admins }: StartedTask): Promise<string> {
  const answers = await Promise.all(admins.map((admin) => ask(admin, '/certs')));
  return answers
    .flatMap((answer) => [...(answer?.text ?? '').matchAll(/"serial_number": "(\w+)"/g)])
    .flatMap(([, serial]) => serial ?? [])
    .join(' ');
}

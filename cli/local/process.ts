import { spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { defined } from '../../core/base/properties';
import { jsonText } from '../../core/report';
import type { Topology } from '../../core/topology';
import { proofs } from '../../local/proof';
import {
  isRecordDamaged,
  removeRecord,
  runningRecord,
  writeRecord,
  type LocalRecord,
} from '../../local/record';
import { hasSnapshot, keptInWords, lostInWords, type Restored } from '../../local/snapshot';
import { isAlive } from '../../terraform/process-alive';
import { ExitCode, type Io } from '../io';
import { forgetLocal, logFile, motoCache, profilesOf, recordFile, snapshotFile, withoutKeys } from './aws';
import type { Session } from '../session';
import { topologyFileOf } from '../topology-file';

/** The first start installs moto. */
const longestStart = 5 * 60_000;

/** `meshspan local up`: starts a local AWS in a process of its own. */
export async function up(session: Session): Promise<ExitCode> {
  const { io, format } = session;
  const running = await runningRecord(recordFile(io));
  if (running !== undefined) return isUp(io, running);
  if (isRecordDamaged(recordFile(io))) return isUnknown(io);
  // The contents of an earlier one are gone, unless it was killed and this one continues from its snapshot.
  if (!hasSnapshot(snapshotFile(io))) forgetLocal(io);
  const { isMotoInstalled } = await import('../../local/moto');
  io.err('starting a local AWS\n');
  if (!(await isMotoInstalled(motoCache(io)))) io.err(installing(motoCache(io)));
  const record = await started(session);
  if (record === undefined) return ExitCode.Findings;
  io.out(
    format === 'json'
      ? jsonText(withoutToken(record))
      : `a local AWS is running at ${record.url}\n${restoredText(record)}${howTo(record)}`,
  );
  return ExitCode.Ok;
}

/** The message of the first start. */
export const installing = (folder: string): string => `installing moto, 140 MB, once, into ${folder}\n`;

/** There can be only one per folder. */
export function isUp(io: Io, { url }: LocalRecord): ExitCode {
  io.err(`meshspan: a local AWS is already running at ${url}; "meshspan local down" stops it\n`);
  return ExitCode.Findings;
}

/** An unreadable record may belong to a local AWS that is running: nothing is started beside it, and nothing is stopped. */
export function isUnknown(io: Io): ExitCode {
  const file = recordFile(io);
  io.err(
    `meshspan: ${file} and its copy are damaged, so it is not known whether a local AWS is running; stop the process "meshspan local serve" if there is one, then remove both files\n`,
  );
  return ExitCode.Findings;
}

/** Starts the process and waits until it has written its record; nothing, after a message, where it stopped before. */
export async function started(session: Session): Promise<LocalRecord | undefined> {
  const { io, values, valueFiles, env, environment, file } = session;
  const [program, ...first] = io.self ?? [];
  if (program === undefined) throw new Error('this program does not know how to start itself');
  mkdirSync(dirname(logFile(io)), { recursive: true });
  const log = openSync(logFile(io), 'w', 0o600);
  const named = topologyFileOf(file, io);
  const words = [
    ...first,
    'local',
    'serve',
    ...(named === undefined ? [] : [named]),
    ...Object.entries(values).flatMap(([name, value]) => ['--set', `${name}=${value}`]),
    ...valueFiles.flatMap((path) => `--values=${path}`),
    ...(env ? ['--env'] : []),
    ...(environment === undefined ? [] : [`--environment=${environment}`]),
    '--fail-on=none',
  ];
  const child = spawn(program, words, {
    cwd: io.cwd,
    detached: true,
    stdio: ['ignore', log, log],
    windowsHide: true,
  });
  child.unref();
  const patience = performance.now() + longestStart;
  while (performance.now() < patience && child.exitCode === null && child.signalCode === null) {
    const record = await runningRecord(recordFile(io));
    if (record !== undefined && record.pid === child.pid) return record;
    await pause(200);
  }
  io.err(`meshspan: the local AWS did not start: ${lastLineOf(logFile(io))}\n`);
  return undefined;
}

/** `meshspan local serve`: a local AWS in this process, until it is asked to stop. */
export async function serve({ io }: Session, topology: Topology): Promise<ExitCode> {
  const { startFor } = await import('./start');
  const { snapshotIn } = await import('../../local/snapshot');
  const running = await runningRecord(recordFile(io));
  if (running !== undefined) return isUp(io, running);
  if (isRecordDamaged(recordFile(io))) return isUnknown(io);
  const ended = new Promise<void>((done) => io.onInterrupt?.(() => done()));
  const profiles = profilesOf(topology);
  const file = snapshotFile(io);
  const snapshot = snapshotIn(file, (reason) =>
    io.err(`meshspan: the contents of the local AWS cannot be saved: ${reason}\n`),
  );
  let kept: Restored = { restored: false };
  const start = await startFor(io, topology, {
    onInstall: (folder) => io.err(installing(folder)),
    onChange: snapshot.save,
    onStart: (world) => {
      kept = snapshot.restore(world);
    },
  });
  if (!start.ok) {
    io.err(`meshspan: ${start.problem}\n`);
    return ExitCode.Findings;
  }
  const { aws, moto, close } = start.whole;
  const { url, environment } = aws;
  const { restored, damage } = kept;
  if (damage !== undefined) io.err(`meshspan: ${damage}\n`);
  const { region } = topology;
  const { look } = proofs[topology.dataPlane] ?? {};
  const accounts = Object.fromEntries(
    Object.keys(topology.accounts).map((key) => [key, profiles[key] ?? '']),
  );
  writeRecord(recordFile(io), {
    version: 1,
    pid: process.pid,
    token: aws.token,
    motoPid: moto.pid,
    url,
    region,
    environment,
    accounts,
    ...defined({ look }),
    ...(restored ? { restored } : {}),
    ...defined({ damage }),
  });
  io.out(`a local AWS is running at ${url}\n`);
  const words = await Promise.race([ended, moto.ended]);
  // Where moto was killed, the next local AWS continues from our own snapshot.
  if (words === undefined) snapshot.remove();
  else io.err(`meshspan: moto stopped: ${words}\n`);
  removeRecord(recordFile(io));
  await close();
  return words === undefined ? ExitCode.Ok : ExitCode.Findings;
}

/** `meshspan local down` */
export async function down({ io }: Session): Promise<ExitCode> {
  const record = await runningRecord(recordFile(io));
  if (record === undefined && isRecordDamaged(recordFile(io))) return isUnknown(io);
  if (record === undefined) {
    io.out('no local AWS is running\n');
    return ExitCode.Ok;
  }
  await end(record);
  removeRecord(recordFile(io));
  forgetLocal(io);
  io.out(`stopped the local AWS at ${record.url}; its contents are gone\n`);
  return ExitCode.Ok;
}

/** The token identifies this local AWS to meshspan; it is of no use to others. */
function withoutToken(record: LocalRecord): Omit<LocalRecord, 'token'> {
  const { token: _, ...shown } = record;
  return shown;
}

/**
 * Stops a local AWS that runs in a process of its own.
 * @param record from `runningRecord`: its process has just confirmed that it is this one
 */
export async function end({ pid }: LocalRecord): Promise<void> {
  process.kill(pid, 'SIGTERM');
  const patience = performance.now() + 10_000;
  while (isAlive(pid) && performance.now() < patience) await pause(100);
  if (isAlive(pid)) process.kill(pid, 'SIGKILL');
}

/** `meshspan local status` */
export async function status({ io, format }: Session): Promise<ExitCode> {
  const record = await runningRecord(recordFile(io));
  if (record !== undefined) {
    const { residentBytes } = await import('../../local/moto');
    const motoBytes = await residentBytes(record.motoPid);
    io.out(
      format === 'json'
        ? jsonText({ ...withoutToken(record), up: true, motoBytes })
        : `a local AWS is running at ${record.url} (process ${record.pid})\n${memoryText(motoBytes)}${howTo(record)}`,
    );
  } else if (isRecordDamaged(recordFile(io))) return isUnknown(io);
  else if (format === 'json')
    io.out(jsonText({ version: 1, up: false, restorable: hasSnapshot(snapshotFile(io)) }));
  else if (hasSnapshot(snapshotFile(io)))
    io.out(`the local AWS was killed; "meshspan local up" starts it again with its ${keptInWords}\n`);
  else io.out('no local AWS is running; "meshspan local up" starts one\n');
  return ExitCode.Ok;
}

/** moto also keeps the memory of deleted things until it stops. */
const memoryText = (bytes: number | undefined): string =>
  bytes === undefined
    ? ''
    : `moto uses ${Math.round(bytes / 2 ** 20)} MiB of memory; "local down" and "local up" free what it no longer needs\n`;

/** What was restored from a local AWS that was killed. */
const restoredText = ({ restored, damage }: LocalRecord): string =>
  `${damage === undefined ? '' : `${damage}\n`}${whatIsBack(restored)}`;

const whatIsBack = (restored?: boolean): string =>
  restored === true
    ? `it continues from one that was killed: ${keptInWords} are as they were, ${lostInWords} are gone; deploy again to create them again\n`
    : '';

/** How to point the aws command, Terraform and `meshspan deploy` at it. */
export function howTo({
  environment,
  region,
  accounts,
  look = 'sts get-caller-identity',
}: LocalRecord): string {
  const [first = 'ACCOUNT'] = Object.keys(accounts);
  // Version 1 of the command reads only the second name of the region.
  const wanted = {
    ...withoutKeys(environment),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_PROFILE: first,
  };
  const exports = Object.entries(wanted).map(([name, value]) => `  export ${name}=${value}`);
  return [
    'to look into it:',
    ...exports,
    `  aws --profile ${first} ${look}`,
    `profiles: ${Object.entries(accounts)
      .map(([key, id]) => `${key} (${id})`)
      .join(', ')}`,
    '',
  ].join('\n');
}

function lastLineOf(file: string): string {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.at(-1)?.replace(/^meshspan: /, '') ?? '';
}

import { hasSnapshot } from '../../local/snapshot';
import { isLocalAws, runningRecord, type LocalRecord } from '../../local/record';
import type { Deployable } from '../../core/judge';
import { outOf, ownOut } from '../out';
import type { Placed } from '../synth';
import type { RunnerOptions } from '../../terraform/runner';
import type { Meant } from '../meant';
import { ExitCode } from '../io';
import type { Session } from '../session';
import { besideReal, environmentFor, localOut, localStates, recordFile, snapshotFile } from './aws';
import { kubernetesFor } from './kubernetes';

/** The target of a deploy or destroy: its session and plan, which AWS it uses, and how its Terraform signs in. */
export interface Target {
  readonly session: Placed;
  readonly deployable: Deployable;
  readonly meant: Meant;
  readonly environment: NonNullable<RunnerOptions['environment']>;
  /** Folders that are mirrors of providers, beside those of the machine. */
  readonly mirrors: readonly string[];
}

/**
 * The real accounts, or, with `--local` or where the environment points at it, the local AWS of this folder. Its stacks and
 * states are separate from real ones, whatever state backend the topology names, so that a trial never touches the state of
 * a real deployment.
 */
export async function targetOf(session: Session, deployable: Deployable): Promise<Target | ExitCode> {
  const { io, local, command } = session;
  const endpoint = io.env['AWS_ENDPOINT_URL'] ?? '';
  const record = await runningRecord(recordFile(io));
  if (record !== undefined && (local || record.url === endpoint))
    return await localTarget(session, deployable, record);
  const problem = local
    ? `no local AWS is running in this folder; "meshspan local up" starts an empty one; if one runs in another folder, run this command there and name the topology: meshspan ${command} --local PATH`
    : await misledBy(session, endpoint, record);
  if (problem !== undefined) {
    io.err(`meshspan: ${problem}\n`);
    return ExitCode.Misuse;
  }
  const environment = (): ReturnType<Target['environment']> => ({
    from: io.env,
    inherit: ['AWS_', 'TF_VAR_'],
  });
  const meant: Meant =
    endpoint === ''
      ? { kind: 'aws', ...(record === undefined ? {} : { besideLocal: record.url }) }
      : { kind: 'endpoint', url: endpoint };
  const placed = { ...session, out: outOf(session, deployable.topology) };
  return { session: placed, deployable, meant, environment, mirrors: [] };
}

/** Why an endpoint is refused as a target; nothing where it is accepted. */
async function misledBy(
  { io, command }: Session,
  endpoint: string,
  record: LocalRecord | undefined,
): Promise<string | undefined> {
  if (endpoint === '') return undefined;
  if (record !== undefined)
    return `AWS_ENDPOINT_URL is ${endpoint}, and the local AWS of this folder is at ${record.url}; add --local, export what "meshspan local status" prints, or unset it`;
  if (!isOnThisMachine(endpoint)) return undefined;
  if (await isLocalAws(endpoint))
    return `AWS_ENDPOINT_URL is ${endpoint}, a local AWS that was started in another folder; run this command there and name the topology (meshspan ${command} --local PATH), or unset the variables that "meshspan local status" printed`;
  if (hasSnapshot(snapshotFile(io)))
    return `AWS_ENDPOINT_URL is ${endpoint}, and the local AWS of this folder was killed; "meshspan local up" starts it again, or unset it`;
  return undefined;
}

function isOnThisMachine(endpoint: string): boolean {
  try {
    return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(endpoint).hostname);
  } catch {
    return false;
  }
}

async function localTarget(
  session: Session,
  real: Deployable,
  { url, environment }: LocalRecord,
): Promise<Target | ExitCode> {
  const deployable = besideReal(real);
  const mirrors = await kubernetesFor(session.io, deployable.plan);
  if (mirrors === undefined) return ExitCode.Findings;
  return {
    session: {
      ...session,
      out: ownOut(session.io, real.topology, localOut),
      states: localStates(session.io),
    },
    deployable,
    meant: { kind: 'local', url, folder: session.io.cwd },
    environment: environmentFor(deployable, environment),
    mirrors,
  };
}

import { runningRecord, type LocalRecord } from '../../local/record';
import { besideReal, environmentFor, localOut, localStates, recordFile } from './aws';
import { ExitCode } from '../io';
import type { Deployable } from '../../core/judge';
import { outOf, ownOut } from '../out';
import type { Session } from '../session';
import type { Placed } from '../synth';
import type { RunnerOptions } from '../../terraform/runner';

/** Where a deploy or destroy goes: its session and plan, and how its Terraform signs in. */
export interface Target {
  readonly session: Placed;
  readonly deployable: Deployable;
  readonly environment: NonNullable<RunnerOptions['environment']>;
}

/**
 * The real accounts, or, where the environment points at the local AWS of this folder, that one: its stacks and states
 * then lie apart from real ones, whatever state backend the topology names, so that trying something out never touches
 * the state of what is deployed.
 */
export async function targetOf(session: Session, deployable: Deployable): Promise<Target | ExitCode> {
  const { io } = session;
  const endpoint = io.env['AWS_ENDPOINT_URL'];
  const record = endpoint === undefined ? undefined : await runningRecord(recordFile(io));
  if (record === undefined) {
    const environment = (): ReturnType<Target['environment']> => ({
      from: io.env,
      inherit: ['AWS_', 'TF_VAR_'],
    });
    return { session: { ...session, out: outOf(session, deployable.topology) }, deployable, environment };
  }
  if (record.url !== endpoint) {
    io.err(
      `meshspan: AWS_ENDPOINT_URL is ${endpoint}, and the local AWS of this folder is at ${record.url}; export what "meshspan local status" prints, or unset it\n`,
    );
    return ExitCode.Misuse;
  }
  return localTarget(session, deployable, record);
}

function localTarget(session: Session, real: Deployable, { url, environment }: LocalRecord): Target {
  session.io.err(`for the local AWS at ${url}; its stacks and states are in .meshspan/local\n`);
  const deployable = besideReal(real);
  return {
    session: {
      ...session,
      out: ownOut(session.io, real.topology, localOut),
      states: localStates(session.io),
    },
    deployable,
    environment: environmentFor(deployable, environment),
  };
}

import { resolve } from 'node:path';
import type { Topology } from '../core/topology';
import type { RunnerOptions } from '../terraform/runner';
import type { Deployable } from '../sources/pipeline';
import type { Io } from './io';
import type { Planned } from './plan';

/** Where a local AWS that was left running is written down. */
export const recordFile = (io: Io): string => resolve(io.cwd, '.meshspan/local.json');
/** Where its process writes what goes wrong. */
export const logFile = (io: Io): string => resolve(io.cwd, '.meshspan/local.log');
export const motoFolder = (io: Io): string => resolve(io.cwd, '.meshspan/moto');
/** What a local AWS in a process of its own keeps, in case that process is killed. */
export const snapshotFile = (io: Io): string => resolve(io.cwd, '.meshspan/local/aws.json');
/** Stacks and states of what is deployed locally, apart from those of real accounts. */
export const localOut = '.meshspan/local/out';

/** Whether an account's id is known here, rather than at the time of deployment. */
export const isAccountId = (text: string): boolean => /^\d{12}$/.test(text);

/** The account of each profile: one by the key of every account, and those that the topology names. */
export function profilesOf({ accounts }: Topology): Readonly<Record<string, string>> {
  const known = Object.values(accounts).filter(({ id }) => isAccountId(id));
  return Object.fromEntries([
    ...known.map(({ key, id }) => [key, id]),
    ...known.flatMap(({ credentials, id }) =>
      credentials.kind === 'profile' ? [[credentials.profile, id]] : [],
    ),
  ]);
}

/** The ids of the accounts, each once. */
export const idsOf = ({ accounts }: Topology): readonly string[] => [
  ...new Set(
    Object.values(accounts)
      .map(({ id }) => id)
      .filter(isAccountId),
  ),
];

/**
 * The same mesh as it is tried out: its state in local files, since the bucket of the real one is not there, and
 * nothing protected, since it is taken down again.
 */
export function triedOut({ judgement, findings, deployable }: Planned): Planned {
  const state = { kind: 'local' } as const;
  const { topology, plan, lowered } = deployable;
  const local: Deployable = {
    topology: { ...topology, state, removalProtection: false },
    plan: { ...plan, stacks: plan.stacks.map((stack) => ({ ...stack, state })) },
    lowered,
  };
  return { judgement, findings, deployable: local };
}

/** The environment of a stack's Terraform: the local AWS, and nothing of the user's own AWS. */
export function environmentFor(
  { topology, plan }: Deployable,
  environment: Readonly<Record<string, string>>,
): NonNullable<RunnerOptions['environment']> {
  const ambient = new Map(
    plan.stacks.flatMap(({ name, account, credentials }) =>
      credentials.kind === 'ambient' && topology.accounts[account] !== undefined ? [[name, account]] : [],
    ),
  );
  return (stack) => {
    const profile = ambient.get(stack);
    if (profile === undefined) return { inherit: ['TF_VAR_'], add: environment };
    // Keys would go before the profile.
    const { AWS_ACCESS_KEY_ID: _, AWS_SECRET_ACCESS_KEY: __, ...rest } = environment;
    return { inherit: ['TF_VAR_'], add: { ...rest, AWS_PROFILE: profile } };
  };
}

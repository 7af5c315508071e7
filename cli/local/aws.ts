import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Topology } from '../../core/topology';
import type { RunnerOptions } from '../../terraform/runner';
import type { Deployable } from '../../core/judge';
import { cacheFolder } from '../../local/packages';
import { isDamagedSnapshot } from '../../local/snapshot';
import { statesBelow } from '../../sources/states-folder';
import type { Io } from '../io';

/** The record of a local AWS that keeps running. */
export const recordFile = (io: Io): string => resolve(io.cwd, '.meshspan/local.json');
/** The log of its process. */
export const logFile = (io: Io): string => resolve(io.cwd, '.meshspan/local.log');
/** Where moto is installed, once for all meshes of the user. */
export const motoCache = (io: Io): string => cacheFolder(io.env);
/** The snapshot that a local AWS in a process of its own writes, in case that process is killed. */
export const snapshotFile = (io: Io): string => resolve(io.cwd, '.meshspan/local/aws.json');
/** Stacks and states of local deployments, separate from those of real accounts. */
export const localOut = '.meshspan/local/out';
/** Local states are stored with the local AWS that they belong to, wherever the topology is. */
export const localStates = (io: Io): string => statesBelow(resolve(io.cwd, dirname(localOut)));

/** Whether an account's id is known now, not only at the time of deployment. */
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
 * Removes the stacks and states of local deployments: their resources are gone with the local AWS. Damaged files of an
 * earlier one that were set aside stay, so that they can be examined.
 */
export function forgetLocal(io: Io): void {
  const folder = resolve(io.cwd, dirname(localOut));
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder))
    if (!isDamagedSnapshot(name)) rmSync(join(folder, name), { recursive: true, force: true });
}

/** The same mesh beside the real one: its state is in local files, because the real bucket is not there. */
export function besideReal({ topology, ...rest }: Deployable): Deployable {
  return { ...rest, topology: { ...topology, state: { kind: 'local' } } };
}

/** An environment in which a profile decides who signs in: keys would take precedence. */
export function withoutKeys(environment: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { AWS_ACCESS_KEY_ID: _, AWS_SECRET_ACCESS_KEY: __, ...rest } = environment;
  return rest;
}

/** The environment of a stack's Terraform: the local AWS, and nothing from the user's own AWS. */
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
    return { inherit: ['TF_VAR_'], add: { ...withoutKeys(environment), AWS_PROFILE: profile } };
  };
}

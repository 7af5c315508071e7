import { providers, type Plan } from '../../core/planner';
import { mirrorsOf, versionIn } from '../../terraform/mirrors';
import { surroundingsOfProcess } from '../../terraform/surroundings';
import type { Io } from '../io';
import { motoCache } from './aws';

/**
 * Prepares what a local deployment of clusters of EKS needs: a Kubernetes on this machine, and hashicorp/kubernetes. Both are
 * built where they are missing.
 * @returns folders that are mirrors of providers; undefined, after a message, where something is missing
 */
export async function kubernetesFor(io: Io, { stacks }: Plan): Promise<readonly string[] | undefined> {
  if (!stacks.some(({ kind }) => kind === 'kubernetes')) return [];
  const { installKubernetes, installProvider } = await import('../../local/kubernetes');
  const cache = motoCache(io);
  const options = { onBuild: (folder: string) => io.err(building(folder)) };
  const kubernetes = await installKubernetes(cache, options);
  if (!kubernetes.ok) return refused(io, kubernetes.problem);
  if (isMirrored(io)) return [];
  const provider = await installProvider(cache, options);
  return provider.ok ? [provider.path] : refused(io, provider.problem);
}

/** The message of a build. */
export const building = (folder: string): string =>
  `building programs for clusters of EKS, once, for some minutes, into ${folder}\n`;

function refused(io: Io, problem: string): undefined {
  io.err(
    `meshspan: this topology has a cluster of EKS, for which a Kubernetes runs on this machine: ${problem}\n`,
  );
}

/** Whether this machine has hashicorp/kubernetes in a mirror of its own. */
function isMirrored(io: Io): boolean {
  const { kubernetes } = providers;
  const around = { ...surroundingsOfProcess(), env: io.env };
  return mirrorsOf(around, [kubernetes]).some((mirror) => versionIn(mirror, kubernetes) !== undefined);
}

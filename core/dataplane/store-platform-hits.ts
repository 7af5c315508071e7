import { at, type Hit, type Store, type Topology } from '../topology';
import { hit } from './hit';
import { readStoresOf } from './read-stores';
import { runnersOf } from './runners';
import type { Platform } from './runtimes';

/** Kinds of stores that a platform does not have, with what it has instead. */
const MISSING: Readonly<Record<Platform, Partial<Record<Store['kind'], string>>>> = {
  eks: {
    efs: 'write kind: secrets-manager with the same files, or kind: kubernetes-secret with secret: its name, whose files Kubernetes keeps up to date',
  },
  ecs: {
    'kubernetes-secret': 'write kind: secrets-manager with files, or kind: efs',
  },
};

const NAMES = { ecs: 'ECS', eks: 'EKS' } as const;

/** Stores that a task or pod reads and that its platform cannot mount; each once. */
export function storePlatformHits(topology: Topology): readonly Hit[] {
  const found = runnersOf(topology).flatMap((runner): readonly (readonly [string, Hit])[] => {
    const platform = at(topology.clusters, runner.runtime.cluster).kind;
    return readStoresOf(topology, runner).flatMap((store) => {
      const fix = MISSING[platform][store.kind];
      const summary = `"${runner.key}" reads store "${store.key}" of kind ${store.kind}, and runs on ${NAMES[platform]}, which has none`;
      return fix === undefined ? [] : [[store.key, hit([...store.at, 'kind'], summary, fix)] as const];
    });
  });
  return [...new Map(found.toReversed()).values()].toReversed();
}

import { at, type Hit, type Store, type Topology } from '../topology';
import { presentedBy } from './certificate-assets';
import { hit } from './hit';
import { runnersOf, type Runner } from './runners';
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
    return storesOf(topology, runner).flatMap((store) => {
      const fix = MISSING[platform][store.kind];
      const summary = `"${runner.key}" reads store "${store.key}" of kind ${store.kind}, and runs on ${NAMES[platform]}, which has none`;
      return fix === undefined ? [] : [[store.key, hit([...store.at, 'kind'], summary, fix)] as const];
    });
  });
  return [...new Map(found.toReversed()).values()].toReversed();
}

/** Those that it names, and those of its certificates. */
function storesOf({ stores, certificates }: Topology, runner: Runner): readonly Store[] {
  const presented = presentedBy(runner).flatMap((key) => {
    const certificate = at(certificates, key);
    if (certificate.kind !== 'file') return [];
    const { store, chain } = certificate;
    return (
      store ?? Object.values(stores).find(({ mountPath }) => chain.startsWith(`${mountPath}/`))?.key ?? []
    );
  });
  return [...new Set([...presented, ...(runner.runtime.application?.stores ?? [])])].map((key) =>
    at(stores, key),
  );
}

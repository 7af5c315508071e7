import { join } from 'node:path';
import { areBuilt, buildPrograms, homeOf, type BuildOptions } from '../go';
import { findEtcd } from './etcd';
import { kubeconformPrograms, kubernetesPrograms, kwokPrograms, providerPrograms } from './programs';

/** The files of the programs of a Kubernetes on one machine. */
export interface KubernetesPrograms {
  readonly etcd: string;
  readonly apiServer: string;
  readonly controllers: string;
  readonly scheduler: string;
  /** Simulates nodes and what runs on them. */
  readonly kwok: string;
}

export type InstalledKubernetes =
  | { readonly ok: true; readonly programs: KubernetesPrograms }
  | { readonly ok: false; readonly problem: string };

/** A file or a folder that was built, or one line that states what to do. */
export type Built =
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly problem: string };

/**
 * Finds etcd, and builds what a Kubernetes needs into a cache folder if it is not there yet: minutes, once for a user.
 * @param cache `cacheFolder()`
 */
export async function installKubernetes(
  cache: string,
  options: BuildOptions & { readonly etcd?: string } = {},
): Promise<InstalledKubernetes> {
  // Cheap things first: nobody waits minutes for a problem that is known.
  const etcd = await findEtcd(options.etcd);
  if (!etcd.ok) return etcd;
  const kubernetes = await buildPrograms(cache, kubernetesPrograms, options);
  if (!kubernetes.ok) return kubernetes;
  const kwok = await buildPrograms(cache, kwokPrograms, options);
  if (!kwok.ok) return kwok;
  return {
    ok: true,
    programs: {
      etcd: etcd.command,
      apiServer: join(kubernetes.bin, 'kube-apiserver'),
      controllers: join(kubernetes.bin, 'kube-controller-manager'),
      scheduler: join(kubernetes.bin, 'kube-scheduler'),
      kwok: join(kwok.bin, 'kwok'),
    },
  };
}

/** A folder from which Terraform installs hashicorp/kubernetes; it is built into the cache if it is not there yet. */
export async function installProvider(cache: string, options?: BuildOptions): Promise<Built> {
  const built = await buildPrograms(cache, providerPrograms, options);
  return built.ok ? { ok: true, path: built.home } : built;
}

/** The same folder where it is built already: for a machine whose registry and mirrors do not have the provider. */
export const builtMirrors = (cache: string): readonly string[] =>
  areBuilt(cache, providerPrograms) ? [homeOf(cache, providerPrograms)] : [];

/** kubeconform, which is built into the cache if it is not there yet. */
export async function installKubeconform(cache: string, options?: BuildOptions): Promise<Built> {
  const built = await buildPrograms(cache, kubeconformPrograms, options);
  return built.ok ? { ok: true, path: join(built.bin, 'kubeconform') } : built;
}

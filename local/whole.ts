import { defined } from '../core/base/properties';
import { clusterServers } from './cluster-servers';
import { startLocalAws, type LocalAws, type LocalAwsOptions } from './aws/server';
import { installMoto, startMoto, type Moto } from './moto';

/** A local AWS with its moto. */
export interface WholeLocalAws {
  readonly aws: LocalAws;
  readonly moto: Moto;
  readonly close: () => Promise<void>;
}

/** How to start it. */
export interface WholeOptions extends Omit<LocalAwsOptions, 'moto'> {
  /** The folder in which moto is, or will be, installed; `cacheFolder()` is shared by all meshes of a user. */
  readonly motoCache: string;
  /** Called with the folder before the first installation, which takes some seconds. */
  readonly onInstall?: (folder: string) => void;
  /** Called with the folder before the programs of Kubernetes are built, which takes minutes. */
  readonly onBuild?: (folder: string) => void;
  /** As in `MotoOptions`: AWS's own IAM policies, for clusters of EKS. @default false */
  readonly managedPolicies?: boolean;
}

export type StartedWhole =
  | { readonly ok: true; readonly whole: WholeLocalAws }
  | { readonly ok: false; readonly problem: string };

/** Installs moto if it isn't installed yet, and starts it and the local AWS. */
export async function startWholeLocalAws({
  motoCache,
  onInstall,
  onBuild,
  managedPolicies = false,
  ...options
}: WholeOptions): Promise<StartedWhole> {
  const installed = await installMoto(motoCache, defined({ onInstall }));
  if (!installed.ok) return installed;
  const started = await startMoto(installed.python, { managedPolicies });
  if (!started.ok) return started;
  const { moto } = started;
  const aws = await startLocalAws({
    clusterServers: clusterServers({ cache: motoCache, onBuild }),
    ...options,
    moto: moto.url,
  });
  const close = async (): Promise<void> => {
    await aws.close();
    await moto.stop();
  };
  return { ok: true, whole: { aws, moto, close } };
}

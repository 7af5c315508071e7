import { at, type Closed, type ListenerTls, type Topology, type Trust } from '../../topology';
import type { PolicySpec } from '../lowered';
import type { AppMeshLowered } from './specs';

/** Files that its listeners and policies name, and the stores of its certificates. */
export function filesReadBy(
  topology: Closed<Topology>,
  { listeners, backends, backendDefaults }: Closed<AppMeshLowered>['parties'][number],
): { readonly stores: readonly string[]; readonly paths: readonly string[] } {
  const policies = [backendDefaults, ...backends.map(({ clientPolicy }) => clientPolicy)];
  const used = [...listeners.map(({ tls }) => ofListener(tls)), ...policies.map(ofPolicy)];
  const certificates = used.flatMap(({ certificate }) => {
    const found = certificate === undefined ? undefined : at(topology.certificates, certificate);
    return found?.kind === 'file' ? [found] : [];
  });
  return {
    stores: certificates.flatMap(({ store }) => store ?? []),
    paths: [
      ...certificates.flatMap(({ chain, privateKey }) => [chain, privateKey]),
      ...used.flatMap(({ trust }) => (trust?.kind === 'file' ? [trust.chain] : [])),
    ],
  };
}

interface Used {
  readonly certificate?: string | undefined;
  readonly trust?: Closed<Trust> | undefined;
}

const ofListener = (tls: Closed<ListenerTls>): Used =>
  tls.kind === 'mesh' ? { certificate: tls.certificate, trust: tls.validation?.trust } : {};

const ofPolicy = (policy: Closed<PolicySpec> | undefined): Used =>
  policy?.kind === 'tls' ? { certificate: policy.certificate, trust: policy.trust } : {};

import { at, type Store, type Topology } from '../topology';
import { presentedBy } from './certificate-assets';
import type { Runner } from './runners';

/** The stores that the containers of a workload or gateway read: those that it names, and those of its certificates. */
export function readStoresOf({ stores, certificates }: Topology, runner: Runner): readonly Store[] {
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

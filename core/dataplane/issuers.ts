import { groupedBy } from '../base/collections';
import type { Store, Topology } from '../topology';
import type { Lowered } from './lowered';

/** A topology with its certificates. */
interface Issuing {
  readonly topology: Pick<Topology, 'certificates' | 'stores'>;
  readonly lowered: Pick<Lowered, 'certificates'>;
}

/** Keys of the authorities that issue certificates, ACM's and those of cert-manager, by the keys of these. */
export const issuersOf = ({ topology, lowered }: Issuing): ReadonlyMap<string, string> =>
  new Map([
    ...lowered.certificates.flatMap(({ key, source }) =>
      source.kind === 'issue' ? [[key, source.authority] as const] : [],
    ),
    ...filledIn(topology).map(({ key, authority }) => [key, authority] as const),
  ]);

/** Keys of the certificates that cert-manager has issued, by the name of the Secret that contains them. */
export function keysBySecret(topology: Issuing['topology']): (secret: string) => readonly string[] {
  const found = groupedBy(filledIn(topology), ({ secret }) => secret);
  return (secret) => (found.get(secret) ?? []).map(({ key }) => key);
}

const filledIn = ({ certificates, stores }: Issuing['topology']) =>
  Object.values(certificates).flatMap((certificate) => {
    const { store } = certificate.kind === 'file' ? certificate : {};
    return store === undefined || !Object.hasOwn(stores, store)
      ? []
      : issuedInto(stores[store]).map((issued) => ({ key: certificate.key, ...issued }));
  });

const issuedInto = (store: Store | undefined) =>
  store?.kind === 'kubernetes-secret' && store.issued !== undefined
    ? [{ secret: store.secret, authority: store.issued.authority }]
    : [];

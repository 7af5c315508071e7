import { defined } from '../base/properties';
import type { Value } from '../topology';
import type { BackendSpec, CertificateSpec, ListenerSpec, Lowered, Party } from '../dataplane/lowered';
import type { Instant } from '../base/instant';
import type { Authorities } from './chains';

/** What each edge looks up in a mesh. Indexed once: a mesh has as many edges as it has things to search. */
export interface Lookups {
  /** The time for which verdicts are made; absent: what depends on the date is undecided. */
  readonly at?: Instant;
  /** By id. */
  readonly parties: ReadonlyMap<string, Party>;
  readonly authorities: Authorities;
  /** What a party's backends say of a service, by its key. */
  readonly backendOf: (party: Party, service: string) => BackendSpec | undefined;
  /** A listener of a party on a port that is known; absent also where the port of some listener is open. */
  readonly listenerOf: (party: Party, port: Value<number>) => ListenerSpec | undefined;
  /**
   * A certificate where it is used: its spec in that account. One that several accounts use has a spec in each.
   * @throws where it was not lowered
   */
  readonly certificateOf: (key: string, account: string) => CertificateSpec;
}

export function lookupsOf(lowered: Lowered, at?: Instant): Lookups {
  const { parties, authorities } = lowered;
  const certificates = [...lowered.certificates, ...(lowered.shownFromOutside ?? [])];
  const backends = firstByKey(
    parties.flatMap(({ id, backends: own }) =>
      own.map((backend) => [`${id}\n${backend.service}`, backend] as const),
    ),
  );
  const listeners = firstByKey(
    parties.flatMap(({ id, listeners: own }) =>
      own.flatMap((listener) =>
        typeof listener.port === 'number' ? [[`${id}\n${listener.port}`, listener] as const] : [],
      ),
    ),
  );
  const inAccount = firstByKey(certificates.map((each) => [`${each.key}\n${each.account}`, each]));
  const anywhere = firstByKey(certificates.map((each) => [each.key, each]));
  return {
    ...defined({ at }),
    parties: firstByKey(parties.map((party) => [party.id, party])),
    authorities: firstByKey(authorities.map((authority) => [authority.key, authority])),
    backendOf: ({ id }, service) => backends.get(`${id}\n${service}`),
    listenerOf: ({ id }, port) => (typeof port === 'number' ? listeners.get(`${id}\n${port}`) : undefined),
    certificateOf: (key, account) => {
      const found = inAccount.get(`${key}\n${account}`) ?? anywhere.get(key);
      if (found === undefined) throw new Error(`certificate "${key}" was not lowered`);
      return found;
    },
  };
}

function firstByKey<T>(entries: readonly (readonly [string, T])[]): ReadonlyMap<string, T> {
  const first = new Map<string, T>();
  for (const [key, thing] of entries) if (!first.has(key)) first.set(key, thing);
  return first;
}

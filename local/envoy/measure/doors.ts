import type { ProxySpec } from '../../../core/dataplane/envoy';
import { newLeaf, type Pki } from '../pki';
import type { Outcome } from '../report';
import { admitted } from './trials';
import { exactOf } from './names';
import type { Lookups } from './lookups';
import type { Door } from './walk';

/** The doors of all proxies, by party id and the listener's port in the topology. */
export type Doors = ReadonlyMap<string, Door>;

export const doorId = (party: string, listener: number): string => `${party} ${listener}`;

export const doorsOf = (proxies: readonly ProxySpec[]): Doors =>
  new Map(
    proxies.flatMap((proxy) =>
      proxy.inbound.map(({ listener, protocol, port }) => [
        doorId(proxy.id, listener),
        { party: proxy.id, listener, protocol, socket: { address: proxy.bind, port }, proxy },
      ]),
    ),
  );

/** Whom a door lets in; each is tried once, whatever the number of callers. */
export interface DoorTrials {
  plaintextCaller(): Promise<Outcome>;
  callerWithoutCertificate(): Promise<Outcome>;
  foreignCaller(): Promise<Outcome>;
}

/** Trials of doors, with what each found kept. */
export function doorTrials(lookups: Lookups, pki: Pki): (door: Door) => DoorTrials {
  const known = new Map<string, DoorTrials>();
  return (door) => {
    const id = doorId(door.party, door.listener);
    const found = known.get(id) ?? trialsOf(door, lookups, pki);
    known.set(id, found);
    return found;
  };
}

function trialsOf(door: Door, lookups: Lookups, pki: Pki): DoorTrials {
  const tls = lookups.listenerOf(door.party, door.listener)?.tls;
  const permitted = tls?.kind === 'mesh' ? (tls.validation?.names ?? []) : [];
  return {
    plaintextCaller: kept(() => admitted(door, undefined)),
    callerWithoutCertificate: kept(() => admitted(door, {})),
    foreignCaller: kept(async () => {
      const certificate = await newLeaf({ issuer: pki.foreign, names: exactOf(permitted) });
      return admitted(door, { certificate });
    }),
  };
}

function kept<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => (result ??= work());
}

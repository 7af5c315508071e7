import {
  isParameterRef,
  layerOf,
  openText,
  type Entry,
  type LoadBalancerLayer,
  type Protocol,
  type Value,
} from '../topology';
import { sameValue, valueText } from './live';

/** An entry with what is behind it. */
export interface PlacedEntry<E extends Entry, L> {
  readonly entry: E;
  /** Absent: no listener is on its port, and it leads past the proxy. */
  readonly listener?: L;
  readonly layer: LoadBalancerLayer;
  /** Which load balancer of the party has it: entries of one layer and scheme share one. */
  readonly loadBalancer: string;
}

/** What decides on the load balancer of an entry. */
interface Behind {
  readonly port: Value<number>;
  readonly protocol: Protocol;
}

/** The entries of a party, each with its listener and the load balancer that it is on. */
export function placedEntriesOf<E extends Entry, L extends Behind>({
  listeners,
  entries,
}: {
  readonly listeners: readonly L[];
  readonly entries: readonly E[];
}): readonly PlacedEntry<E, L>[] {
  const byPort = new Map(listeners.map((listener) => [valueText(listener.port), listener]));
  return entries.map((entry) => {
    const listener = byPort.get(valueText(entry.listener));
    const layer = layerOf(entry, listener);
    return {
      entry,
      layer,
      loadBalancer: `${layer}-${entry.scheme}`,
      ...(listener === undefined ? {} : { listener }),
    };
  });
}

/** What has entries. */
interface Fronted<E extends Entry, L extends Behind> {
  readonly key: string;
  readonly listeners: readonly L[];
  readonly entries: readonly E[];
}

/**
 * What an edge calls the load balancer of an entry: `load-balancer/<key>:<port>`, and which of several it is where more
 * than one of the party listens on that port.
 */
export function loadBalancerIdOf<E extends Entry, L extends Behind>(party: Fronted<E, L>, entry: E): string {
  const id = `load-balancer/${party.key}:${isParameterRef(entry.port) ? openText(entry.port.parameter) : String(entry.port)}`;
  const onPort = party.entries.filter(({ port }) => sameValue(port, entry.port));
  if (onPort.length < 2) return id;
  const [placed] = placedEntriesOf({ listeners: party.listeners, entries: [entry] });
  return placed === undefined ? id : `${id}/${placed.loadBalancer}`;
}

import { layerOf, type Entry, type Layer, type Protocol, type Value } from '../topology';
import { valueText } from './live';

export type { Layer };

/** An entry with what is behind it. */
export interface PlacedEntry<E extends Entry, L> {
  readonly entry: E;
  /** Absent: no listener is on its port, and it leads past the proxy. */
  readonly listener?: L;
  readonly layer: Layer;
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

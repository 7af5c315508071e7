import type { Presenter } from './workloads';
import { list, sortedEntries, text, type Context, type ValidEntry } from './context';

/**
 * The load balancers that present a certificate under a name in Route 53, as what presents it: callers look for that name in it.
 * An entry of a gateway without a record of its own has the gateway's.
 */
export const entryPresenters = ({ valid }: Context): readonly Presenter[] =>
  (['workloads', 'gateways'] as const).flatMap((things) =>
    sortedEntries<Fronted>(valid[things] ?? {}).flatMap(([key, { entry, record: ofParty }]) =>
      list<ValidEntry>(entry).flatMap(({ tls, record = ofParty }): readonly Presenter[] =>
        tls === undefined || record === undefined
          ? []
          : [
              {
                key,
                at: [things, key],
                name: text(record.name),
                tags: {},
                listeners: [{ tls: { kind: 'mesh', mode: 'STRICT', certificate: tls.certificate } }],
              },
            ],
      ),
    ),
  );

interface Fronted {
  readonly entry?: ValidEntry | readonly ValidEntry[] | undefined;
  readonly record?: ValidEntry['record'];
}

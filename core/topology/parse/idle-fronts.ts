import type { Path } from '../finding';
import { layerOf } from '../front';
import { isCovered } from '../covered';
import type { Gateway } from '../service';
import type { Topology } from '../topology';
import type { Entry, Workload } from '../workload';
import type { Context } from './context';

/** A key that has no effect, and why. */
interface IdleKey {
  readonly at: Path;
  readonly key: string;
  readonly why: string;
}

type Party = Pick<Workload | Gateway, 'listeners' | 'entries'>;

const isNetwork = ({ listeners }: Party, entry: Entry): boolean =>
  layerOf(
    entry,
    listeners.find(({ port }) => isCovered(port, [entry])),
  ) === 'network';

/** Logs of a network load balancer are of TLS alone (its user guide, "Access logs"). */
const idleLogsOf = (party: Party): readonly IdleKey[] =>
  party.entries.flatMap((entry) => {
    if (entry.accessLogs === undefined || !isNetwork(party, entry)) return [];
    const terminates = party.entries.some(
      (each) => each.scheme === entry.scheme && each.outside.kind === 'tls' && isNetwork(party, each),
    );
    return terminates
      ? []
      : [
          {
            at: entry.at,
            key: 'accessLogs',
            why: 'here: a network load balancer logs only connections whose TLS it terminates',
          },
        ];
  });

/** What says more than it does of load balancers and their records. */
export const idleFrontKeysOf = ({ valid }: Context, topology: Topology): readonly IdleKey[] => {
  const parties: readonly Party[] = [
    ...Object.values(topology.workloads),
    ...Object.values(topology.gateways),
  ];
  const gateways = Object.values(topology.gateways).flatMap(({ key, record }) =>
    record?.zone !== undefined && valid.gateways?.[key]?.record?.private !== undefined ? [record.at] : [],
  );
  return [
    ...parties.flatMap(idleLogsOf),
    ...gateways.map((at) => ({ at, key: 'private', why: 'in a hosted zone that exists' })),
  ];
};

/** Keys of stores and the kinds that read them. */
const STORE_KEYS = {
  fileSystem: ['efs'],
  files: ['efs', 'secrets-manager'],
  secret: ['kubernetes-secret'],
  authority: ['kubernetes-secret'],
  names: ['kubernetes-secret'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Keys of stores that are for another kind of them. */
export const idleStoreKeysOf = ({ valid: { stores = {} } }: Context): readonly IdleKey[] =>
  Object.entries(stores).flatMap(([store, written]) =>
    Object.entries(STORE_KEYS).flatMap(([key, kinds]) =>
      key in written && !kinds.some((kind) => kind === written.kind)
        ? [{ at: ['stores', store], key, why: `in a store of kind ${written.kind}` }]
        : [],
    ),
  );

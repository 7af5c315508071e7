import { nameKindOf, type ClientPolicy, type Hit, type Path, type Text, type Topology } from '../topology';

interface List {
  /** Whose names, as a sentence begins. */
  readonly what: string;
  readonly at: Path;
  readonly names: readonly Text[];
}

/** Names of certificates, and names that are expected in them, which are neither DNS names nor URIs. */
export const nameHits = (topology: Topology): readonly Hit[] =>
  listsIn(topology).flatMap(({ what, at, names }) =>
    names
      .filter((name) => nameKindOf(name) === 'other')
      .map((name) => ({
        at,
        summary: `${what} "${name}", which is neither a DNS name nor a URI: no proxy compares an IP address or a port`,
        fix: 'write a DNS name, such as api.example.com, or a URI, such as spiffe://example.com/api, or remove the name',
      })),
  );

function listsIn({ certificates, workloads, gateways }: Topology): readonly List[] {
  const parties = [
    ...Object.values(workloads),
    ...Object.values(gateways).map((gateway) => ({ ...gateway, calls: [] })),
  ];
  const outside = Object.values(gateways).flatMap(({ key, callers }) =>
    expectedBy(`callers of ${key}`, callers),
  );
  return [
    ...outside,
    ...Object.values(certificates).flatMap(({ key, at, kind, facts }): readonly List[] =>
      kind === 'issued' ? [] : [{ what: `certificate "${key}" has the name`, at, names: facts.names ?? [] }],
    ),
    ...parties.flatMap(({ key, listeners, callDefaults, calls, entries }) => [
      ...entries.flatMap(({ callers }) => expectedBy(`callers of ${key}`, callers)),
      ...[callDefaults, ...calls.map(({ policy }) => policy)].flatMap((policy) => expectedBy(key, policy)),
      ...listeners.flatMap(({ at, tls }): readonly List[] =>
        tls.kind === 'mesh' && tls.validation !== undefined
          ? [{ what: `the listener of "${key}" expects the name`, at, names: tls.validation.names }]
          : [],
      ),
    ]),
  ];
}

const expectedBy = (key: string, policy: ClientPolicy | undefined): readonly List[] =>
  policy?.kind === 'tls' ? [{ what: `"${key}" expects the name`, at: policy.at, names: policy.names }] : [];

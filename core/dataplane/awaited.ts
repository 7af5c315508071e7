import { at as thing, type Path, type Text, type Topology } from '../topology';
import { frontingOf } from './fronting';

/** Something that exists already, and without which a deploy fails. */
export interface Awaited {
  /** Where the topology names it. */
  readonly at: Path;
  /** What it is, with its name: `certificate "website"`. */
  readonly what: string;
  /** Its ARN or id. */
  readonly id: Text;
}

/** What load balancers present and where their records are, as far as somebody else created it; each once. */
export function awaitedBy(topology: Topology): readonly Awaited[] {
  const all = frontingOf(topology).flatMap(({ entry, party }): readonly Awaited[] => {
    const { outside } = entry;
    const certificate =
      outside.kind === 'tls' ? thing(topology.certificates, outside.certificate) : undefined;
    const records = [entry.record, 'record' in party ? party.record : undefined];
    return [
      ...(certificate?.kind === 'acm'
        ? [{ at: certificate.at, what: `certificate "${certificate.key}"`, id: certificate.arn }]
        : certificate?.kind === 'public' && certificate.zone !== undefined
          ? [{ at: [...certificate.at, 'zone'], what: 'the zone', id: certificate.zone }]
          : []),
      ...records.flatMap((record) =>
        record?.zone === undefined ? [] : [{ at: [...record.at, 'zone'], what: 'the zone', id: record.zone }],
      ),
    ];
  });
  return [...new Map(all.map((one) => [one.id, one])).values()];
}

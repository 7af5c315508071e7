import { inLowerCase, type DnsRecord, type Text } from '../../topology';
import type { DnsRecordSpec } from './load-balancer-specs';

/** A name of DNS as Route 53 keeps it: in lower case, without the dot at its end. */
const kept = (name: Text): Text => inLowerCase(name).replace(/\.$/, '');

/** Where a name belongs that has no zone: the zone of the name without its first label. Empty where that is all of it. */
export const zoneNameOf = (name: Text): Text => kept(name).split('.').slice(1).join('.');

const specOf = ({ name, zone, private: isPrivate }: DnsRecord): DnsRecordSpec => ({
  name: kept(name),
  zone:
    zone === undefined
      ? { kind: 'create', name: zoneNameOf(name), private: isPrivate }
      : { kind: 'existing', id: zone },
});

/** Identifies a record: a name in a zone. */
export const recordKeyOf = ({ name, zone }: DnsRecordSpec): string =>
  JSON.stringify([name, zone.kind === 'create' ? [zone.name, zone.private] : zone.id]);

/** Records as Route 53 has them, each once. */
export const recordsOf = (written: readonly DnsRecord[]): readonly DnsRecordSpec[] => [
  ...new Map(written.map(specOf).map((record) => [recordKeyOf(record), record])).values(),
];

export type CreatedZone = Extract<DnsRecordSpec['zone'], { readonly kind: 'create' }>;

/** Key of a zone that is created, in ids and values. */
export const zoneKeyOf = ({ name, private: isPrivate }: CreatedZone): string =>
  `${isPrivate ? 'private' : 'public'}-${name}`;

import { groupedBy } from '../base/collections';
import {
  at as thing,
  inLowerCase,
  type Certificate,
  type DnsRecord,
  type Text,
  type Topology,
} from '../topology';
import { isFronted } from './certificates';
import { liveGatewaysOf, liveWorkloadsOf } from './live';
import type { DnsRecordSpec } from './tasks/load-balancer-specs';
import { recordsOf, type CreatedZone } from './tasks/records';

/** A public certificate in one account whose load balancers present it. */
export interface PublicCertificate {
  readonly certificate: string;
  readonly account: string;
  /** In lower case; the first is the common name. */
  readonly names: readonly Text[];
  /** The names that are validated, each by one record: that of a wildcard is that of the name below it. */
  readonly validations: readonly Validation[];
}

/** A name that ACM validates by a record in a hosted zone. */
export interface Validation {
  readonly name: Text;
  /** Absent: no zone for it is known. */
  readonly zone?: DnsRecordSpec['zone'];
}

type Public = Extract<Certificate, { readonly kind: 'public' }>;

/** The public certificates that load balancers present, in each account that does. */
export const publicCertificatesOf = (topology: Topology): readonly PublicCertificate[] =>
  [
    ...groupedBy(publicUsesOf(topology), ({ certificate, account }) =>
      JSON.stringify([account, certificate.key]),
    ).values(),
  ].flatMap((uses) => {
    const [first] = uses;
    if (first === undefined) return [];
    const records = recordsOf(uses.flatMap((use) => use.records));
    return [specOf(first.certificate, first.account, records)];
  });

/** The zones that are created, and in which a certificate of the account is validated; each once. */
export const createdZonesOf = ({ validations }: PublicCertificate): readonly CreatedZone[] => [
  ...new Map(
    validations.flatMap(({ zone }) => (zone?.kind === 'create' ? [[zone.name, zone] as const] : [])),
  ).values(),
];

interface PublicUse {
  readonly certificate: Public;
  readonly account: string;
  readonly records: readonly DnsRecord[];
}

const publicUsesOf = (topology: Topology): readonly PublicUse[] =>
  [
    ...liveWorkloadsOf(topology).map((workload) => [workload, undefined] as const),
    ...liveGatewaysOf(topology).map((gateway) => [gateway, gateway.record] as const),
  ]
    .filter(([party]) => isFronted(topology, party))
    .flatMap(([{ account, entries }, ofParty]) =>
      entries.flatMap(({ outside, record = ofParty }): readonly PublicUse[] => {
        const certificate =
          outside.kind === 'tls' ? thing(topology.certificates, outside.certificate) : undefined;
        return certificate?.kind === 'public'
          ? [{ certificate, account, records: record === undefined ? [] : [record] }]
          : [];
      }),
    );

function specOf(
  { key, names, zone }: Public,
  account: string,
  records: readonly DnsRecordSpec[],
): PublicCertificate {
  const all = [...new Set(names.map(inLowerCase))];
  return {
    certificate: key,
    account,
    names: all,
    validations: [...new Set(all.map(validatedName))].map((name) => {
      const found = zone === undefined ? zoneFor(name, records) : { kind: 'existing' as const, id: zone };
      return { name, ...(found !== undefined && { zone: found }) };
    }),
  };
}

/** What ACM validates of a name: a wildcard is proved by the name below it. */
const validatedName = (name: Text): Text => name.replace(/^\*\./, '');

/** Of a name without a zone: that of its record, or the only one that the records of what presents it have. */
function zoneFor(name: Text, records: readonly DnsRecordSpec[]): DnsRecordSpec['zone'] | undefined {
  const open = records.flatMap((record) => (isPublic(record) ? [record] : []));
  const own = open.find((record) => record.name === name)?.zone;
  if (own !== undefined) return own;
  const zones = new Map(open.map(({ zone }) => [JSON.stringify(zone), zone]));
  const [only] = zones.values();
  return zones.size === 1 && only !== undefined && holds(only, name) ? only : undefined;
}

const isPublic = ({ zone }: DnsRecordSpec): boolean => zone.kind === 'existing' || !zone.private;

/** Whether a name can be in a zone; of one that exists, only Route 53 knows. */
const holds = (zone: DnsRecordSpec['zone'], name: Text): boolean =>
  zone.kind === 'existing' || name === zone.name || name.endsWith(`.${zone.name}`);

import { groupedBy } from '../base/collections';
import {
  at as thing,
  identityOf,
  isSharedNetwork,
  openParametersOf,
  type DnsRecord,
  type Hit,
  type Topology,
} from '../topology';
import { frontingOf, loadBalancerKeyOf } from './fronting';
import { hit } from './hit';
import { runnersOf } from './runners';
import { recordKeyOf, recordsOf, zoneNameOf } from './tasks/records';

interface LeadingRecord {
  readonly record: DnsRecord;
  readonly account: string;
  /** Identifies the load balancer. */
  readonly loadBalancer: string;
}

/** The records that lead to load balancers: those of entries, and that of a gateway to each of its own. */
const leadingRecordsOf = (topology: Topology): readonly LeadingRecord[] =>
  frontingOf(topology).flatMap((fronting) => {
    const { entry, party } = fronting;
    const ofParty = 'record' in party ? party.record : undefined;
    return [entry.record, ofParty].flatMap((record) =>
      record === undefined
        ? []
        : [{ record, account: party.account, loadBalancer: loadBalancerKeyOf(fronting) }],
    );
  });

/** Zones that cannot be created for a record. */
export const recordZoneHits = (topology: Topology): readonly Hit[] => {
  const namespaces = new Set(
    Object.values(topology.accounts).map(({ namespace }) => zoneIdentity(namespace)),
  );
  const records = new Map(
    leadingRecordsOf(topology).map((leading) => [JSON.stringify(leading.record.at), leading]),
  );
  return [...records.values()].flatMap(({ record, account }): readonly Hit[] => {
    const { at, name, zone, private: isPrivate } = record;
    if (zone !== undefined) return [];
    const zoneName = zoneNameOf(name);
    const { network } = thing(topology.accounts, account);
    const problem =
      openParametersOf(name).length > 0
        ? 'waits for a parameter, and so does the name of the zone that would be created for it'
        : zoneName === '' || (!isPrivate && !zoneName.includes('.'))
          ? `would be in the zone "${zoneName}", which nobody can create`
          : isPrivate && namespaces.has(zoneIdentity(zoneName))
            ? `would be in the zone "${zoneName}", in which only Cloud Map writes records`
            : isPrivate && isSharedNetwork(network)
              ? `would be in a private zone of the network of "${account}", which belongs to another account`
              : undefined;
    return problem === undefined
      ? []
      : [
          {
            at,
            summary: `the record "${name}" ${problem}`,
            fix: 'write zone: ID of a hosted zone that exists in its account, or a name one label below a zone of your own, such as shop.example.com',
          },
        ];
  });
};

const zoneIdentity = (name: string): string => identityOf({ kind: 'hosted-zone', name });

/** Names that would lead to two load balancers. */
export const sameRecordHits = (topology: Topology): readonly Hit[] =>
  [...groupedBy(leadingRecordsOf(topology), identityOfRecord).values()].flatMap((leading) => {
    const [first] = leading;
    const others = leading.filter(({ loadBalancer }) => loadBalancer !== first?.loadBalancer);
    const byPlace = new Map(others.map(({ record }) => [JSON.stringify(record.at), record]));
    return [...byPlace.values()].map(({ at, name }) => ({
      at,
      summary: `the record "${name}" would lead to two load balancers`,
      fix: 'give each a name of its own; of a gateway with several load balancers, write record at the entry that it should lead to',
    }));
  });

/** A name in a zone; two accounts may each have a zone of one name. */
const identityOfRecord = ({ record, account }: LeadingRecord): string =>
  JSON.stringify([record.zone === undefined ? account : '', ...recordsOf([record]).map(recordKeyOf)]);

/** Records that lead to no load balancer. Of what somebody else runs, the record only states the name that callers know. */
export const idleRecordHits = (topology: Topology): readonly Hit[] =>
  runnersOf(topology).flatMap((party): readonly Hit[] => {
    const record = 'record' in party ? party.record : undefined;
    return record === undefined || party.entries.length > 0
      ? []
      : [
          hit(
            record.at,
            `the record "${record.name}" leads to a load balancer, and "${party.key}" has no entry`,
            `add entry: { port: 443, tls: { certificate: KEY } } to "${party.key}", or drop record`,
          ),
        ];
  });

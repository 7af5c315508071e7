import { json } from '../../requests';
import { listed, type Account } from './account';
import { membersAt, textAt, xmlOf, type Xml } from './xml';

/** A hosted zone of Route 53. */
export interface Zone {
  readonly account: string;
  readonly id: string;
  /** In lower case, without the last dot. */
  readonly name: string;
  readonly isPrivate: boolean;
  /** Ids of the VPCs in which a private zone answers. */
  readonly vpcs: ReadonlySet<string>;
  /** Records of type A by their names, in lower case. */
  readonly records: ReadonlyMap<string, ZoneRecord>;
}

/** Addresses, or the name that it is an alias of. */
export type ZoneRecord =
  | { readonly kind: 'addresses'; readonly ttl: number; readonly addresses: readonly string[] }
  | { readonly kind: 'alias'; readonly name: string };

/** A service of Cloud Map in a namespace of DNS. */
export interface DiscoveryService {
  readonly account: string;
  readonly id: string;
  readonly arn: string;
  /** `<service>.<namespace>`, in lower case. */
  readonly name: string;
  /** Id of the hosted zone of its namespace. */
  readonly zone: string;
  /** Seconds. */
  readonly ttl: number;
}

/** What is known of names: what changes while tasks run, the instances, is asked for each time. */
export interface Names {
  readonly zones: readonly Zone[];
  readonly services: readonly DiscoveryService[];
}

/** The names of these accounts. */
export async function namesOf(accounts: readonly Account[]): Promise<Names> {
  const [zones, services] = await Promise.all([
    Promise.all(accounts.map(zonesOf)),
    Promise.all(accounts.map(discoveryOf)),
  ]);
  return { zones: zones.flat(), services: services.flat() };
}

const folded = (name: string): string => name.toLowerCase().replace(/\.$/, '').replaceAll('\\052', '*');
const zoneIdIn = (text: string): string => text.slice(text.lastIndexOf('/') + 1);

async function zonesOf(account: Account): Promise<readonly Zone[]> {
  const list = xmlOf(await account.client.ask({ service: 'route53', path: '/2013-04-01/hostedzone' }));
  return Promise.all(
    membersAt(list, 'HostedZones').map(async (xml) => {
      const id = zoneIdIn(textAt(xml, 'Id') ?? '');
      const path = `/2013-04-01/hostedzone/${id}`;
      const [zone, records] = await Promise.all([
        account.client.ask({ service: 'route53', path }),
        account.client.ask({ service: 'route53', path: `${path}/rrset` }),
      ]);
      return {
        account: account.id,
        id,
        name: folded(textAt(xml, 'Name') ?? ''),
        isPrivate: textAt(xml, 'Config', 'PrivateZone') === 'true',
        vpcs: new Set(membersAt(xmlOf(zone), 'VPCs').flatMap((vpc) => textAt(vpc, 'VPCId') ?? [])),
        records: new Map(membersAt(xmlOf(records), 'ResourceRecordSets').flatMap(recordOf)),
      };
    }),
  );
}

function recordOf(xml: Xml): readonly (readonly [string, ZoneRecord])[] {
  const name = folded(textAt(xml, 'Name') ?? '');
  if (textAt(xml, 'Type') !== 'A') return [];
  const alias = textAt(xml, 'AliasTarget', 'DNSName');
  if (alias !== undefined) return [[name, { kind: 'alias', name: folded(alias) }]];
  const addresses = membersAt(xml, 'ResourceRecords').flatMap((value) => textAt(value, 'Value') ?? []);
  return [[name, { kind: 'addresses', ttl: Number(textAt(xml, 'TTL') ?? 0), addresses }]];
}

interface Namespace {
  readonly Id: string;
  readonly Name: string;
  readonly Properties?: { readonly DnsProperties?: { readonly HostedZoneId?: string } };
}

interface ServiceSummary {
  readonly Id: string;
  readonly Arn: string;
  readonly Name: string;
  readonly DnsConfig?: { readonly DnsRecords?: readonly { readonly TTL?: number | string }[] };
}

const cloudMap = (operation: string): string => `Route53AutoNaming_v20170314.${operation}`;

async function discoveryOf(account: Account): Promise<readonly DiscoveryService[]> {
  const namespaces = await listed<Namespace>(
    account,
    ['servicediscovery', cloudMap('ListNamespaces'), {}],
    'Namespaces',
  );
  const found = await Promise.all(
    namespaces.map(async ({ Id, Name, Properties }) => {
      const filter = { Filters: [{ Name: 'NAMESPACE_ID', Values: [Id] }] };
      const services = await listed<ServiceSummary>(
        account,
        ['servicediscovery', cloudMap('ListServices'), filter],
        'Services',
      );
      return services.map((service) => ({
        account: account.id,
        id: service.Id,
        arn: service.Arn,
        name: folded(`${service.Name}.${Name}`),
        zone: zoneIdIn(Properties?.DnsProperties?.HostedZoneId ?? ''),
        ttl: Number(service.DnsConfig?.DnsRecords?.[0]?.TTL ?? 60),
      }));
    }),
  );
  return found.flat();
}

/** An instance that is registered in a service of Cloud Map. */
export interface Instance {
  readonly id: string;
  readonly ip: string;
}

/** The instances of a service of Cloud Map that have an IPv4 address, as they are now. */
export async function instancesOf(account: Account, service: string): Promise<readonly Instance[]> {
  const found = await listed<{ readonly Id: string; readonly Attributes?: Readonly<Record<string, string>> }>(
    account,
    ['servicediscovery', cloudMap('ListInstances'), { ServiceId: service }],
    'Instances',
  );
  return found.flatMap(({ Id, Attributes }) => {
    const ip = Attributes?.['AWS_INSTANCE_IPV4'];
    return ip === undefined ? [] : [{ id: Id, ip }];
  });
}

/** The request that registers an instance of a service of Cloud Map. */
export const registration = (service: string, { id, ip }: Instance): ReturnType<typeof json> =>
  json('servicediscovery', cloudMap('RegisterInstance'), {
    ServiceId: service,
    InstanceId: id,
    CreatorRequestId: id,
    Attributes: { AWS_INSTANCE_IPV4: ip },
  });

/** The request that takes an instance out. */
export const deregistration = (service: string, id: string): ReturnType<typeof json> =>
  json('servicediscovery', cloudMap('DeregisterInstance'), { ServiceId: service, InstanceId: id });

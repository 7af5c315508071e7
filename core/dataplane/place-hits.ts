import {
  openParametersOf,
  partitionOf,
  standingOf,
  type Hit,
  type Path,
  type Text,
  type Topology,
} from '../topology';
import { certificateUsesOf } from './certificates';

const isOpen = (text: Text): boolean => openParametersOf(text).length > 0;

/** A region that AWS cannot have. */
export function regionHits({ region }: Topology): readonly Hit[] {
  if (isOpen(region)) return [];
  const standing = standingOf(region);
  return standing.kind === 'none'
    ? [
        {
          at: ['region'],
          summary: `AWS has no region "${region}"`,
          fix: standing.meant ?? 'write a region that AWS has, such as us-west-2 or eu-west-1',
        },
      ]
    : [];
}

/** A region that AWS may have added since. */
export function newRegionHits({ region }: Topology): readonly Hit[] {
  if (isOpen(region) || standingOf(region).kind !== 'new') return [];
  return [
    {
      at: ['region'],
      summary: `"${region}" is not among the regions that this version knows, those of 2026-11`,
      fix: "write a region of that list, such as us-west-2 or eu-west-1; one that AWS has added since works, and accept: [{ finding: 'topology/new-region', because: … }] says so",
    },
  ];
}

/** Availability zones are those of the region (EC2 user guide, "Regions and Zones"). */
export const zoneHits = ({ region, accounts }: Topology): readonly Hit[] =>
  isOpen(region)
    ? []
    : Object.values(accounts).flatMap(({ at, network }) =>
        (network.kind === 'create' ? network.zones : []).flatMap((zone, index): readonly Hit[] => {
          if (
            isOpen(zone) ||
            (zone.startsWith(region) && /^(-[a-z0-9]+-\d+)?[a-z]$/.test(zone.slice(region.length)))
          )
            return [];
          return [
            {
              at: [...at, 'network', 'zones', index],
              summary: `"${zone}" is not an availability zone of ${region}`,
              fix: `write one such as ${region}a`,
            },
          ];
        }),
      );

interface Named {
  readonly at: Path;
  readonly what: string;
  readonly arn: Text;
  readonly service: string;
  /** How its resource begins, and goes on. */
  readonly resource: RegExp;
  /** An example, with the partition in place. */
  readonly such: string;
  /** IAM has no regions. */
  readonly isGlobal?: true;
}

/** ARNs that name a thing of the wrong kind or partition, or nothing. What waits for a parameter is not judged. */
export function arnHits(topology: Topology): readonly Hit[] {
  const { region } = topology;
  const partition = isOpen(region) ? undefined : partitionOf(region);
  return namedIn(topology).flatMap(({ at, what, arn, service, resource, such, isGlobal }): readonly Hit[] => {
    if (isOpen(arn)) return [];
    const [prefix, of = '', found, place = '', account = '', ...rest] = arn.split(':');
    const wrong = [
      ...(prefix === 'arn' && rest.length > 0 ? [] : ['is not an ARN']),
      ...(partition === undefined || of === partition
        ? []
        : [`is of the partition "${of}", and ${region} of "${partition}"`]),
      ...(found === service ? [] : [`is of the service "${found ?? ''}"`]),
      ...((isGlobal ?? false) === (place === '') ? [] : [isGlobal ? 'has a region' : 'has no region']),
      ...(/^\d{12}$/.test(account) ? [] : ['has no account of twelve digits']),
      ...(resource.test(rest.join(':')) ? [] : [`has the resource "${rest.join(':')}"`]),
    ];
    const [first] = wrong;
    if (first === undefined) return [];
    return [
      {
        at,
        summary: `${what}, ${JSON.stringify(arn)}, ${first}`,
        fix: `write one such as ${such.replace('PARTITION', partition ?? 'aws').replace('REGION', region)}`,
      },
    ];
  });
}

const ID = '00000000-0000-4000-8000-000000000001';

function namedIn(topology: Topology): readonly Named[] {
  const loaded = new Set(entryCertificatesOf(topology).map(({ certificate }) => certificate));
  const presented = new Set([
    ...certificateUsesOf(topology).map(({ certificate }) => certificate),
    ...loaded,
  ]);
  return [
    ...Object.values(topology.accounts).flatMap(({ key, at, credentials }): readonly Named[] =>
      credentials.kind === 'role'
        ? [
            {
              at: [...at, 'role'],
              what: `the role of account "${key}"`,
              arn: credentials.arn,
              service: 'iam',
              resource: /^role\/([!-~]+\/)?[\w+=,.@-]{1,64}$/,
              such: 'deploy (letters, digits and _ + = , . @ -, 64 at most), or arn:PARTITION:iam::111111111111:role/deploy',
              isGlobal: true,
            },
          ]
        : [],
    ),
    ...Object.values(topology.authorities).flatMap((authority): readonly Named[] =>
      // That of a certificate is an error of its own.
      authority.kind === 'existing-ca' && !/^arn:[^:]*:acm:/.test(authority.arn)
        ? [
            {
              at: [...authority.at, 'arn'],
              what: `the ARN of authority "${authority.key}"`,
              arn: authority.arn,
              service: 'acm-pca',
              resource: /^certificate-authority\/[\w-]+$/,
              such: `arn:PARTITION:acm-pca:REGION:111111111111:certificate-authority/${ID}`,
            },
          ]
        : [],
    ),
    ...Object.values(topology.certificates).flatMap((certificate): readonly Named[] =>
      certificate.kind === 'acm' && presented.has(certificate.key)
        ? [
            {
              at: [...certificate.at, 'arn'],
              what: `the ARN of certificate "${certificate.key}"`,
              arn: certificate.arn,
              service: 'acm',
              resource: /^certificate\/[\w-]+$/,
              such: `arn:PARTITION:acm:REGION:111111111111:certificate/${ID}`,
            },
          ]
        : [],
    ),
  ];
}

interface EntryCertificate {
  readonly at: Path;
  readonly party: string;
  readonly account: string;
  readonly certificate: string;
}

/** Certificates that load balancers present. */
export const entryCertificatesOf = ({
  workloads,
  gateways,
}: Pick<Topology, 'workloads' | 'gateways'>): readonly EntryCertificate[] =>
  [...Object.values(workloads), ...Object.values(gateways)].flatMap(({ key, account, entries }) =>
    entries.flatMap(({ at, outside }) =>
      outside.kind === 'tls' ? [{ at, party: key, account, certificate: outside.certificate }] : [],
    ),
  );

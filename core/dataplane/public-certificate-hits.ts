import { groupedBy } from '../base/collections';
import { at as thing, fits, FORMS, type Hit, type Topology } from '../topology';
import { createdZonesOf, publicCertificatesOf } from './public-certificates';

/** Names that a public certificate may have, unless AWS raises the quota (ACM user guide, "Quotas"). */
const MOST_NAMES = 10;
/** Characters of its first name, which is the common name. */
const LONGEST_COMMON_NAME = 64;

/** Top-level domains that nobody owns, so that no public authority issues for them (RFC 2606, 6761, 6762, 7686, 8375; ICANN). */
const RESERVED = [
  'internal',
  'local',
  'localhost',
  'test',
  'example',
  'invalid',
  'onion',
  'home.arpa',
  'lan',
  'corp',
  'home',
];

/** Names that no public certificate has. */
export const publicNameHits = (topology: Topology): readonly Hit[] =>
  publicCertificatesOf(topology).flatMap(({ certificate: key, names }): readonly Hit[] => {
    const at = [...thing(topology.certificates, key).at, 'names'];
    return [
      ...(names.length > MOST_NAMES
        ? [
            {
              at,
              summary: `public certificate "${key}" has ${names.length} names, and ACM accepts ${MOST_NAMES} unless it raised the quota`,
              fix: `write at most ${MOST_NAMES} names, or a wildcard in place of several`,
            },
          ]
        : []),
      ...names.flatMap((name, index) => {
        const problem = problemOf(name, index === 0);
        return problem === undefined
          ? []
          : [
              {
                at: [...at, index],
                summary: `public certificate "${key}" has the name "${name}", ${problem.why}`,
                fix: problem.fix,
              },
            ];
      }),
    ];
  });

function problemOf(
  name: string,
  isFirst: boolean,
): { readonly why: string; readonly fix: string } | undefined {
  if (!fits('certificate-name', name))
    return { why: 'which ACM refuses', fix: `write ${FORMS['certificate-name'].takes}` };
  const reserved = RESERVED.find((domain) => name.endsWith(`.${domain}`));
  if (reserved !== undefined)
    return {
      why: `and nobody owns names below "${reserved}", so that no public authority issues for them`,
      fix: "write a name in a domain that you registered; names of the mesh are in certificates { kind: 'issued' }",
    };
  return isFirst && name.length > LONGEST_COMMON_NAME
    ? {
        why: `which is the common name, and has more than ${LONGEST_COMMON_NAME} characters`,
        fix: 'write a shorter name first',
      }
    : undefined;
}

/** Names for whose validation no zone is known. */
export const validationZoneHits = (topology: Topology): readonly Hit[] =>
  publicCertificatesOf(topology).flatMap(({ certificate: key, account, validations }): readonly Hit[] => {
    const names = validations.flatMap(({ name, zone }) => (zone === undefined ? [name] : []));
    return names.length === 0
      ? []
      : [
          {
            at: thing(topology.certificates, key).at,
            summary: `public certificate "${key}" is issued once a record proves that ${names.map((name) => `"${name}"`).join(', ')} is yours, and no public zone of "${account}" for it is known`,
            fix: `add zone: ID of the public hosted zone in that account, such as Z0123456789ABCDEFGHIJ, to "${key}"; or give the entry that presents it a record of that name with private: false`,
          },
        ];
  });

/** Zones that are created with a certificate that waits until they are delegated. */
export const newZoneHits = (topology: Topology): readonly Hit[] =>
  publicCertificatesOf(topology).flatMap((spec): readonly Hit[] => {
    const zones = createdZonesOf(spec).map(({ name }) => name);
    const { certificate: key } = spec;
    return zones.length === 0
      ? []
      : [
          {
            at: thing(topology.certificates, key).at,
            summary: `public certificate "${key}" is validated in ${zones.map((name) => `"${name}"`).join(', ')}, which is created with it: the first deploy waits until the name servers of that zone are where the domain is registered`,
            fix: `while the deploy waits, give the name servers of the zone (aws route53 get-hosted-zone) to the registrar of the domain, and accept this finding: accept: [{ finding: certificate/new-zone, because: it is delegated }]; or write zone: ID of a zone that is delegated, such as Z0123456789ABCDEFGHIJ, at "${key}"`,
          },
        ];
  });

/** Certificates of one account that are validated by the same record: the one that is deleted takes it along. */
export const sameValidationHits = (topology: Topology): readonly Hit[] =>
  [
    ...groupedBy(
      publicCertificatesOf(topology).flatMap(({ certificate, account, validations }) =>
        validations.map(({ name }) => ({ certificate, account, name })),
      ),
      ({ account, name }) => JSON.stringify([account, name]),
    ).values(),
  ].flatMap(([first, ...others]) =>
    others.map(({ certificate: key, name, account }) => ({
      at: [...thing(topology.certificates, key).at, 'names'],
      summary: `public certificates "${first?.certificate}" and "${key}" both have the name "${name}" in "${account}", and ACM proves it by one record, which belongs to one of them`,
      fix: `name "${first?.certificate}" where "${key}" is presented, with the names of both, or drop the name at one`,
    })),
  );

import { counted } from '../base/text';
import { at, isParameterRef, type Authority, type Hit, type Topology } from '../topology';
import { certificateUsesOf, entryUsesOf } from './certificates';

/** Days for which ACM issues a private certificate, 13 months: its issuer must end later (ACM user guide). */
export const ACM_DAYS = 395;
/** As AWS Private CA counts a validity in years, at least. */
const DAYS_OF_YEAR = 365;
/** Years after which the end of a validity is surely later than that of a certificate of ACM. */
const LEAST_YEARS = Math.floor(ACM_DAYS / DAYS_OF_YEAR) + 1;

/** Whether an authority that meshspan creates ends before what ACM would issue from it, however early that is. */
export const endsTooEarly = (authority: Authority): boolean =>
  authority.kind === 'private-ca' &&
  !isParameterRef(authority.validityYears) &&
  authority.validityYears < LEAST_YEARS;

/** Authorities that end too early for the certificates that ACM issues from them. */
export function lifetimeHits(topology: Topology): readonly Hit[] {
  const issuing = new Set([
    ...[...certificateUsesOf(topology), ...entryUsesOf(topology)].flatMap(({ certificate }) => {
      const found = at(topology.certificates, certificate);
      return found.kind === 'issued' ? [found.authority] : [];
    }),
    // It is about to issue.
    ...(topology.rotation === undefined ? [] : [topology.rotation.to]),
  ]);
  return Object.values(topology.authorities).flatMap((authority): readonly Hit[] => {
    if (!issuing.has(authority.key) || authority.kind !== 'private-ca' || !endsTooEarly(authority)) return [];
    const years = Number(authority.validityYears);
    return [
      {
        at: [...authority.at, 'validityYears'],
        summary: `authority "${authority.key}" is valid for ${years * DAYS_OF_YEAR} days, and ACM issues certificates for 13 months (${ACM_DAYS} days), which must end before their issuer`,
        fix: `validityYears: ${LEAST_YEARS} or more, such as the default of 10: ACM renews after 11 months, for 13 more`,
      },
    ];
  });
}

/** Authorities that would outlive the one that signs them, which AWS Private CA refuses to sign. */
export const outlivingHits = ({ authorities }: Topology): readonly Hit[] =>
  Object.values(authorities).flatMap((authority): readonly Hit[] => {
    if (authority.kind !== 'private-ca' || authority.parent === undefined) return [];
    const parent = Object.hasOwn(authorities, authority.parent) ? authorities[authority.parent] : undefined;
    if (parent?.kind !== 'private-ca') return [];
    const [years, limit] = [authority.validityYears, parent.validityYears];
    if (parent.usageMode === 'SHORT_LIVED_CERTIFICATE') {
      return [
        {
          at: [...authority.at, 'parent'],
          summary: `authority "${authority.key}" is to be signed by "${parent.key}", which issues for seven days at most`,
          fix: `usageMode: 'GENERAL_PURPOSE' at "${parent.key}"`,
        },
      ];
    }
    if (isParameterRef(years) || isParameterRef(limit) || years < limit) return [];
    const relation = years === limit ? 'as long as' : 'longer than';
    return [
      {
        at: [...authority.at, 'validityYears'],
        summary: `authority "${authority.key}" would be valid for ${counted(years, 'year')}, ${relation} "${parent.key}", which signs it: it must end before its signer, which was created earlier`,
        fix: `${limit > 1 ? `validityYears: ${limit - 1} at "${authority.key}", or ` : ''}validityYears: ${years + 1} at "${parent.key}"`,
      },
    ];
  });

import { DOCUMENTS } from '../../documents';
import { TRUSTED_AUTHORITIES } from '../limits';
import { privateAuthoritiesOf } from '../../authority-uses';
import { beliefsOf } from '../../beliefs';
import { hit } from '../../hit';
import type { AppMeshRule } from './rule';

/** A trust names at most three private CAs (App Mesh API, `CertificateAuthorityArns`). */
export const tooManyAuthorities: AppMeshRule = {
  id: 'tls/too-many-authorities',
  severity: 'error',
  sentence: 'a trust names more than three private CAs',
  source: DOCUMENTS.acmTrust,
  hitsOf: (_, lowered) =>
    beliefsOf(lowered).flatMap(({ at, party, trust }) => {
      const count = privateAuthoritiesOf(trust).length;
      return count > TRUSTED_AUTHORITIES
        ? [
            hit(
              at,
              `"${party.key}" trusts ${count} authorities, and App Mesh accepts at most ${TRUSTED_AUTHORITIES}`,
              'name only those that sign what this call meets, or trust a chain file that contains all of them',
            ),
          ]
        : [];
    }),
};

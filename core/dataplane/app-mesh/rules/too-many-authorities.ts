import { TRUSTED_AUTHORITIES } from '../limits';
import { privateAuthoritiesOf } from '../tls-flaws';
import { beliefsOf } from '../walk';
import { refusal, type Rule } from './rule';

/** A trust names at most three private CAs (App Mesh API, `CertificateAuthorityArns`). */
export const tooManyAuthorities: Rule = (_, lowered) =>
  beliefsOf(lowered).flatMap(({ at, party, trust }) => {
    const count = privateAuthoritiesOf(trust).length;
    return count > TRUSTED_AUTHORITIES
      ? [
          refusal(
            'tls/too-many-authorities',
            at,
            `"${party.key}" trusts ${count} authorities, and App Mesh takes ${TRUSTED_AUTHORITIES}`,
            'name only those that sign what this call meets, or trust a chain file that holds all of them',
          ),
        ]
      : [];
  });

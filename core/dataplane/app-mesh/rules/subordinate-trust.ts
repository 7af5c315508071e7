import { isSubordinate, privateAuthoritiesOf } from '../tls-flaws';
import { beliefsOf } from '../walk';
import { refusal, type Rule } from './rule';

/** A private CA in a client policy is a root (TLS user guide, "Certificate requirements"). */
export const subordinateTrust: Rule = (topology, lowered) =>
  beliefsOf(lowered).flatMap(({ at, party, trust }) =>
    privateAuthoritiesOf(trust)
      .filter((key) => isSubordinate(topology, key))
      .map((key) =>
        refusal(
          'tls/subordinate-trust',
          at,
          `"${party.key}" trusts "${key}", a subordinate authority, and App Mesh takes only roots`,
          `trust the root above "${key}"`,
        ),
      ),
  );

import { DOCUMENTS } from '../../documents';
import { privateAuthoritiesOf } from '../../authority-uses';
import { isSubordinate } from '../tls-flaws';
import { beliefsOf } from '../../beliefs';
import { hit } from '../../hit';
import type { AppMeshRule } from './rule';

/** A private CA in a client policy is a root (TLS user guide, "Certificate requirements"). */
export const subordinateTrust: AppMeshRule = {
  id: 'tls/subordinate-trust',
  severity: 'error',
  sentence: 'a caller or listener trusts a subordinate private CA',
  source: DOCUMENTS.tls,
  hitsOf: (topology, lowered) =>
    beliefsOf(lowered).flatMap(({ at, party, trust }) =>
      privateAuthoritiesOf(trust)
        .filter((key) => isSubordinate(topology, key))
        .map((key) =>
          hit(
            at,
            `"${party.key}" trusts "${key}", a subordinate authority, and App Mesh accepts only roots`,
            `trust the root above "${key}"`,
          ),
        ),
    ),
};

import { DOCUMENTS } from '../documents';
import { beliefsOf } from '../beliefs';
import type { PlaneRule } from '../contract';
import { hit } from '../hit';

/** Names that a side expects are exact: a certificate may have a wildcard, the list may not (TLS user guide). */
export const wildcardName: PlaneRule = {
  id: 'tls/wildcard-name',
  severity: 'error',
  sentence: 'a list of expected names has a wildcard',
  source: DOCUMENTS.tls,
  hitsOf: (_, lowered) =>
    beliefsOf(lowered).flatMap(({ at, party, names }) =>
      names
        .filter((name) => name.includes('*'))
        .map((name) =>
          hit(
            at,
            `"${party.key}" expects the name "${name}", and a proxy compares names exactly`,
            'write the names out, or drop them to expect the discovery name',
          ),
        ),
    ),
};

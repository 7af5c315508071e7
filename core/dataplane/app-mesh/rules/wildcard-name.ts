import { DOCUMENTS } from '../../documents';
import { beliefsOf } from '../../routes/walk';
import { hit, type AppMeshRule } from './rule';

/** Names that a side expects are exact: a certificate may have a wildcard, the list may not (TLS user guide). */
export const wildcardName: AppMeshRule = {
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
            `"${party.key}" expects the name "${name}", and App Mesh compares names exactly`,
            'write the names out, or drop them to expect the discovery name',
          ),
        ),
    ),
};

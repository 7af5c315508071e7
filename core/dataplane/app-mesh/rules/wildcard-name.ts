import { beliefsOf } from '../walk';
import { refusal, type Rule } from './rule';

/** Names that a side expects are exact: a certificate may have a wildcard, the list may not (TLS user guide). */
export const wildcardName: Rule = (_, lowered) =>
  beliefsOf(lowered).flatMap(({ at, party, names }) =>
    names
      .filter((name) => name.includes('*'))
      .map((name) =>
        refusal(
          'tls/wildcard-name',
          at,
          `"${party.key}" expects the name "${name}", and App Mesh compares names exactly`,
          'write the names out, or drop them to expect the discovery name',
        ),
      ),
  );

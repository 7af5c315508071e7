import { at as thing } from '../../../topology';
import { beliefsOf } from '../walk';
import { refusal, type Rule } from './rule';

/** A private CA in a client policy is a root (TLS user guide, "Certificate requirements"). */
export const subordinateTrust: Rule = (topology, lowered) =>
  beliefsOf(lowered).flatMap(({ at, party, trust }) =>
    (trust.kind === 'private-ca' ? trust.authorities : []).flatMap((key) => {
      const authority = thing(topology.authorities, key);
      return authority.kind !== 'file' && authority.level === 'subordinate'
        ? [
            refusal(
              'tls/subordinate-trust',
              at,
              `"${party.key}" trusts "${key}", a subordinate authority, and App Mesh takes only roots`,
              `trust the root above "${key}"`,
            ),
          ]
        : [];
    }),
  );

import { at as thing } from '../../topology';
import { DOCUMENTS } from '../documents';
import { inabilityOf } from '../tls-flaws';
import type { PlaneRule } from '../contract';
import { hit } from '../hit';

/** ACM issues from a private CA that is not for short-lived certificates (AWS Private CA user guide, "CA modes"). */
export const issuingAuthority: PlaneRule = {
  id: 'tls/issuing-authority',
  severity: 'error',
  sentence: 'ACM cannot issue a certificate from the authority that is named',
  source: DOCUMENTS.caModes,
  unbuildable: true,
  hitsOf: (topology, { certificates }) =>
    certificates.flatMap(({ key, at, source }) => {
      if (source.kind !== 'issue') return [];
      const authority = thing(topology.authorities, source.authority);
      const why = inabilityOf(authority);
      return why === undefined
        ? []
        : [
            hit(
              at,
              `certificate "${key}" can't be issued by "${authority.key}", which ${why}`,
              authority.kind === 'file'
                ? "name an authority of kind: 'private-ca' or 'existing-ca', or make it a certificate of kind: 'file'"
                : "use an authority with usageMode: 'GENERAL_PURPOSE'",
            ),
          ];
    }),
};

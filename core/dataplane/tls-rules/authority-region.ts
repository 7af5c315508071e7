import { DOCUMENTS } from '../documents';
import { foreignRegionOf } from '../tls-flaws';
import type { PlaneRule } from '../contract';
import { hit } from '../hit';

/** A CA may be in another account, but not in another region (TLS user guide, "Certificate requirements"). */
export const authorityRegion: PlaneRule = {
  id: 'tls/authority-region',
  severity: 'error',
  sentence: 'an authority is in another region than the mesh',
  source: DOCUMENTS.tls,
  hitsOf: (topology, { authorities, region }) =>
    authorities.flatMap((authority) => {
      const found = foreignRegionOf(topology, authority);
      return found === undefined
        ? []
        : [
            hit(
              authority.at,
              `authority "${authority.key}" is in ${found}, and the mesh is in ${region}`,
              `use a CA in ${region}`,
            ),
          ];
    }),
};

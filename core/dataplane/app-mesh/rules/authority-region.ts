import { foreignRegionOf } from '../tls-flaws';
import { refusal, type Rule } from './rule';

/** A CA may be in another account, but not in another region (TLS user guide, "Certificate requirements"). */
export const authorityRegion: Rule = (topology, { authorities, region }) =>
  authorities.flatMap((authority) => {
    const found = foreignRegionOf(topology, authority);
    return found === undefined
      ? []
      : [
          refusal(
            'tls/authority-region',
            authority.at,
            `authority "${authority.key}" is in ${found}, and the mesh is in ${region}`,
            `use a CA in ${region}`,
          ),
        ];
  });

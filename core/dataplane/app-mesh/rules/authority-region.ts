import { openParametersOf } from '../../../topology';
import { arnOf } from '../arn';
import { refusal, type Rule } from './rule';

/** A CA may be in another account, but not in another region (TLS user guide, "Certificate requirements"). */
export const authorityRegion: Rule = ({ region }, { authorities }) =>
  authorities.flatMap((authority) => {
    const found = authority.kind === 'existing-ca' ? arnOf(authority.arn)?.region : undefined;
    return found === undefined || openParametersOf(region).length > 0 || found === region
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

import { at as thing } from '../../../topology';
import { inabilityOf } from '../tls-flaws';
import { refusal, type Rule } from './rule';

/** ACM issues from a private CA that is not for short-lived certificates (AWS Private CA user guide, "CA modes"). */
export const issuingAuthority: Rule = (topology, { certificates }) =>
  certificates.flatMap(({ key, at, source }) => {
    if (source.kind !== 'issue') return [];
    const authority = thing(topology.authorities, source.authority);
    const why = inabilityOf(authority);
    return why === undefined
      ? []
      : [
          refusal(
            'tls/issuing-authority',
            at,
            `certificate "${key}" can't be issued by "${authority.key}", which ${why}`,
            "use an authority with usageMode: 'GENERAL_PURPOSE'",
          ),
        ];
  });

import type { Hit, Path, Trust } from '../../topology';
import type { Checked, CheckerRule } from '../rule';

interface Use {
  readonly at: Path;
  readonly who: string;
  readonly trust: Trust;
  readonly names: readonly string[];
  readonly field: string;
}

export const publicTrust: CheckerRule = {
  id: 'tls/public-trust',
  severity: 'warning',
  sentence: 'a side trusts the public authorities and expects no name',
  source: 'meshspan',
  hitsOf: ({ topology, lowered }) => {
    const open = new Set(
      lowered.authorities.flatMap((authority) =>
        authority.kind === 'file' && authority.public ? [authority.key] : [],
      ),
    );
    return usesOf({ topology, lowered }).flatMap(({ at, who, trust, names, field }): readonly Hit[] => {
      const authority = (trust.authorities ?? []).find((key) => open.has(key));
      if (authority === undefined || names.length > 0) return [];
      return [
        {
          at,
          summary: `${who} trusts "${authority}", a bundle of public authorities, and expects no name: anyone can get a certificate from one of them`,
          fix: `write ${field} with the exact names that are expected, or trust a private authority`,
        },
      ];
    });
  },
};

function usesOf({ lowered }: Pick<Checked, 'topology' | 'lowered'>): readonly Use[] {
  return lowered.parties.flatMap(({ key, listeners, backends, backendDefaults }): readonly Use[] => [
    ...[backendDefaults, ...backends.map(({ clientPolicy }) => clientPolicy)].flatMap(
      (policy): readonly Use[] =>
        policy?.kind === 'tls'
          ? [
              {
                at: policy.at,
                who: `the policy of "${key}"`,
                trust: policy.trust,
                names: policy.names,
                field: 'names',
              },
            ]
          : [],
    ),
    ...listeners.flatMap(({ at, tls }): readonly Use[] =>
      tls.kind === 'mesh' && tls.validation
        ? [{ at, who: `the listener of "${key}"`, ...tls.validation, field: 'clients.names' }]
        : [],
    ),
  ]);
}

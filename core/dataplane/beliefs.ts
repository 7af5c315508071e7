import type { ClientPolicy, Path, Trust } from '../topology';
import type { Lowered, Party } from './lowered';

type TlsPolicy = Extract<ClientPolicy, { kind: 'tls' }>;

/** A policy that asks for TLS, with the party that applies it. */
export interface AppliedPolicy {
  readonly party: Party;
  readonly policy: TlsPolicy;
}

/** Every TLS policy: the callers' defaults and those of single calls. */
export const policiesOf = ({ parties }: Pick<Lowered, 'parties'>): readonly AppliedPolicy[] =>
  parties.flatMap((party) =>
    [party.backendDefaults, ...party.backends.map(({ clientPolicy }) => clientPolicy)].flatMap((policy) =>
      policy?.kind === 'tls' ? [{ party, policy }] : [],
    ),
  );

/** What a side trusts, and which names it expects of the other. */
export interface Belief {
  readonly at: Path;
  readonly side: 'caller' | 'listener';
  readonly party: Party;
  readonly trust: Trust;
  readonly names: readonly string[];
}

/** What every caller and every listener that validates certificates trusts and expects. */
export const beliefsOf = (lowered: Pick<Lowered, 'parties'>): readonly Belief[] => [
  ...policiesOf(lowered).map(({ party, policy }): Belief => ({
    at: policy.at,
    side: 'caller',
    party,
    trust: policy.trust,
    names: policy.names,
  })),
  ...lowered.parties.flatMap((party) =>
    party.listeners.flatMap(({ at, tls }): readonly Belief[] =>
      tls.kind === 'mesh' && tls.validation !== undefined
        ? [{ at, side: 'listener', party, ...tls.validation }]
        : [],
    ),
  ),
];

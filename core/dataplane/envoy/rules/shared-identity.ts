import { groupedBy } from '../../../base/collections';
import { inLowerCase, rootOf, type Certificate, type Text, type Topology } from '../../../topology';
import type { PlaneRule } from '../../contract';
import { hit } from '../../hit';
import { listenerKey } from '../../party-ids';
import type { EnvoyLowered, EnvoyParty } from '../lowered';

/** A certificate in the hands of a party. */
interface Held {
  readonly certificate: Certificate;
  /** Party id. */
  readonly holder: string;
}

/** Whoever shows a name that a listener accepts of another is let in as that other. */
export const sharedIdentity: PlaneRule<EnvoyLowered> = {
  id: 'envoy/shared-identity',
  severity: 'warning',
  sentence:
    'a listener lets in a workload or gateway that does not call it, since its certificate carries the name of one that does',
  source: 'meshspan',
  hitsOf: (topology, lowered) => {
    const held = heldByName(topology, lowered.parties);
    // Also those that something else prevents: they are meant.
    const callers = groupedBy(lowered.connections, ({ server, port }) => listenerKey(server, port));
    const reported = new Set<string>();
    return lowered.parties.flatMap(({ id, key, listeners, existing }) =>
      listeners.flatMap(({ port, tls }) => {
        if (existing === true || tls.kind !== 'mesh' || tls.validation === undefined) return [];
        const { names, trust } = tls.validation;
        const meant = callers.get(listenerKey(id, port)) ?? [];
        // It accepts itself alone then; who has its name is reported as such.
        if (meant.length === 0) return [];
        const permitted = new Set([id, ...meant.map(({ client }) => client)]);
        return names.flatMap((name) => {
          const other = keysCovering(name)
            .flatMap((each) => held.get(each) ?? [])
            .find(
              ({ holder, certificate }) =>
                !permitted.has(holder) && isTrusted(topology, certificate, trust.authorities),
            );
          if (other === undefined || reported.has(other.certificate.key)) return [];
          reported.add(other.certificate.key);
          return [
            hit(
              other.certificate.at,
              `"${keyOf(other.holder)}" shows certificate "${other.certificate.key}", which carries "${name}": "${key}" lets it in by that name, although "${keyOf(other.holder)}" does not call "${key}"`,
              `drop certificate from the tls of the listeners of "${keyOf(other.holder)}", so that one is issued with its own name; or accept: [{ finding: 'envoy/shared-identity', because: … }]`,
            ),
          ];
        });
      }),
    );
  },
};

const keyOf = (party: string): string => party.slice(party.indexOf('/') + 1);

/** What a certificate that covers a name carries: the name itself, or a wildcard for its first label. */
const keysCovering = (name: Text): readonly string[] => {
  const exact = inLowerCase(name);
  return [exact, exact.replace(/^[^.]*/, '*')];
};

/** Every certificate that a party shows to callers or to servers, by each name that it carries. */
function heldByName(
  { certificates }: Topology,
  parties: readonly EnvoyParty[],
): ReadonlyMap<string, readonly Held[]> {
  const pairs = parties.flatMap((party) =>
    [...new Set(shownBy(party))].flatMap((shown) => {
      const certificate = certificates[shown];
      return certificate === undefined
        ? []
        : (certificate.facts.names ?? []).map(
            (name) => [inLowerCase(name), { certificate, holder: party.id }] as const,
          );
    }),
  );
  const byName = groupedBy(pairs, ([name]) => name);
  return new Map([...byName].map(([name, all]) => [name, all.map(([, held]) => held)]));
}

const shownBy = ({ listeners, backends, backendDefaults }: EnvoyParty): readonly string[] => [
  ...listeners.flatMap(({ tls }) => (tls.kind === 'mesh' ? [tls.certificate] : [])),
  ...[backendDefaults, ...backends.map(({ clientPolicy }) => clientPolicy)].flatMap((policy) =>
    policy?.kind === 'tls' && policy.certificate !== undefined ? [policy.certificate] : [],
  ),
];

/** Whether a trust is known to include what signed a certificate. */
const isTrusted = (
  { authorities }: Topology,
  { facts: { issuer } }: Certificate,
  trusted: readonly string[] | undefined,
): boolean =>
  issuer !== undefined &&
  trusted !== undefined &&
  (trusted.includes(issuer) || trusted.includes(rootOf(issuer, authorities)));

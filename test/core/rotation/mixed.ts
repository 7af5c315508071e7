import { verdictsOf, type Edge } from '../../../core/checker';
import { lower, type Lowered, type Lowering, type Party, type PolicySpec } from '../../../core/dataplane';
import { topologyOf, type RotationStep, type Topology } from '../../../core/topology';

export type Tree = Readonly<Record<string, unknown>>;

/** What is deployed before, in and after a rotation of `root` to `next`, in this order. */
export const STAGES = ['before', 'trust', 'issue', 'finish', 'after'] as const;
export type Stage = (typeof STAGES)[number];

const root = { kind: 'private-ca', commonName: 'old root' };
const next = { kind: 'private-ca', commonName: 'new root' };

/**
 * A topology at a stage of the rotation.
 * @param written by the key of the authority that it names at that stage
 */
export function atStage(written: (authority: string) => Tree, stage: Stage): Topology {
  const { authority: _, ...rest } = written(stage === 'after' ? 'next' : 'root');
  return parsed({ ...rest, ...authoritiesAt(stage) });
}

const authoritiesAt = (stage: Stage): Tree => {
  if (stage === 'before') return { authorities: { root } };
  if (stage === 'after') return { authorities: { next } };
  return { authorities: { root, next }, rotation: rotationOf(stage) };
};

export const rotationOf = (step: RotationStep) => ({ from: 'root', to: 'next', step });

export function parsed(written: Tree): Topology {
  const result = topologyOf(written);
  if (result.ok) return result.value;
  throw new Error(result.findings.map(({ summary }) => summary).join('\n'));
}

export const loweredOf = (topology: Topology): Lowered => loweringOf(topology).lowered;

/** With what its data plane says where the topology says nothing. */
export function loweringOf(topology: Topology): Lowering {
  const lowering = lower(topology);
  if (!lowering.ok) throw new Error('not lowered');
  return lowering.value;
}

/** The keys of certificates as those of one generation of the configuration. */
const policyOf = <P extends PolicySpec | undefined>(policy: P, mark: string): P =>
  policy?.kind === 'tls' && policy.certificate !== undefined
    ? { ...policy, certificate: `${mark}${policy.certificate}` }
    : policy;

const marked = (party: Party, mark: string): Party => ({
  ...party,
  listeners: party.listeners.map((listener) =>
    listener.tls.kind === 'mesh'
      ? { ...listener, tls: { ...listener.tls, certificate: `${mark}${listener.tls.certificate}` } }
      : listener,
  ),
  backends: party.backends.map((backend) =>
    backend.clientPolicy === undefined
      ? backend
      : { ...backend, clientPolicy: policyOf(backend.clientPolicy, mark) },
  ),
  ...(party.backendDefaults !== undefined && { backendDefaults: policyOf(party.backendDefaults, mark) }),
});

/** A mesh in the middle of a deploy: some parties have their new configuration and certificate, the others the old. */
export function mixed(before: Lowered, after: Lowered, isNew: (party: string) => boolean): Lowered {
  const old = new Map(before.parties.map((party) => [party.id, party]));
  return {
    ...after,
    parties: after.parties.map((party) =>
      isNew(party.id) ? marked(party, 'new:') : marked(old.get(party.id) ?? party, 'old:'),
    ),
    certificates: [
      ...before.certificates.map((each) => ({ ...each, key: `old:${each.key}` })),
      ...after.certificates.map((each) => ({ ...each, key: `new:${each.key}` })),
    ],
    authorities: [
      ...new Map([...before.authorities, ...after.authorities].map((each) => [each.key, each])).values(),
    ],
  };
}

/** `client server verdict reason` of each edge. */
export const verdictTexts = (lowered: Lowered): readonly string[] =>
  verdictsOf(lowered, Date.UTC(2027, 0, 1)).map(textOf);

const textOf = ({ client, server, verdict, reason }: Edge): string =>
  `${JSON.stringify(client)} ${JSON.stringify(server)} ${verdict} ${reason}`;

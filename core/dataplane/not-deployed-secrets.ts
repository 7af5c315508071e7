import { at, type Path, type Text, type Topology } from '../topology';
import type { Party } from './lowered';
import type { LeftOver } from './left-over';
import { podContentId } from './pods/contents';
import { readStoresOf } from './read-stores';
import { runtimeOf } from './runtimes';

/** A Secret that pods read, in a cluster. */
interface ReadSecret {
  readonly at: Path;
  readonly name: Text;
  readonly namespace: Text;
  /** Key of the cluster. */
  readonly cluster: string;
  /** cert-manager has the certificate in it issued. */
  readonly isIssued: boolean;
}

/** What is in no stack and pods wait for: Secrets of Kubernetes, and what has certificates issued into them. */
export const secretLeftOvers: readonly LeftOver[] = [
  {
    askedIn: (topology, { parties }, { has }) =>
      secretsOfPods(topology, parties, has)
        .filter(({ isIssued }) => !isIssued)
        .map(({ at: place, name, namespace }) => ({
          at: place,
          what: `Secret "${name}" in namespace "${namespace}"`,
        })),
    why: 'pods wait until it is there; create it with your own tools, such as cert-manager or the External Secrets Operator',
  },
  {
    askedIn: (topology, { parties }, { has }) => {
      const issued = secretsOfPods(topology, parties, has).filter(({ isIssued }) => isIssued);
      return [...new Set(issued.map(({ cluster }) => cluster))].flatMap((key) => {
        const { existing, at: place } = at(topology.clusters, key);
        return existing === undefined
          ? []
          : [{ at: place, what: `cert-manager and the AWS Private CA issuer in cluster "${existing}"` }];
      });
    },
    why: 'the cluster exists; install the EKS add-ons cert-manager and aws-privateca-connector-for-kubernetes, with a role that may issue certificates from the authority',
  },
];

/** The Secrets that pods read, each once in a cluster. */
function secretsOfPods(
  topology: Topology,
  parties: readonly Party[],
  has: (content: string) => boolean,
): readonly ReadSecret[] {
  const read = parties
    .filter(({ account, id }) => has(podContentId(account, id)))
    .flatMap((party) => secretsOf(topology, party));
  return [
    ...new Map(read.toReversed().map((each) => [`${each.cluster} ${each.name}`, each])).values(),
  ].toReversed();
}

function secretsOf(topology: Topology, party: Party): readonly ReadSecret[] {
  const runtime = runtimeOf(topology, party);
  const cluster = runtime && at(topology.clusters, runtime.cluster);
  if (cluster?.kind !== 'eks') return [];
  const where = { namespace: cluster.namespace, cluster: cluster.key };
  const runner =
    party.kind === 'gateway' ? at(topology.gateways, party.key) : at(topology.workloads, party.key);
  return [
    ...Object.entries(runtime?.application?.secrets ?? {}).map(([variable, secret]) => ({
      at: [...(runtime?.at ?? []), 'secrets', variable],
      name: secret.split('/')[0] ?? secret,
      ...where,
      isIssued: false,
    })),
    ...(runtime === undefined ? [] : readStoresOf(topology, { ...runner, runtime })).flatMap((store) =>
      store.kind === 'kubernetes-secret'
        ? [{ at: store.at, name: store.secret, ...where, isIssued: store.issued !== undefined }]
        : [],
    ),
  ];
}

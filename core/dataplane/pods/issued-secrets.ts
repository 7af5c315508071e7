import { unique } from '../../base/collections';
import type { Closed, Store, Topology } from '../../topology';
import { readIn } from '../tasks/task-assets';
import type { PodSpec } from './specs';

/** A Secret into which cert-manager has a certificate issued. */
export interface IssuedSecret {
  /** Name of the Secret. */
  readonly secret: string;
  readonly authority: string;
  /** DNS names of the certificate. */
  readonly names: readonly string[];
}

/** The Secrets that pods read and that cert-manager has issued, each once. */
export function issuedOn(
  topology: Pick<Closed<Topology>, 'stores'>,
  pods: readonly Pick<PodSpec, 'volumes'>[],
): readonly IssuedSecret[] {
  const read = new Set(pods.flatMap((pod) => readIn(topology, pod)));
  const found = Object.values(topology.stores).flatMap((store) =>
    read.has(store.key) ? issuedIn(store) : [],
  );
  return [...new Map(found.map((each) => [each.secret, each])).values()];
}

const issuedIn = (store: Closed<Store>): readonly IssuedSecret[] =>
  store.kind === 'kubernetes-secret' && store.issued !== undefined
    ? [{ secret: store.secret, ...store.issued }]
    : [];

/** The authorities that issue them, each once. */
export const issuersAmong = (secrets: readonly IssuedSecret[]): readonly string[] =>
  unique(secrets.map(({ authority }) => authority));

import { hashOf } from '../../base/hash';
import type { LoadBalancerLayer } from '../../topology';

/** Names of load balancers and target groups have at most so many characters (Elastic Load Balancing API, `CreateLoadBalancer`). */
const MOST = 32;
const HASH = 8;

/** Letters, digits and hyphens between them; AWS keeps names that begin with `internal-` for itself. */
const cleaned = (text: string): string =>
  text
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .replace(/^internal-/i, 'in-');

/** The text, cut, with a hash of what it is the name of: so two things whose names begin alike have two names. */
function hashed(text: string, identity: string): string {
  const hash = hashOf(identity).toString(36).padStart(HASH, '0').slice(-HASH);
  const start = cleaned(cleaned(text).slice(0, MOST - HASH - 1));
  return `${start}-${hash}`;
}

/** What a load balancer is called at the end of its name, so that those of one party differ. */
const SUFFIXES = {
  application: { internal: 'app', 'internet-facing': 'app-public' },
  network: { internal: 'net', 'internet-facing': 'net-public' },
} as const satisfies Readonly<Record<LoadBalancerLayer, unknown>>;

/** Name of a load balancer: unique in its account and region, at most 32 characters, and stable. */
export function loadBalancerNameOf(
  mesh: string,
  party: string,
  layer: LoadBalancerLayer,
  scheme: 'internal' | 'internet-facing',
): string {
  const name = `${mesh}-${party}-${SUFFIXES[layer][scheme]}`;
  return name.length <= MOST && name === cleaned(name) ? name : hashed(`${mesh}-${party}`, name);
}

/**
 * Name of a target group. It has a hash of everything that makes AWS replace one, because the new one exists before the
 * listener leaves the old one.
 * @param identity what it is and what may not change in it
 */
export const targetGroupNameOf = (mesh: string, party: string, identity: readonly unknown[]): string =>
  hashed(`${mesh}-${party}`, JSON.stringify([mesh, party, ...identity]));

import { unique } from '../../base/collections';
import type { PictureBox } from './parts';

/** A party of the mesh and where it is. */
export interface PlacedParty {
  /** `workload/<key>` or `gateway/<key>`. */
  readonly id: string;
  /** Key of its account. */
  readonly account: string;
}

/** A box for each party, and for each end of an edge that is none: an area for each account. */
export function boxesOf(
  parties: readonly PlacedParty[],
  edges: readonly { readonly client: string; readonly server: string }[],
): readonly PictureBox[] {
  const accounts = new Map(parties.map(({ id, account }) => [id, account]));
  const ends = edges.flatMap(({ client, server }) => [client, server]);
  return unique([...parties.map(({ id }) => id), ...ends]).map((id) => boxOf(id, accounts));
}

/** What the first part of an end's id means. */
const kinds: Readonly<Record<string, string>> = {
  workload: 'workload',
  gateway: 'gateway',
  'load-balancer': 'load balancer',
  service: 'service without a workload',
};

function boxOf(id: string, accounts: ReadonlyMap<string, string>): PictureBox {
  const [kind = '', ...rest] = id.split('/');
  const name = rest.join('/');
  if (name === '') return { id, name: id, what: 'callers', area: 'outside' };
  // A load balancer is in the account of what is behind it, and named after it.
  const behind = name.replace(/:\d+$/, '');
  const account = accounts.get(id) ?? accounts.get(`workload/${behind}`) ?? accounts.get(`gateway/${behind}`);
  return {
    id,
    name,
    what: kinds[kind] ?? kind,
    area: account === undefined ? 'in no account' : `account ${account}`,
  };
}

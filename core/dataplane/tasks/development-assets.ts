import { groupedBy } from '../../base/collections';
import type { Asset } from '../../planner';
import { at, type Closed, type Store, type Topology } from '../../topology';
import {
  developmentAuthorityId,
  developmentCertificateValue,
  developmentKeyValue,
  developmentSecretsId,
  type TaskContent,
} from './contents';
import type { TaskSpec } from './specs';
import { readIn } from './task-assets';

/** A store whose secrets are created. */
export type CreatedStore = Extract<Closed<Store>, { readonly kind: 'secrets-manager' }> & {
  readonly created: NonNullable<Extract<Store, { readonly kind: 'secrets-manager' }>['created']>;
};

/** Authorities for development, and in each account the secrets of what its tasks read of them. */
export const developmentAssets = (
  topology: Closed<Topology>,
  tasks: readonly TaskSpec[],
): readonly Asset[] => {
  const reads = tasks.flatMap((task) =>
    createdIn(topology, task).map((store) => ({ account: task.account, store })),
  );
  const each = [
    ...groupedBy(reads, ({ account, store }) => developmentSecretsId(account, store.key)).values(),
  ];
  const secrets = each.flatMap(([first]) => (first === undefined ? [] : [secretsAsset(topology, first)]));
  const authorities = new Set(reads.map(({ store }) => authorityOf(topology, store)));
  return [...[...authorities].map((authority) => authorityAsset(topology, authority)), ...secrets];
};

/** The stores that a task reads and whose secrets are created. */
export const createdIn = (
  topology: Closed<Topology>,
  task: Pick<TaskSpec, 'volumes'>,
): readonly CreatedStore[] =>
  readIn(topology, task)
    .map((key) => at(topology.stores, key))
    .filter(isCreated);

const isCreated = (store: Closed<Store>): store is CreatedStore =>
  store.kind === 'secrets-manager' && store.created !== undefined;

/** Key of the authority that has made what is in a store. */
export function authorityOf(
  { certificates }: Closed<Topology>,
  { created: { of, key } }: CreatedStore,
): string {
  if (of === 'authority') return key;
  const certificate = at(certificates, key);
  if (certificate.kind !== 'file' || certificate.development === undefined)
    throw new Error(`certificate "${key}" is not of an authority for development`);
  return certificate.development.authority;
}

function authorityAsset({ owner, accounts }: Closed<Topology>, authority: string): Asset {
  const content: TaskContent = {
    id: developmentAuthorityId(owner, authority),
    kind: 'development-authority',
    authority,
  };
  return {
    content,
    account: owner,
    tier: 'first',
    reads: [],
    follows: [],
    names: [],
    outputs: [{ value: developmentCertificateValue(authority) }, { value: developmentKeyValue(authority) }],
    concerns: [at(accounts, owner)],
  };
}

function secretsAsset(
  topology: Closed<Topology>,
  { account, store }: { readonly account: string; readonly store: CreatedStore },
): Asset {
  const authority = authorityOf(topology, store);
  const content: TaskContent = {
    id: developmentSecretsId(account, store.key),
    kind: 'development-secrets',
    store: store.key,
  };
  return {
    content,
    account,
    tier: 'workloads',
    reads: [
      developmentCertificateValue(authority),
      ...(store.created.of === 'certificate' ? [developmentKeyValue(authority)] : []),
    ],
    follows: [developmentAuthorityId(topology.owner, authority)],
    names: [],
    outputs: [],
    concerns: [at(topology.accounts, account)],
  };
}

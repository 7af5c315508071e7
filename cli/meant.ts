import { counted } from '../core/base/text';
import { byName, groupedBy } from '../core/base/collections';
import type { Stack } from '../core/planner';
import type { Deployable } from '../core/judge';
import { readable, type Credentials, type Topology } from '../core/topology';

/** Which AWS a deploy or destroy uses. */
export type Meant =
  | {
      readonly kind: 'aws';
      /** URL of a local AWS that runs in this folder and is not used. @default none runs */
      readonly besideLocal?: string;
    }
  /** Another API in place of AWS: `AWS_ENDPOINT_URL`. */
  | { readonly kind: 'endpoint'; readonly url: string }
  | {
      readonly kind: 'local';
      readonly url: string;
      /** The folder in which it was started. */
      readonly folder: string;
    };

/** At most this many accounts are named; the others are counted. */
const NAMED = 8;

function signInText(credentials: Credentials): string {
  switch (credentials.kind) {
    case 'role':
      return `role ${readable(credentials.arn.split(':role/').at(-1) ?? credentials.arn)}`;
    case 'profile':
      return `profile ${readable(credentials.profile)}`;
    case 'ambient':
      return 'the credentials of the environment';
  }
}

/** The first lines of a deploy or destroy: which AWS it uses. */
export function meantText(meant: Meant, { topology, plan }: Deployable): string {
  const accounts = accountsText(topology, plan.stacks);
  switch (meant.kind) {
    case 'aws':
      return `AWS, ${accounts}\n${meant.besideLocal === undefined ? '' : besideText(meant.besideLocal)}`;
    case 'endpoint':
      return `the AWS API at ${meant.url} (AWS_ENDPOINT_URL), ${accounts}\n`;
    case 'local':
      return `the local AWS at ${meant.url}, started in ${meant.folder}; its stacks and states are in .meshspan/local\n`;
  }
}

const besideText = (url: string): string =>
  `a local AWS is also running in this folder, at ${url}: this run does not use it; --local does\n`;

/** `accounts back 222222222222 (profile back), front 111111111111 (role deploy)` */
function accountsText({ accounts }: Topology, stacks: readonly Stack[]): string {
  const byAccount = [...groupedBy(stacks, ({ account }) => account)]
    .toSorted(([one], [other]) => byName(one, other))
    .flatMap(([key, [stack]]) =>
      stack === undefined
        ? []
        : [{ key, id: readable(accounts[key]?.id ?? key), credentials: stack.credentials }],
    );
  const named = byAccount
    .slice(0, NAMED)
    .map(({ key, id, credentials }) => `${key} ${id} (${signInText(credentials)})`);
  const more = byAccount.length - named.length;
  const rest = more > 0 ? ` and ${counted(more, 'more account')}` : '';
  return `${byAccount.length === 1 ? 'account' : 'accounts'} ${named.join(', ')}${rest}`;
}

/** The same as the first line of a stream of JSON. */
export const meantJson = (meant: Meant, { topology, plan }: Deployable): object => ({
  event: 'target',
  aws: meant.kind,
  ...('url' in meant ? { url: meant.url } : {}),
  accounts: [...new Set(plan.stacks.map(({ account }) => account))].map((account) => ({
    account,
    id: readable(topology.accounts[account]?.id ?? ''),
  })),
});

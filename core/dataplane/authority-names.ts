import type { Resource } from '../planner/change';
import { openParametersOf, type Topology } from '../topology';
import { authoritiesIn } from './deployed-trust';

/** How the authorities of a topology, and those that are deployed, are called. */
export interface AuthorityNames {
  /** ARNs of an authority and of those above it, which the trust in any of them covers. */
  readonly arnsAbove: (key: string) => ReadonlySet<string>;
  readonly keyOf: (arn: string) => string;
  /** Keys of an authority and of those above it. */
  readonly keysAbove: (key: string) => ReadonlySet<string>;
  readonly arnOf: (key: string) => string | undefined;
}

/** The names by what is deployed, and the ARNs of those that exist. */
export function authorityNamesIn({ authorities }: Topology, before: readonly Resource[]): AuthorityNames {
  const arns = new Map(authoritiesIn(before));
  for (const authority of Object.values(authorities))
    if (authority.kind === 'existing-ca' && openParametersOf(authority.arn).length === 0)
      arns.set(authority.key, authority.arn);
  const keys = new Map([...arns].map(([key, arn]) => [arn, key]));
  const keysAbove = (key: string): ReadonlySet<string> => {
    const above = new Set<string>();
    for (let each: string | undefined = key; each !== undefined && !above.has(each);) {
      above.add(each);
      each = Object.hasOwn(authorities, each) ? authorities[each]?.parent : undefined;
    }
    return above;
  };
  return {
    keyOf: (arn) => keys.get(arn) ?? arn,
    arnOf: (key) => arns.get(key),
    keysAbove,
    arnsAbove: (key) => new Set([...keysAbove(key)].flatMap((each) => arns.get(each) ?? [])),
  };
}

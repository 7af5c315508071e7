import { unique } from '../../base/collections';
import {
  inLowerCase,
  rootOf,
  trustedSignersOf,
  trustInAll,
  type Certificate,
  type Text,
  type Topology,
  type Trust,
} from '../../topology';

/** What a listener accepts of callers. */
export interface Validation {
  readonly trust: Trust;
  readonly names: readonly Text[];
}

/** A certificate that is shown, and the name by which others know who shows it. */
export interface Shown {
  readonly certificate: Certificate;
  readonly name: Text;
}

/** The validation that accepts those and nobody else; absent where no trust includes all of their authorities. */
export function validationFor(topology: Topology, shown: readonly Shown[]): Validation | undefined {
  const roots = unique(
    shown.flatMap(({ certificate }) => {
      const signers = trustedSignersOf(topology.rotation, certificate);
      return signers.length === 0 ? [''] : signers.map((key) => rootOf(key, topology.authorities));
    }),
  );
  const trust = roots.length === 0 ? undefined : trustInAll(roots, topology.authorities);
  return trust && { trust, names: unique(shown.map(nameOf)) };
}

/** The name that is looked up, where the certificate carries it; else its first, since a wildcard names no one. */
function nameOf({ certificate: { facts }, name }: Shown): Text {
  const names = facts.names ?? [];
  const isCarried = names.some((each) => inLowerCase(each) === inLowerCase(name));
  return isCarried ? name : (names.find((each) => !each.includes('*')) ?? name);
}

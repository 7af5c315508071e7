import { unique } from '../../base/collections';
import { inLowerCase, rootOf, type Certificate, type Text, type Topology, type Trust } from '../../topology';

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
  const trust = trustInAll(
    topology,
    shown.map(({ certificate }) => certificate),
  );
  return trust && { trust, names: unique(shown.map(nameOf)) };
}

/** The name that is looked up, where the certificate carries it; else its first, since a wildcard names no one. */
function nameOf({ certificate: { facts }, name }: Shown): Text {
  const names = facts.names ?? [];
  const isCarried = names.some((each) => inLowerCase(each) === inLowerCase(name));
  return isCarried ? name : (names.find((each) => !each.includes('*')) ?? name);
}

/** One trust is of private CAs, or of one file. */
function trustInAll({ authorities }: Topology, shown: readonly Certificate[]): Trust | undefined {
  const roots = unique(
    shown.map(({ facts: { issuer } }) => (issuer === undefined ? '' : rootOf(issuer, authorities))),
  );
  const found = roots.map((key) => (Object.hasOwn(authorities, key) ? authorities[key] : undefined));
  if (found.length === 0) return undefined;
  if (found.every((root) => root !== undefined && root.kind !== 'file'))
    return { kind: 'private-ca', authorities: roots };
  const [file] = found;
  return found.length === 1 && file?.kind === 'file'
    ? { kind: 'file', chain: file.chain, authorities: roots }
    : undefined;
}

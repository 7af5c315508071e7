import type { Authority, Trust } from './certificate';
import type { ByKey } from './topology';

/** App Mesh trusts root authorities only, so a subordinate means the root above it. */
export function rootOf(
  key: string,
  authorities: ByKey<Authority>,
  seen: ReadonlySet<string> = new Set(),
): string {
  const authority = Object.hasOwn(authorities, key) ? authorities[key] : undefined;
  const parent = authority?.parent;
  return parent === undefined || seen.has(parent)
    ? key
    : rootOf(parent, authorities, new Set([...seen, key]));
}

/** One trust in all of these authorities: of private CAs, or of one file; absent where none includes them, or one is unknown. */
export function trustInAll(keys: readonly string[], authorities: ByKey<Authority>): Trust | undefined {
  const found = keys.map((key) => (Object.hasOwn(authorities, key) ? authorities[key] : undefined));
  if (found.every((authority) => authority !== undefined && authority.kind !== 'file'))
    return { kind: 'private-ca', authorities: keys };
  const [file] = found;
  return found.length === 1 && file?.kind === 'file'
    ? { kind: 'file', chain: file.chain, authorities: keys }
    : undefined;
}

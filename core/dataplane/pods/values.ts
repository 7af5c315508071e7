import { valueKeyOf, type OutputValue } from '../../planner';
import { at, type Closed, type Text, type Topology } from '../../topology';
import type { Statement } from '../tasks/specs';
import type { Manifest, ManifestTree } from './specs';

/** Values of a cluster that is created; those of one that exists are read from AWS. */
export const valuesOf = (
  { clusters }: Closed<Topology>,
  cluster: string,
  values: readonly ((key: string) => OutputValue)[],
): readonly OutputValue[] =>
  at(clusters, cluster).existing === undefined ? values.map((value) => value(cluster)) : [];

/** The values in what statements are about. */
export const valuesIn = (statements: readonly Statement[]): readonly OutputValue[] =>
  statements.flatMap(({ resources }) => resources.flatMap(known));

const known = (filled: readonly (Text | OutputValue)[]): readonly OutputValue[] =>
  filled.flatMap((part) => (typeof part === 'string' ? [] : [part]));

/** The values that only Terraform knows, wherever they are in manifests. */
export const valuesOfManifests = (manifests: readonly Manifest[]): readonly OutputValue[] =>
  manifests.flatMap(valuesInTree);

function valuesInTree(tree: ManifestTree | undefined): readonly OutputValue[] {
  if (typeof tree !== 'object') return [];
  if (Array.isArray(tree)) return tree.flatMap(valuesInTree);
  const { filled } = tree as { readonly filled?: unknown };
  return Array.isArray(filled)
    ? known(filled as readonly (Text | OutputValue)[])
    : Object.values(tree).flatMap(valuesInTree);
}

/** Values, each once. */
export const eachOnce = (values: readonly OutputValue[]): readonly OutputValue[] => [
  ...new Map(values.map((value) => [valueKeyOf(value), value])).values(),
];

/** What a content outputs itself it does not read. */
export function withoutOwn(
  own: readonly OutputValue[],
  values: readonly OutputValue[],
): readonly OutputValue[] {
  const keys = new Set(own.map(valueKeyOf));
  return eachOnce(values).filter((value) => !keys.has(valueKeyOf(value)));
}

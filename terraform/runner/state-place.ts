import { fieldOf } from '../../core/base/json';
import { blocksOf, textOf } from '../json';

/**
 * Where a stack keeps its state, for people.
 * @param stack the parsed `cdk.tf.json`
 */
export function statePlaceOf(stack: unknown): string {
  const [terraform] = blocksOf(fieldOf(stack, 'terraform'));
  const text = (...path: readonly string[]): string => textOf(fieldOf(terraform, ...path));
  const places = [
    text('backend', 'local', 'path'),
    [text('backend', 's3', 'bucket'), text('backend', 's3', 'key')].filter(Boolean).join('/'),
    text('backend', 'http', 'address'),
    [text('cloud', 'organization'), text('cloud', 'workspaces', 'name')].filter(Boolean).join('/'),
  ];
  return places.find((place) => place !== '') ?? 'no file yet';
}

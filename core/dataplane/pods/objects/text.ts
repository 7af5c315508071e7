import { mapText, openText } from '../../../topology';
import type { Filled } from '../../tasks/specs';
import type { ManifestTree } from '../specs';

/**
 * A text of a command or of an environment variable. Kubernetes reads `$(NAME)` in it as a variable and `$$` as one sign, so
 * that a sign before either is doubled.
 */
const escaped = (text: string): string =>
  mapText(text, openText, (literal) => literal.replaceAll(/\$(?=[$(])/g, '$$$$'));

/** Such a text with values that only Terraform knows. */
export function filledText(filled: Filled): ManifestTree {
  const parts = filled.map((part) => (typeof part === 'string' ? escaped(part) : part));
  const [only = '', ...more] = parts;
  return typeof only === 'string' && more.length === 0 ? only : { filled: parts };
}

import type { Context } from './context';

/** Whether a text matches a pattern in which `*` stands for any characters and `?` for one. */
export function matches(
  pattern: string,
  text: string,
  options: { readonly anyCase?: boolean } = {},
): boolean {
  return options.anyCase === true ? glob(pattern.toLowerCase(), text.toLowerCase()) : glob(pattern, text);
}

/** Whether each of the six parts of an ARN matches; a wildcard does not reach across the first five colons. */
export function matchesArn(pattern: string, arn: string): boolean {
  const [wanted, parts] = [partsOf(pattern), partsOf(arn)];
  return wanted.length === parts.length && wanted.every((one, index) => glob(one, parts[index] ?? ''));
}

function partsOf(arn: string): readonly string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

/** Characters that stand for themselves after a variable was replaced: outside of what any ARN or name contains. */
const literal = { '*': '\uE000', '?': '\uE001', $: '$' } as const;

/**
 * A pattern with its variables replaced, such as `${aws:PrincipalAccount}`; undefined where one has no value, so
 * that the pattern matches nothing.
 */
export function withVariables(pattern: string, context: Context): string | undefined {
  let isWhole = true;
  const replaced = pattern.replaceAll(/\$\{([^}]*)\}/g, (_, inside: string) => {
    if (inside === '*' || inside === '?' || inside === '$') return literal[inside];
    const [key = '', fallback] = inside.split(/\s*,\s*(?=')/);
    const value = context.get(key.trim().toLowerCase())?.[0] ?? fallback?.replaceAll(/^'|'$/g, '');
    isWhole &&= value !== undefined;
    return (value ?? '').replaceAll('*', literal['*']).replaceAll('?', literal['?']);
  });
  return isWhole ? replaced : undefined;
}

/** Greedy matching with one point to return to: linear in practice, quadratic at worst, never exponential. */
function glob(pattern: string, text: string): boolean {
  let [at, star, resume] = [0, -1, 0];
  for (let index = 0; index < text.length;) {
    const wanted = pattern[at];
    if (wanted === '*') {
      [star, resume] = [at, index];
      at += 1;
    } else if (wanted !== undefined && (wanted === '?' || plain(wanted) === text[index])) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      resume += 1;
      [at, index] = [star + 1, resume];
    } else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}

const plain = (character: string): string =>
  character === literal['*'] ? '*' : character === literal['?'] ? '?' : character;

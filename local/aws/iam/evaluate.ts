import { isMet } from './conditions';
import type { Context } from './context';
import type { Matches, Policy, Principals, Statement } from './document';
import { matches, withVariables } from './pattern';

/** Something that somebody wants to do. */
export interface Wish {
  /** Such as `acm:ExportCertificate`. */
  readonly action: string;
  /** ARN, or `*` where the action has no narrower resource. */
  readonly resource: string;
  readonly context: Context;
}

/** Who wants it, as policies of resources name it: the names it goes by, by kind (`AWS`, `Service`). */
export type PrincipalNames = Readonly<Record<string, readonly string[]>>;

/** What policies say about a wish. */
export type Finding = 'allow' | 'deny' | 'nothing';

/**
 * What the policies of one kind say: a denial counts before everything that allows.
 * @param principal for policies of a resource, whose statements name whom they are about
 * @default policies of an identity, whose statements are about it
 */
export function findingOf(policies: readonly Policy[], wish: Wish, principal?: PrincipalNames): Finding {
  const about = policies
    .flatMap(({ statements }) => statements)
    .filter((statement) => isAbout(statement, wish, principal));
  if (about.some(({ effect }) => effect === 'Deny')) return 'deny';
  return about.length > 0 ? 'allow' : 'nothing';
}

function isAbout(
  { actions, resources, principals, conditions }: Statement,
  { action, resource, context }: Wish,
  principal: PrincipalNames | undefined,
): boolean {
  return (
    oneOf(actions, (pattern) => matches(pattern, action, { anyCase: true })) &&
    isOn(resources, resource, context) &&
    (principal === undefined || (principals !== undefined && isFor(principals, principal))) &&
    conditions.every((condition) => isMet(condition, context))
  );
}

function isOn(resources: Matches | undefined, resource: string, context: Context): boolean {
  if (resources === undefined) return true;
  const patterns = resources.patterns.map((pattern) => withVariables(pattern, context));
  // A variable without a value makes a pattern of no resource, and an exception that nobody can check.
  if (resources.not && patterns.includes(undefined)) return false;
  return patterns.some((whole) => whole !== undefined && matches(whole, resource)) !== resources.not;
}

const oneOf = ({ not, patterns }: Matches, fits: (pattern: string) => boolean): boolean =>
  patterns.some(fits) !== not;

function isFor({ not, byKind }: Principals, names: PrincipalNames): boolean {
  const named = Object.entries(byKind).some(([kind, patterns]) =>
    patterns.some((pattern) =>
      pattern === '*' ? kind === '*' || names[kind] !== undefined : (names[kind] ?? []).includes(pattern),
    ),
  );
  return named !== not;
}

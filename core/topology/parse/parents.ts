import type { Authority } from '../certificate';
import type { ByKey } from '../topology';
import { refers } from './accounts';
import type { Context } from './context';

/** Reports parents that do not exist, that a root has, that a created subordinate lacks, and circles of parents. */
export function checkParents(context: Context, authorities: ByKey<Authority>): void {
  for (const authority of Object.values(authorities)) {
    const { key, at, kind, level, parent } = authority;
    if (parent !== undefined) refers(context, 'authority', parent, authorities, [...at, 'parent']);
    if (level === 'root' && parent !== undefined)
      context.report(
        'authority/parent',
        at,
        `root authority "${key}" has a parent`,
        kind === 'private-ca' ? 'drop the parent' : 'write level: subordinate, or drop the parent',
      );
    if (kind === 'private-ca' && level === 'subordinate' && parent === undefined)
      context.report(
        'authority/parent',
        at,
        `subordinate authority "${key}" has no parent`,
        "drop level, which makes it a root, or name one that others created: { kind: existing-ca, arn: '…', level: subordinate }",
      );
  }
  for (const key of firstsOfCircles(authorities)) {
    context.report(
      'authority/parent',
      [...(authorities[key]?.at ?? []), 'parent'],
      `authority "${key}" is above itself: its parents lead back to it`,
      'name the authority that signs it, and give the topmost one level: root without a parent',
    );
  }
}

/** The first authority of each circle, in the order of the keys. Each is looked at once. */
function firstsOfCircles(authorities: ByKey<Authority>): readonly string[] {
  const seen = new Set<string>();
  const firsts: string[] = [];
  for (const start of Object.keys(authorities)) {
    const way = new Set<string>();
    let key: string | undefined = start;
    while (key !== undefined && !seen.has(key) && Object.hasOwn(authorities, key)) {
      seen.add(key);
      way.add(key);
      key = authorities[key]?.parent;
    }
    if (key !== undefined && way.has(key)) firsts.push(key);
  }
  return firsts;
}

import type { Layout, Slot } from './layout';
import type { OrderEdges } from './order';
import type { StackKind } from './plan';
import type { Placement } from './placement';
import type { Providers } from './providers-of-values';

/** Who waits for whom: by kind, by what is read, by what must exist; and what is being emptied goes last. */
export function edgesOf(
  layout: Layout,
  slots: readonly Slot[],
  live: readonly Placement[],
  { stackOf, providerOf }: Providers,
): OrderEdges {
  const edges = new Map<string, Map<string, string>>(slots.map(({ name }) => [name, new Map()]));
  const need = (stack: string, other: string | undefined, why: string): void => {
    const needs = edges.get(stack);
    // Of an account to which others deploy there is no stack to wait for.
    const isThere = other !== undefined && edges.has(other);
    if (isThere && other !== stack && needs && !needs.has(other)) needs.set(other, why);
  };
  const staying = slots.filter(({ account }) => !account.retired);
  for (const { name, kind, account } of staying)
    need(name, precededBy(kind, account.key, layout), 'its kind');
  for (const placement of live) {
    const { stack, content, reads, follows } = placement;
    for (const value of reads) need(stack, providerOf(placement, value)?.stack, content.id);
    for (const id of follows) need(stack, stackOf(id), content.id);
  }
  // What others dropped is removed after they dropped it, and kind by kind in reverse order of its creation.
  let before: readonly Slot[] = staying;
  for (const kind of REMOVED) {
    const going = slots.filter((slot) => slot.account.retired && slot.kind === kind);
    for (const { name } of going) for (const other of before) need(name, other.name, 'its removal');
    if (going.length > 0) before = going;
  }
  return edges;
}

/** Kinds of stacks in the order in which those of retired accounts are emptied. */
const REMOVED: readonly StackKind[] = ['kubernetes', 'links', 'requests', 'owner', 'member', 'shared'];

/** The stack that one of a kind needs, whatever it contains. */
function precededBy(kind: StackKind, account: string, { accounts, first }: Layout): string | undefined {
  const [owner] = accounts;
  switch (kind) {
    case 'shared':
      return undefined;
    case 'member':
    case 'owner':
      return owner && first(owner.key);
    case 'requests':
    case 'links':
    case 'kubernetes':
      return first(account);
  }
}

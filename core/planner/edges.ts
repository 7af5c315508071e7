import type { Layout, Slot } from './layout';
import type { OrderEdges } from './order';
import type { Placement } from './placement';
import type { Providers } from './providers-of-values';

/** Who waits for whom: by kind, by what is read, by what must exist; and what is being emptied goes last. */
export function edgesOf(
  layout: Layout,
  slots: readonly Slot[],
  live: readonly Placement[],
  { stackOf, tellerOf }: Providers,
): OrderEdges {
  const edges = new Map<string, Map<string, string>>(slots.map(({ name }) => [name, new Map()]));
  const need = (stack: string, other: string | undefined, why: string): void => {
    const needs = edges.get(stack);
    if (other !== undefined && other !== stack && needs && !needs.has(other)) needs.set(other, why);
  };
  const shared = slots.find(({ kind }) => kind === 'shared')?.name;
  const staying = slots.filter(({ account }) => !account.retired);
  for (const { name, kind, account } of staying) {
    need(name, kind === 'links' ? layout.first(account.key) : shared, 'its kind');
  }
  for (const placement of live) {
    const { stack, content, reads, follows } = placement;
    for (const value of reads) need(stack, tellerOf(placement, value)?.stack, content.id);
    for (const id of follows) need(stack, stackOf(id), content.id);
  }
  // What others dropped is removed after they dropped it, and in reverse order of its making.
  const going = slots.filter(({ account }) => account.retired).toReversed();
  going.forEach(({ name }, index) => {
    for (const other of [...staying, ...going.slice(0, index)]) need(name, other.name, 'its removal');
  });
  return edges;
}

import type { Placement } from './placement';
import type { Providers } from './providers-of-values';

/**
 * The contents of one stack in the order in which they need each other; by id where they don't. Contents that need each
 * other in a circle are a bug in what placed them.
 */
export function inBuildOrder(
  placements: readonly Placement[],
  { providerOf }: Providers,
): readonly Placement[] {
  const own = new Map(placements.map((placement) => [placement.content.id, placement]));
  const ordered = new Set<Placement>();
  const entered = new Set<Placement>();
  const visit = (placement: Placement): void => {
    if (ordered.has(placement)) return;
    if (entered.has(placement)) {
      throw new Error(`"${placement.content.id}" and another content of its stack need each other`);
    }
    entered.add(placement);
    const providers = placement.reads.flatMap((value) => providerOf(placement, value)?.content.id ?? []);
    for (const id of [...providers, ...placement.follows]) {
      const needed = own.get(id);
      if (needed !== undefined) visit(needed);
    }
    ordered.add(placement);
  };
  placements.forEach(visit);
  return [...ordered];
}

import { valueKeyOf } from './names';
import type { Placement } from './placement';
import type { OutputValue } from './values';

/** Who provides what, among the contents that are there. */
export interface Providers {
  /** The stack of a content; none where it is retired. */
  readonly stackOf: (id: string) => string | undefined;
  /**
   * The content that makes a value known to the reader: of several that do, the one which the reader follows. None
   * where the thing exists already, or is retired.
   */
  readonly tellerOf: (
    reader: Pick<Placement, 'content' | 'follows'>,
    value: OutputValue,
  ) => Placement | undefined;
}

export function providersOf(live: readonly Placement[]): Providers {
  const stacks = new Map(live.map(({ content, stack }) => [content.id, stack]));
  const tellers = new Map<string, Map<string, Placement>>();
  for (const placement of live) {
    for (const { value } of placement.tells) {
      const key = valueKeyOf(value);
      const known = tellers.get(key) ?? new Map<string, Placement>();
      tellers.set(key, known.set(placement.content.id, placement));
    }
  }
  return {
    stackOf: (id) => stacks.get(id),
    tellerOf: ({ follows }, value) => {
      const known = tellers.get(valueKeyOf(value));
      const followed = follows.map((id) => known?.get(id)).find((teller) => teller !== undefined);
      return followed ?? known?.values().next().value;
    },
  };
}

import { valueKeyOf } from './names';
import type { Placement } from './placement';
import type { OutputValue } from './values';

/** Who provides what, among the contents that are there. */
export interface Providers {
  /** The stack of a content; none where it is retired. */
  readonly stackOf: (id: string) => string | undefined;
  /**
   * The content that outputs a value for the reader: of several that do, the one which the reader follows. None
   * where the thing exists already, or is retired.
   */
  readonly providerOf: (
    reader: Pick<Placement, 'content' | 'follows'>,
    value: OutputValue,
  ) => Placement | undefined;
}

export function providersOf(live: readonly Placement[]): Providers {
  const stacks = new Map(live.map(({ content, stack }) => [content.id, stack]));
  const providers = new Map<string, Map<string, Placement>>();
  for (const placement of live) {
    for (const { value } of placement.outputs) {
      const key = valueKeyOf(value);
      const known = providers.get(key) ?? new Map<string, Placement>();
      providers.set(key, known.set(placement.content.id, placement));
    }
  }
  return {
    stackOf: (id) => stacks.get(id),
    providerOf: ({ follows }, value) => {
      const known = providers.get(valueKeyOf(value));
      const followed = follows.map((id) => known?.get(id)).find((provider) => provider !== undefined);
      return followed ?? known?.values().next().value;
    },
  };
}

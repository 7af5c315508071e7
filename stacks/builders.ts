import type { Content } from '../core/planner';

/** Creates the resources of a content, in the stack that contains it. */
export type Builders = Readonly<Record<string, (content: Content) => void>>;

/** A builder for every kind of a union of contents; `C` is what they build into. */
export type BuildersOf<T extends Content, C> = {
  readonly [K in T['kind']]: (context: C, content: Extract<T, { readonly kind: K }>) => void;
};

/** The builders of one stack. Each content is passed to the builder of its own kind; the table's type guarantees that. */
export const bound = <T extends Content, C>(builders: BuildersOf<T, C>, context: C): Builders =>
  Object.fromEntries(
    Object.entries<(context: C, content: never) => void>(builders).map(([kind, build]) => [
      kind,
      (content: Content) => build(context, content as never),
    ]),
  );

/** Builders of several rooms, such as those of the substrate and of a data plane. With a kind in two, the wrong one would build it. */
export const joined = (...all: readonly Builders[]): Builders =>
  all.reduce((known, more) => {
    const twice = Object.keys(more).find((kind) => Object.hasOwn(known, kind));
    if (twice !== undefined) throw new Error(`two rooms build a "${twice}"`);
    return { ...known, ...more };
  });

/** Builds the contents of a stack, in the order of the plan. A content without a builder is an error, never left out. */
export function buildAll(stack: string, contents: readonly Content[], builders: Builders): void {
  for (const content of contents) {
    const build = Object.hasOwn(builders, content.kind) ? builders[content.kind] : undefined;
    if (build === undefined) {
      throw new Error(`stack "${stack}" contains "${content.id}", but nothing builds a "${content.kind}"`);
    }
    build(content);
  }
}

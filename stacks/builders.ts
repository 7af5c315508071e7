import type { Content } from '../core/planner';

/** Creates the resources of a content, in the stack that holds it. */
export type Builders = Readonly<Record<string, (content: Content) => void>>;

/** A builder for every kind of a union of contents; `C` is what they build into. */
export type BuildersOf<T extends Content, C> = {
  readonly [K in T['kind']]: (context: C, content: Extract<T, { readonly kind: K }>) => void;
};

/** The builders of one stack. A content comes to the builder of its own kind, which the table's type has promised. */
export const bound = <T extends Content, C>(builders: BuildersOf<T, C>, context: C): Builders =>
  Object.fromEntries(
    Object.entries<(context: C, content: never) => void>(builders).map(([kind, build]) => [
      kind,
      (content: Content) => build(context, content as never),
    ]),
  );

/** The builders of the substrate and those of a data plane. A kind of both would be built by the wrong one. */
export function joined(substrate: Builders, plane: Builders): Builders {
  const twice = Object.keys(plane).find((kind) => Object.hasOwn(substrate, kind));
  if (twice !== undefined) throw new Error(`a data plane can't build a "${twice}": the substrate does`);
  return { ...substrate, ...plane };
}

/** Builds everything that a stack holds, in the order of the plan. What nothing builds is an error, and never left out. */
export function buildAll(stack: string, contents: readonly Content[], builders: Builders): void {
  for (const content of contents) {
    const build = Object.hasOwn(builders, content.kind) ? builders[content.kind] : undefined;
    if (build === undefined) {
      throw new Error(`stack "${stack}" holds "${content.id}", and nothing builds a "${content.kind}"`);
    }
    build(content);
  }
}

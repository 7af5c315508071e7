import type { Content } from '../core/planner';
import type { MeshStack } from './mesh-stack';

export type ContentOf<K extends Content['kind']> = Extract<Content, { readonly kind: K }>;

/** Makes the resources of one content. */
export type Builder<K extends Content['kind']> = (stack: MeshStack, content: ContentOf<K>) => void;

/** What a kind of stack may hold, in the order in which its contents need each other. */
export type Builders = { readonly [K in Content['kind']]?: Builder<K> };

/** Builds everything that the plan puts into a stack. */
export function walk(stack: MeshStack, builders: Builders): void {
  const kinds = Object.keys(builders);
  for (const { kind, id } of stack.spec.contents) {
    if (!kinds.includes(kind)) throw new Error(`a ${stack.spec.kind} stack can't hold ${id}`);
  }
  for (const kind of kinds) {
    const build = builders[kind as Content['kind']] as
      | ((stack: MeshStack, content: Content) => void)
      | undefined;
    for (const content of stack.spec.contents) if (content.kind === kind) build?.(stack, content);
  }
}

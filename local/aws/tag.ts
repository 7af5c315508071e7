import { list, record, text } from './shape';

/** A tag as App Mesh and RAM write it. */
export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** Tags in a request. */
export const tagList = list(record({ key: text(1, 128), value: text(0, 256) }));

/** The most tags of a resource. */
export const mostTags = 50;

/** Tags with others added: a key that was there gets its new value. */
export function withTags(before: readonly Tag[], added: readonly Tag[]): readonly Tag[] {
  const all = new Map([...before, ...added].map(({ key, value }) => [key, value]));
  return [...all].map(([key, value]) => ({ key, value }));
}

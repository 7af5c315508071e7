import { fieldOf } from '../../../core/base/json';

/** A text in parsed JSON, by the names on the way to it; empty where there is none. */
export function stringAt(value: unknown, ...path: readonly string[]): string {
  const found = fieldOf(value, ...path);
  return typeof found === 'string' ? found : '';
}

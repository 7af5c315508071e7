/** A value of JSON. */
export type Json = string | number | boolean | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [name: string]: Json;
}

/** An object of the fields that have a value, in the order in which they are written. */
export function given(fields: Readonly<Record<string, Json | undefined>>): JsonObject {
  const present = Object.entries(fields).filter((entry): entry is [string, Json] => entry[1] !== undefined);
  return Object.fromEntries(present);
}

/** The list, or nothing where it is empty. */
export const unlessEmpty = (list: readonly Json[]): readonly Json[] | undefined =>
  list.length === 0 ? undefined : list;

/** The `@type` of a message of Envoy. */
export const typeOf = (message: string): string => `type.googleapis.com/envoy.${message}`;

/** An extension of Envoy by its name, with its configuration: a message, and the fields of it. */
export const extension = (name: string, message: string, config: JsonObject = {}): JsonObject => ({
  name: `envoy.${name}`,
  typed_config: { '@type': typeOf(message), ...config },
});

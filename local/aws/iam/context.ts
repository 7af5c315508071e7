/** The values of a request that conditions and variables read, by key in lowercase. */
export type Context = ReadonlyMap<string, readonly string[]>;

/** A context of these values; keys are not case-sensitive. */
export function contextOf(values: Readonly<Record<string, string | readonly string[]>>): Context {
  return new Map(
    Object.entries(values).map(([key, value]) => [
      key.toLowerCase(),
      typeof value === 'string' ? [value] : value,
    ]),
  );
}

/** A property of a value that may be anything, such as what was thrown. Errors of another realm are no `Error` here. */
export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

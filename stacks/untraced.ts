/**
 * Runs `build` without recording stack traces. cdktf takes one for every value that it may resolve later: nearly half
 * of its time, and nothing that a good build ever shows. Where `build` throws, it runs once more with traces, so that
 * the error tells where it came from. Only for a process of our own: it changes a global meanwhile.
 */
export function untraced<T>(build: () => T): T {
  const original = Object.getOwnPropertyDescriptor(Error, 'captureStackTrace');
  const restore = (): void => void Object.defineProperty(Error, 'captureStackTrace', { ...original });
  try {
    Error.captureStackTrace = () => undefined;
    return build();
  } catch {
    restore();
    return build();
  } finally {
    restore();
  }
}

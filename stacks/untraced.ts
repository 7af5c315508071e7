/**
 * Runs `build` without recording stack traces. cdktf records one for every value that it may resolve later: nearly
 * half of its time, and a successful build never shows them. Where `build` throws, it runs once more with traces, so that
 * the error has its origin. Only for our own process: it changes a global meanwhile.
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

import type { Io } from '../io';

/** Ctrl-C, for a command that takes something down before it ends. */
export interface Stop {
  /** Whether the user has asked to stop. */
  readonly isAsked: () => boolean;
  /** Done as soon as the user asks to stop. */
  readonly asked: Promise<void>;
  /** Gives Ctrl-C its usual meaning back. */
  readonly release: () => void;
}

export function stopOf(io: Io): Stop {
  const ask = new AbortController();
  const asked = new Promise<void>((done) =>
    ask.signal.addEventListener('abort', () => done(), { once: true }),
  );
  const release = io.onInterrupt?.(() => ask.abort());
  return { isAsked: () => ask.signal.aborted, asked, release: () => release?.() };
}

/** The result, or nothing where the user asks to stop before there is one. What then fails is of no interest. */
export async function unlessAsked<T>(work: Promise<T>, { asked }: Stop): Promise<T | undefined> {
  work.catch(() => undefined);
  return Promise.race([work, asked.then(() => undefined)]);
}

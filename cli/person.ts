import { createInterface } from 'node:readline/promises';

/** Asks on stderr, because stdout carries the result. End of input, or Ctrl-C at the question, is no answer. */
export async function askAtTerminal(question: string): Promise<string | undefined> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const ended = new Promise<undefined>((done) => lines.once('close', () => done(undefined)));
  try {
    return await Promise.race([lines.question(question), ended]);
  } finally {
    lines.close();
  }
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** See `Io.onInterrupt`. */
export function onInterrupt(interrupted: () => void): () => void {
  for (const signal of signals) process.on(signal, interrupted);
  return () => {
    for (const signal of signals) process.off(signal, interrupted);
  };
}

/** What a command may touch of the world around it: tests bring their own. */
export interface Io {
  /** The result. */
  readonly out: (text: string) => void;
  /** Progress, and what went wrong. */
  readonly err: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Whether each of them is a terminal that shows colours. */
  readonly colours: { readonly out: boolean; readonly err: boolean };
  /** Asks whoever sits at the terminal; absent where nobody does. */
  readonly ask?: (question: string) => Promise<string>;
  /**
   * Calls back at each Ctrl-C (and at each request to end), which then ends nothing by itself; the result undoes that.
   * Absent: they end the process.
   */
  readonly onInterrupt?: (interrupted: () => void) => () => void;
  /** The program and its first words with which this command was started, to start it once more. */
  readonly self?: readonly string[];
}

export const ExitCode = { Ok: 0, Findings: 1, Misuse: 2 } as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

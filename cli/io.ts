/** Everything outside the process that a command may use; tests pass their own. */
export interface Io {
  /** The result. */
  readonly out: (text: string) => void;
  /** Progress and errors. */
  readonly err: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Whether each of them is a terminal that shows colours. */
  readonly colours: { readonly out: boolean; readonly err: boolean };
  /** Asks the user at the terminal; nothing where the user gives up (Ctrl-C or the end of input). Absent where there is no terminal. */
  readonly ask?: (question: string) => Promise<string | undefined>;
  /**
   * Calls back on each Ctrl-C (and each SIGTERM or SIGHUP), which then does not stop the process; the returned function
   * undoes that. Absent: the signals stop the process.
   */
  readonly onInterrupt?: (interrupted: () => void) => () => void;
  /** The program and the first arguments with which this command was started, to start it again. */
  readonly self?: readonly string[];
}

export const ExitCode = { Ok: 0, Findings: 1, Misuse: 2 } as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

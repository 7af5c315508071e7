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
}

export const ExitCode = { Ok: 0, Findings: 1, Misuse: 2 } as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

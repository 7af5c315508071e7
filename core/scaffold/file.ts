/** A file that is written, by its path in the new folder, with slashes. */
export interface ScaffoldFile {
  readonly path: string;
  readonly text: string;
}

/** What the program that runs knows of itself. */
export interface Installation {
  /** How package.json names meshspan: `file:` and a path from the new folder. */
  readonly specifier: string;
  readonly version: string;
  /** The version of cdktf whose command runs `main.ts`. */
  readonly cdktf: string;
}

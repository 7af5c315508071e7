/** A package of PyPI in one version. */
export interface Pin {
  readonly pin: string;
  /** The platforms and Pythons that need it. @default all */
  readonly when?: string;
  /** The SHA-256 of each of its files: wheels of every platform, and the source. */
  readonly sha256: readonly string[];
}

/** Packages that are installed together, in an environment of their own. */
export interface PackageSet {
  /** What people call it, and the beginning of its folder's name: `moto`. */
  readonly name: string;
  /** A requirements file of pip. */
  readonly requirements: string;
}

/**
 * A requirements file for pip's `--require-hashes`: a program and all its dependencies, each in one version and with the
 * hashes of all its files. pip refuses any other file from an index.
 */
export const requirementsOf = (pins: readonly Pin[]): string =>
  pins
    .map(({ pin, when, sha256 }) =>
      [when === undefined ? pin : `${pin} ; ${when}`, ...sha256.map((hash) => `--hash=sha256:${hash}`)].join(
        ' \\\n    ',
      ),
    )
    .join('\n')
    .concat('\n');

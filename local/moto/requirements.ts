import pins from './pins.json';

interface Pin {
  readonly pin: string;
  /** The platforms and Pythons that need it. @default all */
  readonly when?: string;
  /** The SHA-256 of each of its files: wheels of every platform, and the source. */
  readonly sha256: readonly string[];
}

const written: readonly Pin[] = pins;

/**
 * A requirements file for pip's `--require-hashes`: moto and all its dependencies, each in one version and with the hashes
 * of all its files. pip refuses any other file from an index.
 */
export const requirements: string = written
  .map(({ pin, when, sha256 }) =>
    [when === undefined ? pin : `${pin} ; ${when}`, ...sha256.map((hash) => `--hash=sha256:${hash}`)].join(
      ' \\\n    ',
    ),
  )
  .join('\n')
  .concat('\n');

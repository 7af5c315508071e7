import pins from './pins.json';

interface Pin {
  readonly pin: string;
  /** On which platforms and Pythons it is needed. @default all */
  readonly when?: string;
  /** The SHA-256 of each of its files: wheels of every platform, and the source. */
  readonly sha256: readonly string[];
}

const written: readonly Pin[] = pins;

/**
 * A requirements file for pip's `--require-hashes`: moto and all that it needs, each in one version and with the hashes of
 * all its files. An index that hands out any other file is refused.
 */
export const requirements: string = written
  .map(({ pin, when, sha256 }) =>
    [when === undefined ? pin : `${pin} ; ${when}`, ...sha256.map((hash) => `--hash=sha256:${hash}`)].join(
      ' \\\n    ',
    ),
  )
  .join('\n')
  .concat('\n');

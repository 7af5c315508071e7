import { groupedBy } from '../../base/collections';
import { secretFilesOf } from './bootstrap';
import type { ProxySpec } from './specs';

/** A certificate of its own that a proxy fetches from ACM, and where its configuration expects it. */
export interface FetchedCertificate {
  /** Key of the certificate. */
  readonly certificate: string;
  /** Path of the certificate with those that lead to its authority, as PEM. */
  readonly chain: string;
  readonly privateKey: string;
  /** Path of the passphrase of the key. */
  readonly passphrase: string;
}

/** Certificates of authorities that a proxy fetches from AWS Private CA, all into one file. */
export interface FetchedTrust {
  /** Keys of the authorities. */
  readonly authorities: readonly string[];
  /** Path of the file, as PEM. */
  readonly bundle: string;
}

/** The files that a proxy reads and fetches from AWS: keys with a passphrase, and bundles below its own folder. */
export function fetchedFilesOf({ folder, certificates, trusts }: ProxySpec): {
  readonly certificates: readonly FetchedCertificate[];
  readonly trusts: readonly FetchedTrust[];
} {
  const isFetched = (path: string): boolean => path.startsWith(`${folder}/`);
  return {
    certificates: certificates.flatMap(({ certificate, source }) =>
      source.kind === 'files' && source.passphrase !== undefined
        ? [
            {
              certificate,
              chain: source.chain,
              privateKey: source.privateKey,
              passphrase: source.passphrase,
            },
          ]
        : [],
    ),
    trusts: trusts.flatMap(({ authorities = [], source }) =>
      source.kind === 'file' && isFetched(source.bundle) ? [{ authorities, bundle: source.bundle }] : [],
    ),
  };
}

/** Where the application of a proxy reaches the services that it calls: by service, then port, `address:port`. */
export const localEndpointsOf = ({
  outbound,
}: ProxySpec): Readonly<Record<string, Readonly<Record<string, string>>>> =>
  Object.fromEntries(
    [...groupedBy(outbound, ({ service }) => service)].map(([service, ports]) => [
      service,
      Object.fromEntries(
        ports.flatMap(({ port, local }) =>
          local === undefined ? [] : [[String(port), `${local.address}:${local.port}`]],
        ),
      ),
    ]),
  );

/** The files that describe the secrets of a proxy, by their paths. */
export const secretTextsOf = (proxy: ProxySpec): Readonly<Record<string, string>> =>
  Object.fromEntries(secretFilesOf(proxy).map(({ path, text }) => [path, text]));

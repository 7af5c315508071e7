/** The kinds of PEM blocks that the certificate services use. */
export type PemLabel = 'CERTIFICATE' | 'CERTIFICATE REQUEST' | 'ENCRYPTED PRIVATE KEY';

/** PEM (RFC 7468) with lines of 64 characters, without a line break at the end, as AWS returns it. */
export function pemOf(label: PemLabel, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`].join('\n');
}

/** The first block of this kind; `NEW CERTIFICATE REQUEST`, an older name, also counts. */
export function derOf(label: PemLabel, pem: string): Buffer | undefined {
  const block = new RegExp(
    `-----BEGIN (?:NEW )?${label}-----([A-Za-z0-9+/=\\s]+)-----END (?:NEW )?${label}-----`,
  );
  const base64 = block.exec(pem)?.[1];
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64');
}
